import { describe, expect, test } from "vitest";
import type { z } from "zod";
import {
  beginConsentShape,
  connectByTokenShape,
  frequencyShape,
  renameShape,
  saveAppShape,
} from "@/server/modules/connections/input";
import { listViolations } from "./map-error";

function faultsOf(shape: z.ZodType, input: unknown): string[] {
  const parsed = shape.safeParse(input);
  return parsed.success ? [] : listViolations(parsed.error).map(({ field, code }) => `${field} ${code}`);
}

const token = { label: "US", country: "US", environment: "production", refreshToken: "Atzr|abc" };
const app = {
  name: "Ours",
  applicationId: "amzn1.sellerapps.app.1",
  clientId: "amzn1.application-oa2-client.1",
  clientSecret: "s",
  visibility: "private",
  state: "approved",
};

test("all faults of a form are named at once", () => {
  expect(
    faultsOf(saveAppShape, {
      name: "",
      applicationId: "my app",
      clientId: "x",
      clientSecret: "two words",
      visibility: "secret",
      state: "disabled",
    }),
  ).toEqual([
    "name required",
    "applicationId notAToken",
    "applicationId notAnApplicationId",
    "clientId notAClientId",
    "clientSecret notAToken",
    "visibility invalid",
    "state invalid",
  ]);
  expect(
    faultsOf(connectByTokenShape, {
      label: "a\u0000b",
      country: "XX",
      environment: "test",
      refreshToken: "Atza|x",
      sellingPartnerId: "A2SELLER",
    }),
  ).toEqual([
    "label controlCharacter",
    "country unknownCountry",
    "environment invalid",
    "refreshToken notARefreshToken",
    "sellingPartnerId notAVendorGroup",
  ]);
});

describe("a name", () => {
  const names: [name: string, text: string, faults: string[]][] = [
    ["in any script", "檜台所 مطبخ Küche", []],
    ["with emoji", "🍳 Kitchen 👩🏽‍🍳", []],
    ["of 80 letters", "x".repeat(80), []],
    ["of 10,000 letters", "x".repeat(10_000), ["label tooLong"]],
    ["of spaces", "   ", ["label required"]],
    ["with NUL", "a\u0000", ["label controlCharacter"]],
    ["with a line break", "a\r\nBcc: b", ["label controlCharacter"]],
    ["with half of a surrogate pair", "a\ud83c", ["label controlCharacter"]],
  ];
  test.each(names)("%s", (_name, label, faults) => {
    expect(faultsOf(renameShape, { label })).toEqual(faults);
  });
});

test("what was pasted with spaces around it is taken without them", () => {
  expect(connectByTokenShape.parse({ ...token, refreshToken: " Atzr|abc\n" }).refreshToken).toBe("Atzr|abc");
});

test("Amazon's UK is GB, in any case", () => {
  expect(beginConsentShape.parse({ country: "uk", environment: "sandbox" }).country).toBe("GB");
});

test("a token longer than Amazon's is refused, one as long is not", () => {
  expect(faultsOf(connectByTokenShape, { ...token, refreshToken: `Atzr|${"x".repeat(2043)}` })).toEqual([]);
  expect(faultsOf(connectByTokenShape, { ...token, refreshToken: `Atzr|${"x".repeat(2044)}` })).toEqual([
    "refreshToken tooLong",
  ]);
});

test("a secret is optional: the stored one stays", () => {
  const { clientSecret: _, ...rest } = app;
  expect(faultsOf(saveAppShape, rest)).toEqual([]);
});

test("a frequency is one of those offered, a local time one of the clock's and a zone one that exists", () => {
  expect(faultsOf(frequencyShape, { kind: "every", minutes: 15 })).toEqual([]);
  expect(faultsOf(frequencyShape, { kind: "every", minutes: 2 })).toEqual(["minutes invalid"]);
  expect(faultsOf(frequencyShape, { kind: "daily", at: "23:59", zone: "Asia/Tokyo" })).toEqual([]);
  expect(faultsOf(frequencyShape, { kind: "daily", at: "24:00", zone: "Mars/Olympus" })).toEqual([
    "at notATime",
    "zone unknownZone",
  ]);
});
