import { env } from "@/server/platform/env";

/** The app of the environment, which every tenant may use. */
export type PlatformApp = { applicationId: string; clientId: string; clientSecret: string };
type ByRegion = Readonly<Record<"na" | "eu" | "fe", string>>;

/** Where Amazon is and as whom we come; verbs take it as a parameter so that a test names its own. */
export type AcornSettings = {
  platformApp: PlatformApp;
  lwaUrl: string;
  endpoints: Readonly<Record<"production" | "sandbox", ByRegion>>;
  consentTemplate: string;
  /** exactly as registered with the apps */
  redirectUri: string;
};

/** As the environment says; throws, naming the variable, when it does not. */
export function acornSettings(): AcornSettings {
  const values = env();
  return {
    platformApp: {
      applicationId: values.ACORN_APP_ID,
      clientId: values.ACORN_CLIENT_ID,
      clientSecret: values.ACORN_CLIENT_SECRET,
    },
    lwaUrl: values.ACORN_LWA_URL,
    endpoints: {
      production: { na: values.ACORN_NA_URL, eu: values.ACORN_EU_URL, fe: values.ACORN_FE_URL },
      sandbox: {
        na: values.ACORN_SANDBOX_NA_URL,
        eu: values.ACORN_SANDBOX_EU_URL,
        fe: values.ACORN_SANDBOX_FE_URL,
      },
    },
    consentTemplate: values.ACORN_CONSENT_URL_TEMPLATE,
    redirectUri: `${values.APP_URL}/api/acorn/callback`,
  };
}
