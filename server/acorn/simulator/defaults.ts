/** A client of Amazon as the developer console registers it. */
export type AppRegistration = {
  applicationId: string;
  clientId: string;
  clientSecret: string;
  /** the first one counts where a consent URL names none [D] */
  redirectUris: readonly string[];
  /** public apps need a new consent every 365 days [D]; private ones may self-authorise only [D] */
  kind: "public" | "private";
  /** a draft needs version=beta in its consent URL [D] */
  isDraft: boolean;
};

/** The instance's own app: hand the same values to the client. Worth nothing outside the simulator. */
export const platformApp: AppRegistration = {
  applicationId: "amzn1.sellerapps.app.0a11ce00-0000-4000-8000-000000000001",
  clientId: "amzn1.application-oa2-client.simulatedplatform0000000000000001",
  clientSecret: "amzn1.oa2-cs.v1.simulated-platform-secret-worth-nothing",
  redirectUris: ["http://localhost:3000/api/acorn/callback"],
  kind: "public",
  isDraft: false,
};

/** A tenant's own private app: its refresh tokens come from self-authorisation. */
export const privateApp: AppRegistration = {
  applicationId: "amzn1.sellerapps.app.0a11ce00-0000-4000-8000-000000000002",
  clientId: "amzn1.application-oa2-client.simulatedprivate00000000000000002",
  clientSecret: "amzn1.oa2-cs.v1.simulated-private-secret-worth-nothing",
  redirectUris: [],
  kind: "private",
  isDraft: false,
};

/** The seed of the demo; every figure of the simulated world follows from it. */
export const defaultSeed = 20260423;

/** Every base URL that a client of the simulator needs; `{country}` of the consent template is a Vendor Central code. */
export function simulatorEndpoints(url: string) {
  const base = url.replace(/\/$/, "");
  return {
    lwa: `${base}/auth/o2/token`,
    na: `${base}/na`,
    eu: `${base}/eu`,
    fe: `${base}/fe`,
    sandboxNa: `${base}/sandbox/na`,
    sandboxEu: `${base}/sandbox/eu`,
    sandboxFe: `${base}/sandbox/fe`,
    consentTemplate: `${base}/vendorcentral/{country}/apps/authorize/consent`,
    control: `${base}/control`,
  };
}
