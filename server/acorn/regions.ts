/** One of Amazon's three API regions; a token of one is worthless in another. */
export type Region = "na" | "eu" | "fe";

export const regions = ["na", "eu", "fe"] as const satisfies readonly Region[];

export type Country = {
  /** ISO 3166-1 alpha-2; Amazon's own lists also say UK for GB */
  code: string;
  region: Region;
  marketplaceId: string;
  /** where the vendor signs in and consents; null: none is listed [U] */
  vendorCentralHost: string | null;
  /** ISO 4217 of the country; the API itself takes any [U] */
  currency: string;
  /** IANA zone in which the marketplace counts its days; no vendor page lists it [U] */
  timeZone: string;
};

type Row = readonly [
  code: string,
  region: Region,
  marketplaceId: string,
  host: string | null,
  currency: string,
  zone: string,
];

// Ids [G21], BE, IE and ZA from public clients [3P]; hosts [S].
const rows: readonly Row[] = [
  ["US", "na", "ATVPDKIKX0DER", "vendorcentral.amazon.com", "USD", "America/Los_Angeles"],
  ["CA", "na", "A2EUQ1WTGCTBG2", "vendorcentral.amazon.ca", "CAD", "America/Los_Angeles"],
  ["MX", "na", "A1AM78C64UM0Y8", "vendorcentral.amazon.com.mx", "MXN", "America/Mexico_City"],
  ["BR", "na", "A2Q3Y263D00KWC", "vendorcentral.amazon.com.br", "BRL", "America/Sao_Paulo"],
  ["GB", "eu", "A1F83G8C2ARO7P", "vendorcentral.amazon.co.uk", "GBP", "Europe/London"],
  ["DE", "eu", "A1PA6795UKMFR9", "vendorcentral.amazon.de", "EUR", "Europe/Berlin"],
  ["FR", "eu", "A13V1IB3VIYZZH", "vendorcentral.amazon.fr", "EUR", "Europe/Paris"],
  ["IT", "eu", "APJ6JRA9NG5V4", "vendorcentral.amazon.it", "EUR", "Europe/Rome"],
  ["ES", "eu", "A1RKKUPIHCS9HS", "vendorcentral.amazon.es", "EUR", "Europe/Madrid"],
  ["NL", "eu", "A1805IZSGTT6HS", "vendorcentral.amazon.nl", "EUR", "Europe/Amsterdam"],
  ["BE", "eu", "AMEN7PMS3EDWL", "vendorcentral.amazon.com.be", "EUR", "Europe/Brussels"],
  ["IE", "eu", "A28R8C7NBKEWEA", null, "EUR", "Europe/Dublin"],
  ["SE", "eu", "A2NODRKZP88ZB9", "vendorcentral.amazon.se", "SEK", "Europe/Stockholm"],
  ["PL", "eu", "A1C3SOZRARQ6R3", "vendorcentral.amazon.pl", "PLN", "Europe/Warsaw"],
  ["TR", "eu", "A33AVAJ2PDY3EV", "vendorcentral.amazon.com.tr", "TRY", "Europe/Istanbul"],
  ["AE", "eu", "A2VIGQ35RCS4UG", "vendorcentral.amazon.me", "AED", "Asia/Dubai"],
  ["SA", "eu", "A17E79C6D8DWNP", "vendorcentral.amazon.me", "SAR", "Asia/Riyadh"],
  ["EG", "eu", "ARBP9OOSHTCHU", "vendorcentral.amazon.me", "EGP", "Africa/Cairo"],
  ["IN", "eu", "A21TJRUUN4KGV", "www.vendorcentral.in", "INR", "Asia/Kolkata"],
  ["ZA", "eu", "AE08WJ6YKNBMC", null, "ZAR", "Africa/Johannesburg"],
  ["JP", "fe", "A1VC38T7YXB528", "vendorcentral.amazon.co.jp", "JPY", "Asia/Tokyo"],
  ["AU", "fe", "A39IBJ37TRP1C6", "vendorcentral.amazon.com.au", "AUD", "Australia/Sydney"],
  ["SG", "fe", "A19VAU5U5O7RUS", "vendorcentral.amazon.com.sg", "SGD", "Asia/Singapore"],
];

export const countries: readonly Country[] = rows.map(
  ([code, region, marketplaceId, vendorCentralHost, currency, timeZone]) => ({
    code,
    region,
    marketplaceId,
    vendorCentralHost,
    currency,
    timeZone,
  }),
);

const byCode = new Map(countries.map((country) => [country.code, country]));
const byMarketplace = new Map(countries.map((country) => [country.marketplaceId, country]));

/** By ISO code in any case; Amazon's "UK" finds GB. */
export function findCountry(code: string): Country | null {
  const upper = code.toUpperCase();
  return byCode.get(upper === "UK" ? "GB" : upper) ?? null;
}

export function findCountryByMarketplace(marketplaceId: string): Country | null {
  return byMarketplace.get(marketplaceId) ?? null;
}

export function listCountries(region: Region): Country[] {
  return countries.filter((country) => country.region === region);
}

/** Amazon's own addresses [D]; configuration may name others. */
export const amazonEndpoints = {
  lwa: "https://api.amazon.com/auth/o2/token",
  production: {
    na: "https://sellingpartnerapi-na.amazon.com",
    eu: "https://sellingpartnerapi-eu.amazon.com",
    fe: "https://sellingpartnerapi-fe.amazon.com",
  },
  sandbox: {
    na: "https://sandbox.sellingpartnerapi-na.amazon.com",
    eu: "https://sandbox.sellingpartnerapi-eu.amazon.com",
    fe: "https://sandbox.sellingpartnerapi-fe.amazon.com",
  },
} as const;
