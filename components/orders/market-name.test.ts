import { expect, test } from "vitest";
import { accountName } from "./market-name";

test.each([
  ["US", "Alder Lane", "US · Alder Lane"],
  ["US", "US · Alder Lane", "US · Alder Lane"],
  ["CA", "CA 7001003", "CA · 7001003"],
  ["GB", "UK", "UK"],
  ["GB", "GB", "UK"],
  ["GB", " ", "UK"],
  ["US", "USA Kitchen", "US · USA Kitchen"],
])("an account of %s named %j is called %j: the market once", (market, label, name) => {
  expect(accountName(market, label)).toBe(name);
});
