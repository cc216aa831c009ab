import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  ConfigurationError,
  isAmazonSimulated,
  parseConfiguration,
  parseInstanceConfiguration,
  readEnv,
  type Source,
  variableNames,
} from "@/server/platform/env";

const key = Buffer.alloc(32, 7).toString("base64");
const database = (role: string) => `postgres://oakline_${role}:pw@db.example:5432/oakline`;
const whole = {
  APP_URL: "https://vendors.example",
  PORT: "3000",
  LOG_LEVEL: "info",
  DATABASE_URL: database("app"),
  DATABASE_OWNER_URL: database("owner"),
  DATABASE_AUTH_URL: database("auth"),
  DATABASE_SCHEDULER_URL: database("scheduler"),
  DATABASE_BACKUP_URL: database("backup"),
  AUTH_SECRET: "s".repeat(32),
  ENCRYPTION_KEYS: `k2:${key},k1:${key}`,
  SMTP_URL: "smtps://mail.example:465",
  MAIL_FROM: "Oakline <post@vendors.example>",
  OIDC_ISSUER: "https://id.example",
  OIDC_CLIENT_ID: "client",
  OIDC_CLIENT_SECRET: "secret",
  INNGEST_EVENT_KEY: "event-key",
  INNGEST_SIGNING_KEY: `signkey-prod-${"ab".repeat(16)}`,
  INNGEST_BASE_URL: "http://inngest.internal:8288",
  ACORN_APP_ID: "amzn1.sp.solution.1",
  ACORN_CLIENT_ID: "amzn1.application-oa2-client.1",
  ACORN_CLIENT_SECRET: "secret",
  ACORN_LWA_URL: "https://api.amazon.com/auth/o2/token",
  ACORN_NA_URL: "https://na.example",
  ACORN_EU_URL: "https://eu.example",
  ACORN_FE_URL: "https://fe.example",
  ACORN_SANDBOX_NA_URL: "https://sandbox.na.example",
  ACORN_SANDBOX_EU_URL: "https://sandbox.eu.example",
  ACORN_SANDBOX_FE_URL: "https://sandbox.fe.example",
  ACORN_CONSENT_URL_TEMPLATE: "https://vendorcentral.example/{country}/consent",
};

function faultsOf(source: Source, parse: (source: Source) => unknown = parseConfiguration): string[] {
  try {
    parse(source);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message.split("\n");
    throw error;
  }
}

