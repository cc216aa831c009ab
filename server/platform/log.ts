import pino from "pino";

export type Logger = pino.Logger;

const secretKeys = [
  "password",
  "secret",
  "token",
  "accessToken",
  "refreshToken",
  "access_token",
  "refresh_token",
  "client_secret",
  "clientSecret",
  "authorization",
  "cookie",
  "spapi_oauth_code",
  "x-amz-access-token",
];

/** JSON lines on stdout; secrets are removed by key wherever they stand, up to three levels deep. */
export function createLogger(name: string, level: string = "info"): Logger {
  const paths = secretKeys.flatMap((key) => {
    const step = /^[a-z_]+$/i.test(key) ? `.${key}` : `["${key}"]`;
    return [step.startsWith(".") ? key : step, `*${step}`, `*.*${step}`];
  });
  return pino({ name, level, redact: { paths, censor: "[secret]" }, base: { name } });
}
