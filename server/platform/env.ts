import { z } from "zod";

/** One 32-byte key; `kid` is stored beside everything it seals. */
export type EncryptionKey = { kid: string; key: Uint8Array };
/** The whole text of the environment, as a process or a test gives it. */
export type Source = Readonly<Record<string, string | undefined>>;

const loopbackHosts = new Set(["localhost", "127.0.0.1", "[::1]"]);

function url(rule: (parsed: URL) => string | null) {
  return z.string().superRefine((text, ctx) => {
    const fault = URL.canParse(text) ? rule(new URL(text)) : "is no URL";
    if (fault) ctx.addIssue({ code: "custom", message: fault });
  });
}

const appUrl = url((parsed) => {
  if (parsed.protocol === "http:" && parsed.hostname !== "localhost") {
    return "may use http only with the host localhost";
  }
  if (parsed.protocol !== "http:" && parsed.protocol !== "https:") return "must start with https://";
  if (parsed.username || parsed.password) return "must hold no user or password";
  return parsed.pathname !== "/" || parsed.search || parsed.hash ? "must have no path" : null;
}).transform((text) => new URL(text).origin);

const postgresUrl = url((parsed) => {
  if (parsed.protocol !== "postgres:" && parsed.protocol !== "postgresql:") {
    return "must start with postgres://";
  }
  if (!parsed.username) return "must name the role";
  return parsed.pathname.length < 2 ? "must name the database" : null;
});

const outsideUrl = url((parsed) => {
  if (parsed.protocol === "https:") return null;
  const isLocal = parsed.protocol === "http:" && loopbackHosts.has(parsed.hostname);
  return isLocal ? null : "must start with https:// (http only on loopback)";
}).transform((text) => text.replace(/\/+$/, ""));

const smtpUrl = url((parsed) =>
  ["smtp:", "smtps:"].includes(parsed.protocol) && parsed.hostname
    ? null
    : "must be smtp://host:port or smtps://host:port",
);

const anyHttpUrl = url((parsed) =>
  ["http:", "https:"].includes(parsed.protocol) ? null : "must start with http:// or https://",
).transform((text) => text.replace(/\/+$/, ""));

// Vendor Central has a host per country, so the template says where the host or the country stand.
const consentTemplate = z.string().superRefine((text, ctx) => {
  const filled = text.replace(/\{(host|country)\}/g, "x");
  if (filled === text || /[{}]/.test(filled))
    ctx.addIssue({ code: "custom", message: "must say where {host} or {country} stands, and nothing else" });
  else if (outsideUrl.safeParse(filled).error) {
    ctx.addIssue({ code: "custom", message: "must start with https:// (http only on loopback)" });
  }
});

const encryptionKeys = z.string().transform((text, ctx): EncryptionKey[] => {
  const keys = text.split(",").map((entry) => {
    const at = entry.indexOf(":");
    const kid = entry.slice(0, Math.max(at, 0)).trim();
    const base64 = entry.slice(at + 1).trim();
    const key = Uint8Array.from(Buffer.from(base64, "base64"));
    const isWhole = /^[A-Za-z0-9_-]{1,32}$/.test(kid) && /^[A-Za-z0-9+/]{43}=?$/.test(base64);
    return isWhole && key.length === 32 ? { kid, key } : null;
  });
  const whole = keys.filter((key) => key !== null);
  if (whole.length < keys.length) {
    ctx.addIssue({ code: "custom", message: "must be kid:base64 of 32 bytes, several parted by commas" });
  }
  if (new Set(whole.map((key) => key.kid)).size < whole.length) {
    ctx.addIssue({ code: "custom", message: "names one key id twice" });
  }
  return whole;
});

const word = z.string().regex(/^\S+$/, "must hold no space");
const shape = z.object({
  APP_URL: appUrl,
  PORT: z.string().regex(/^\d+$/, "must be a port").transform(Number).pipe(z.number().max(65535)),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]),
  DATABASE_URL: postgresUrl,
  DATABASE_OWNER_URL: postgresUrl,
  DATABASE_AUTH_URL: postgresUrl,
  DATABASE_SCHEDULER_URL: postgresUrl,
  DATABASE_BACKUP_URL: postgresUrl,
  AUTH_SECRET: z.string().min(32, "must be at least 32 characters"),
  ENCRYPTION_KEYS: encryptionKeys,
  SMTP_URL: smtpUrl,
  MAIL_FROM: z.string().regex(/^(?:[^<>\r\n"]+ <[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/, {
    error: "must be an address, or Name <address>",
  }),
  OIDC_ISSUER: outsideUrl,
  OIDC_CLIENT_ID: word,
  OIDC_CLIENT_SECRET: word,
  INNGEST_EVENT_KEY: word,
  INNGEST_SIGNING_KEY: z
    .string()
    .regex(/^(?:signkey-[a-z0-9]+-)?(?:[0-9a-f]{2}){16,}$/i, "must be signkey-ENV-HEX or HEX"),
  INNGEST_BASE_URL: anyHttpUrl,
  ACORN_APP_ID: word,
  ACORN_CLIENT_ID: word,
  ACORN_CLIENT_SECRET: word,
  ACORN_LWA_URL: outsideUrl,
  ACORN_NA_URL: outsideUrl,
  ACORN_EU_URL: outsideUrl,
  ACORN_FE_URL: outsideUrl,
  ACORN_SANDBOX_NA_URL: outsideUrl,
  ACORN_SANDBOX_EU_URL: outsideUrl,
  ACORN_SANDBOX_FE_URL: outsideUrl,
  ACORN_CONSENT_URL_TEMPLATE: consentTemplate,
});

