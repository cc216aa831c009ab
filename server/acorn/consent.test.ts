import { describe, expect, test } from "vitest";
import { consentUrl, defaultConsentTemplate } from "@/server/acorn/consent-url";
import {
  amazonEndpoints,
  countries,
  findCountry,
  findCountryByMarketplace,
  listCountries,
  regions,
} from "@/server/acorn/regions";
import { formatUserAgent } from "@/server/acorn/user-agent";

describe("countries", () => {
  test("each is one of its kind, with a real currency and time zone", () => {
    expect(countries).toHaveLength(23);
    expect(new Set(countries.map((country) => country.code)).size).toBe(23);
    expect(new Set(countries.map((country) => country.marketplaceId)).size).toBe(23);
    for (const { timeZone, currency, code } of countries) {
      expect(() => new Intl.DateTimeFormat("en", { timeZone })).not.toThrow();
      expect(Intl.supportedValuesOf("currency")).toContain(currency);
      expect(new Intl.DisplayNames("en", { type: "region" }).of(code)).not.toBe(code);
    }
  });

  test("are found by code in any case, by Amazon's UK, and by marketplace", () => {
    expect(findCountry("de")?.currency).toBe("EUR");
    expect(findCountry("UK")).toBe(findCountry("GB"));
    expect(findCountry("XX")).toBeNull();
    expect(findCountryByMarketplace("A1VC38T7YXB528")?.code).toBe("JP");
    expect(regions.flatMap((region) => listCountries(region))).toHaveLength(23);
    expect(amazonEndpoints.sandbox.fe).toContain("sandbox.sellingpartnerapi-fe");
  });
});

describe("consentUrl", () => {
  const consent = (code: string, template = defaultConsentTemplate) => ({
    template,
    country: findCountry(code) ?? countries[0] ?? expect.fail("no country"),
    applicationId: "amzn1.sellerapps.app.1",
    state: "s&t=1",
    redirectUri: "https://oakline.example/api/acorn/callback?x=1",
    draft: true,
  });

  test("leads to the country's Vendor Central, every value escaped", () => {
    const url = new URL(consentUrl(consent("JP")) ?? "");
    expect(url.host).toBe("vendorcentral.amazon.co.jp");
    expect(url.pathname).toBe("/apps/authorize/consent");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      application_id: "amzn1.sellerapps.app.1",
      state: "s&t=1",
      redirect_uri: "https://oakline.example/api/acorn/callback?x=1",
      version: "beta",
    });
    expect(consentUrl({ ...consent("JP"), draft: false })).not.toContain("version");
  });

  test("is null where no host is known, unless the template needs none", () => {
    expect(consentUrl(consent("IE"))).toBeNull();
    const local = consentUrl(consent("IE", "http://localhost:4000/consent?country={country}"));
    expect(local).toMatch(/^http:\/\/localhost:4000\/consent\?country=IE&application_id=/);
  });
});

describe("formatUserAgent", () => {
  test("escapes what Amazon reserves", () => {
    const agent = { name: "a/b", version: "1(2)", attributes: { Host: "x;y=z\\" } };
    expect(formatUserAgent(agent)).toBe(
      "a\\/b/1\\(2\\) (Language=TypeScript; Platform=Node.js; Host=x\\;y\\=z\\\\)",
    );
  });

  test("stays within 500 printable characters, whatever it is given", () => {
    const attributes = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`k${i}`, "(".repeat(300)]));
    const text = formatUserAgent({ name: "n/".repeat(400), version: "1\r\nx: y", attributes });
    expect(text.length).toBeLessThanOrEqual(500);
    expect(text).toMatch(/^[\x20-\x7e]+\)$/);
  });
});