const wrong: [name: keyof typeof whole, value: string, why: RegExp][] = [
  ["APP_URL", "http://vendors.example", /http only with the host localhost/],
  ["APP_URL", "http://127.0.0.1:3000", /http only with the host localhost/],
  ["APP_URL", "https://vendors.example/app", /no path/],
  ["APP_URL", "https://me:pw@vendors.example", /no user or password/],
  ["PORT", "eighty", /must be a port/],
  ["PORT", "70000", /./],
  ["LOG_LEVEL", "loud", /./],
  ["DATABASE_URL", "mysql://a@b/c", /postgres:\/\//],
  ["DATABASE_OWNER_URL", "postgres://db.example/oakline", /name the role/],
  ["DATABASE_AUTH_URL", "postgres://role@db.example", /name the database/],
  ["DATABASE_SCHEDULER_URL", "db.example", /no URL/],
  ["DATABASE_BACKUP_URL", "https://db.example/x", /postgres:\/\//],
  ["AUTH_SECRET", "short", /at least 32/],
  ["ENCRYPTION_KEYS", "k1:c2hvcnQ=", /32 bytes/],
  ["ENCRYPTION_KEYS", `k1:${key},k1:${key}`, /twice/],
  ["SMTP_URL", "https://mail.example", /smtp:/],
  ["MAIL_FROM", "nobody", /address/],
  ["MAIL_FROM", "Oakline\r\nBcc: x <post@vendors.example>", /address/],
  ["OIDC_ISSUER", "http://id.example", /https/],
  ["OIDC_CLIENT_ID", "two words", /space/],
  ["OIDC_CLIENT_SECRET", "two words", /space/],
  ["INNGEST_EVENT_KEY", "two words", /space/],
  ["INNGEST_SIGNING_KEY", "signkey-prod-nothex", /HEX/],
  ["INNGEST_BASE_URL", "inngest:8288", /http/],
  ["ACORN_APP_ID", "two words", /space/],
  ["ACORN_CLIENT_ID", "two words", /space/],
  ["ACORN_CLIENT_SECRET", "two words", /space/],
  ["ACORN_LWA_URL", "http://api.amazon.com", /https/],
  ["ACORN_NA_URL", "na", /no URL/],
  ["ACORN_EU_URL", "ftp://eu.example", /https/],
  ["ACORN_FE_URL", "http://10.0.0.1", /https/],
  ["ACORN_SANDBOX_NA_URL", "na", /no URL/],
  ["ACORN_SANDBOX_EU_URL", "eu", /no URL/],
  ["ACORN_SANDBOX_FE_URL", "fe", /no URL/],
  ["ACORN_CONSENT_URL_TEMPLATE", "http://vendorcentral.example/{country}", /https/],
  ["ACORN_CONSENT_URL_TEMPLATE", "https://vendorcentral.example/", /\{country\}/],
];

test.each(wrong)("%s set to %j stops the start and is the one variable named", (name, value, why) => {
  const faults = faultsOf({ ...whole, [name]: value });
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatch(new RegExp(`^${name} `));
  expect(faults[0]).toMatch(why);
  expect(faults[0]).not.toContain("two words");
});

test("every variable has a wrong value above, so that none is read unchecked", () => {
  expect(variableNames.filter((name) => !wrong.some(([listed]) => listed === name))).toEqual([]);
});

test("an empty environment is right and sets nothing", () => {
  expect(parseConfiguration({ DATABASE_URL: "", SMTP_URL: "  " })).toEqual({});
});

test("all faults are told at once", () => {
  const faults = faultsOf({ ...whole, PORT: "x", AUTH_SECRET: "short", OIDC_ISSUER: undefined });
  expect(faults.map((fault) => fault.split(" ")[0])).toEqual(["PORT", "AUTH_SECRET", "OIDC_ISSUER"]);
});

const together: [given: (keyof typeof whole)[], asked: string[]][] = [
  [
    ["DATABASE_URL"],
    ["DATABASE_AUTH_URL", "DATABASE_SCHEDULER_URL", "APP_URL", "AUTH_SECRET", "ENCRYPTION_KEYS"],
  ],
  [["OIDC_ISSUER"], ["OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"]],
  [["OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"], ["OIDC_ISSUER"]],
  [["SMTP_URL"], ["MAIL_FROM"]],
  [["INNGEST_BASE_URL"], ["INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"]],
  [["INNGEST_EVENT_KEY"], ["INNGEST_SIGNING_KEY"]],
  [["INNGEST_SIGNING_KEY"], ["INNGEST_EVENT_KEY"]],
  [["ACORN_APP_ID"], variableNames.filter((name) => name.startsWith("ACORN_") && name !== "ACORN_APP_ID")],
];

test.each(together)("%j alone asks for what belongs to it: nothing falls back half way", (given, asked) => {
  const faults = faultsOf(Object.fromEntries(given.map((name) => [name, whole[name]])));
  expect(faults.map((fault) => fault.split(" ")[0])).toEqual(asked);
});

test("an instance on its own database names every role, also those no web process holds", () => {
  const { DATABASE_OWNER_URL: _owner, DATABASE_BACKUP_URL: _backup, ...process } = whole;
  expect(faultsOf(process)).toEqual([]);
  expect(faultsOf(process, parseInstanceConfiguration)).toEqual([
    "DATABASE_OWNER_URL must be set because DATABASE_URL is",
    "DATABASE_BACKUP_URL must be set because DATABASE_URL is",
  ]);
});

test("a process that reads what it was not given hears the variable's name", () => {
  const env = readEnv({});
  expect(env.PORT).toBe(3000);
  expect(env.OIDC_ISSUER).toBeUndefined();
  expect(() => env.DATABASE_OWNER_URL).toThrow("DATABASE_OWNER_URL is not set for this process");
});

test("the first encryption key is the current one and each has 32 bytes", () => {
  const keys = readEnv(whole).ENCRYPTION_KEYS;
  expect(keys.map(({ kid, key }) => [kid, key.length])).toEqual([
    ["k2", 32],
    ["k1", 32],
  ]);
});

test("every variable has its line in .env.example, and no other stands there", () => {
  const example = readFileSync(".env.example", "utf8");
  const named = [...example.matchAll(/^# ([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(named.toSorted()).toEqual([...variableNames].toSorted());
});

test.each([
  ["unset", undefined, true],
  ["the simulator on this machine", "http://127.0.0.1:4100/auth/o2/token", true],
  ["Amazon", "https://api.amazon.com/auth/o2/token", false],
  ["a host that is named like this machine", "https://localhost.evil.example/token", false],
])("with Amazon %s, a second factor is waived: %s → %s", (_, url, waived) => {
  const others = Object.entries(whole).filter(([name]) => !name.startsWith("ACORN_"));
  const source = url ? { ...whole, ACORN_LWA_URL: url } : Object.fromEntries(others);
  expect(isAmazonSimulated(source)).toBe(waived);
});
