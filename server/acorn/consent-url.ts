import type { Country } from "@/server/acorn/regions";

/** {host} is the Vendor Central host of the country, {country} its ISO code. */
export const defaultConsentTemplate = "https://{host}/apps/authorize/consent";

export type Consent = {
  template: string;
  country: Country;
  /** amzn1.sellerapps.app.… */
  applicationId: string;
  /** one-time, bound to session, tenant, app and country by the caller */
  state: string;
  /** must be registered with the app, else Amazon shows MD5101 [D] */
  redirectUri: string;
  /** a draft app needs version=beta, else Amazon shows MD1000 [D] */
  draft: boolean;
};

/** Where the browser goes to consent; null when the template needs a host and none is known for the country. */
export function consentUrl(consent: Consent): string | null {
  const { country } = consent;
  if (consent.template.includes("{host}") && country.vendorCentralHost === null) return null;
  const address = consent.template
    .replaceAll("{host}", country.vendorCentralHost ?? "")
    .replaceAll("{country}", country.code);
  const url = new URL(address);
  url.searchParams.set("application_id", consent.applicationId);
  url.searchParams.set("state", consent.state);
  url.searchParams.set("redirect_uri", consent.redirectUri);
  if (consent.draft) url.searchParams.set("version", "beta");
  return url.href;
}
