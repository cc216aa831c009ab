import { expect, test } from "vitest";
import { isOwnHost, securityHeaders } from "./security-headers";

const nonce = "n1";

test("scripts run by nonce alone, and nothing may frame the page or move its base", () => {
  const { "content-security-policy": policy } = securityHeaders({
    appUrl: "https://vendors.example",
    pathname: "/",
    nonce,
    isDevelopment: false,
  });
  for (const part of [
    "script-src 'self' 'nonce-n1' 'strict-dynamic';",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "style-src 'self' 'unsafe-inline'",
  ]) {
    expect(policy).toContain(part);
  }
  expect(policy).not.toContain("unsafe-eval");
});

test("only a secure address promises to stay secure", () => {
  const over = (appUrl: string) => securityHeaders({ appUrl, pathname: "/", nonce, isDevelopment: false });
  expect(over("https://vendors.example")).toHaveProperty("strict-transport-security");
  expect(over("http://localhost:3000")).not.toHaveProperty("strict-transport-security");
  expect(over("http://localhost:3000")["content-security-policy"]).not.toContain("upgrade-insecure");
});

test("the address that a consent's code arrives at is told to no other page", () => {
  const facts = { appUrl: "https://vendors.example", nonce, isDevelopment: false };
  const policyOf = (pathname: string) => securityHeaders({ ...facts, pathname })["referrer-policy"];
  expect(policyOf("/api/acorn/callback")).toBe("no-referrer");
  expect(policyOf("/t/x/connections")).toBe("same-origin");
});

test.each([
  [{ host: "vendors.example" }, true],
  [{ host: "vendors.example", "x-forwarded-host": "vendors.example" }, true],
  [{ host: "evil.example" }, false],
  [{ host: "vendors.example:8443" }, false],
  [{ host: "vendors.example", "x-forwarded-host": "evil.example" }, false],
  [{ host: "evil.example", "x-forwarded-host": "vendors.example" }, false],
  [{ host: "vendors.example", "x-forwarded-host": "vendors.example, evil.example" }, false],
  [{ "x-forwarded-host": "vendors.example" }, false],
])("%j is our host: %s", (headers, own) => {
  expect(isOwnHost(new Headers(headers), "https://vendors.example")).toBe(own);
});