type Values = z.output<typeof shape>;
export type VariableName = keyof Values;
/** What a person or a launcher has set; the rest is absent. */
export type Configuration = Partial<Values>;

type Optional = Extract<VariableName, `OIDC_${string}` | `INNGEST_${string}`>;
/** The configuration of one process; reading a variable the process was not given throws, naming it. */
export type Env = Omit<Values, Optional> & { [Name in Optional]: Values[Name] | undefined };

export const variableNames = shape.keyof().options;
const defaults: Configuration = { PORT: 3000, LOG_LEVEL: "info" };
const acornNames = variableNames.filter((name) => name.startsWith("ACORN_"));
const processDatabases: VariableName[] = ["DATABASE_URL", "DATABASE_AUTH_URL", "DATABASE_SCHEDULER_URL"];
const sets: { names: readonly VariableName[]; withAny: readonly VariableName[] }[] = [
  { names: processDatabases, withAny: processDatabases },
  { names: ["APP_URL", "AUTH_SECRET", "ENCRYPTION_KEYS"], withAny: ["DATABASE_URL"] },
  ...[
    ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const,
    ["SMTP_URL", "MAIL_FROM"] as const,
    acornNames,
  ].map((names) => ({ names, withAny: names })),
  {
    names: ["INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"],
    withAny: ["INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY", "INNGEST_BASE_URL"],
  },
];

/** Every fault of a configuration at once, one line each, each led by its variable. */
export class ConfigurationError extends Error {
  constructor(readonly faults: readonly { name: VariableName; fault: string }[]) {
    super(faults.map(({ name, fault }) => `${name} ${fault}`).join("\n"));
    this.name = "ConfigurationError";
  }
}

/** Reads what is set (an empty text counts as unset); throws ConfigurationError with all faults, never echoing a value. */
export function parseConfiguration(source: Source): Configuration {
  const given = Object.fromEntries(
    variableNames.flatMap((name) => (source[name]?.trim() ? [[name, source[name]?.trim()]] : [])),
  );
  const parsed = shape.partial().safeParse(given);
  const wrong = (parsed.error?.issues ?? []).map((issue) => ({
    name: asName(issue.path[0]),
    fault: issue.message.startsWith("Invalid") ? `must be ${issue.message.slice(8)}` : issue.message,
  }));
  const faults = [...wrong, ...missing(given, sets)];
  if (faults.length > 0 || !parsed.data) throw new ConfigurationError(faults);
  return parsed.data;
}

/** What `up` and `doctor` need beyond one process: the roles of migrations and backups. */
export function parseInstanceConfiguration(source: Source): Configuration {
  const databases = variableNames.filter((name) => name.startsWith("DATABASE_"));
  const owned = missing(source, [{ names: databases, withAny: databases }]);
  try {
    const configuration = parseConfiguration(source);
    if (owned.length === 0) return configuration;
    throw new ConfigurationError(owned);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const known = new Set(error.faults.map(({ name }) => name));
    throw new ConfigurationError([...error.faults, ...owned.filter(({ name }) => !known.has(name))]);
  }
}

function missing(given: Source, rules: typeof sets) {
  const faults = rules.flatMap(({ names, withAny }) => {
    const because = withAny.find((name) => given[name]?.trim());
    if (!because) return [];
    return names
      .filter((name) => !given[name]?.trim())
      .map((name) => ({ name, fault: `must be set because ${because} is` }));
  });
  return faults.filter(({ name }, at) => faults.findIndex((other) => other.name === name) === at);
}

function asName(key: PropertyKey | undefined): VariableName {
  const name = variableNames.find((known) => known === key);
  if (!name) throw new TypeError(`unknown variable ${String(key)}`);
  return name;
}

/** @returns the configuration with a getter a variable; a required one that is unset throws when it is read. */
export function readEnv(source: Source): Env {
  const values = { ...defaults, ...parseConfiguration(source) };
  const target = {};
  for (const name of variableNames) {
    const isOptional = name.startsWith("OIDC_") || name.startsWith("INNGEST_");
    Object.defineProperty(target, name, {
      enumerable: true,
      get: () => {
        if (values[name] === undefined && !isOptional) {
          throw new ConfigurationError([{ name, fault: "is not set for this process" }]);
        }
        return values[name];
      },
    });
  }
  // Every name of the shape was just defined with a getter of its type.
  return target as Env;
}

let read: Env | undefined;

/** The configuration of this process, read and checked at the first call; `next build` never calls it. */
export function env(): Env {
  read ??= readEnv(process.env);
  return read;
}

/** The untouched environment, for launchers that pass it on to the processes they start. */
export function processEnvironment(): Source {
  return process.env;
}

/**
 * Whether Amazon is the simulator: no other was named, or what was named is this very machine. Then no production
 * account is in reach, and a second factor guards nothing.
 */
export function isAmazonSimulated(source: Source = process.env): boolean {
  const { ACORN_LWA_URL } = parseConfiguration(source);
  return ACORN_LWA_URL === undefined || loopbackHosts.has(new URL(ACORN_LWA_URL).hostname);
}
