import { Secret, TOTP } from "otpauth";

const periodSeconds = 30;
/** Codes of the step before and after count too: clocks and hands are slow. */
const windowSteps = 1;

/** 160 bits, as RFC 4226 asks for, in base 32. */
export function makeTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What an authenticator app reads from the picture. */
export function totpUri(secret: string, account: string): string {
  return totp(secret, account).toString();
}

/** @returns the time step whose code this is, or null; compared in constant time. */
export function findTotpStep(secret: string, code: string, now: Date): number | null {
  // six ASCII digits and nothing else reach the comparison, which throws at a code of more bytes than signs
  if (!/^[0-9]{6}$/.test(code)) return null;
  const timestamp = now.getTime();
  const delta = totp(secret, "").validate({ token: code, timestamp, window: windowSteps });
  return delta === null ? null : Math.floor(timestamp / 1000 / periodSeconds) + delta;
}

function totp(secret: string, label: string): TOTP {
  return new TOTP({
    issuer: "Oakline",
    label,
    secret: Secret.fromBase32(secret),
    algorithm: "SHA1",
    digits: 6,
    period: periodSeconds,
  });
}
