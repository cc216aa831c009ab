import type { LoginRole } from "@/db/provision";
import { platformApp, simulatorEndpoints } from "@/server/acorn/simulator/defaults";
import type { Secrets } from "@/server/boot/data-folder";
import { type Configuration, type Source, type VariableName, variableNames } from "@/server/platform/env";

/** Which services of its own an instance starts, because nobody named others. */
export type Embedded = { postgres: boolean; acorn: boolean; mail: boolean; jobs: boolean; secrets: boolean };

export function chooseEmbedded(given: Configuration): Embedded {
  return {
    postgres: given.DATABASE_URL === undefined,
    acorn: given.ACORN_APP_ID === undefined,
    mail: given.SMTP_URL === undefined,
    jobs: given.INNGEST_EVENT_KEY === undefined,
    secrets: given.AUTH_SECRET === undefined || given.ENCRYPTION_KEYS === undefined,
  };
}

/** One line for each default in force. */
export function describeEmbedded(embedded: Embedded): string[] {
  const lines = [
    embedded.postgres && "database: embedded PostgreSQL (DATABASE_URL is not set)",
    embedded.acorn && "vendor accounts: the simulator (ACORN_APP_ID is not set)",
    embedded.mail && "mail: the local catcher (SMTP_URL is not set)",
    embedded.jobs && "jobs: the embedded engine (INNGEST_EVENT_KEY is not set)",
    embedded.secrets &&
      "secrets: random, kept in the data folder (AUTH_SECRET or ENCRYPTION_KEYS is not set)",
  ];
  return lines.filter((line) => line !== false);
}

/** The five addresses of one database, each with its role and password. */
export function databaseUrls(port: number, passwords: Secrets["passwords"]): Source {
  const url = (role: LoginRole) => `postgres://${role}:${passwords[role]}@127.0.0.1:${port}/oakline`;
  return {
    DATABASE_URL: url("oakline_app"),
    DATABASE_OWNER_URL: url("oakline_owner"),
    DATABASE_AUTH_URL: url("oakline_auth"),
    DATABASE_SCHEDULER_URL: url("oakline_scheduler"),
    DATABASE_BACKUP_URL: url("oakline_backup"),
  };
}

/** The vendor API's addresses as the simulator serves them all from one port, with its registered app. */
export function simulatorVariables(url: string): Source {
  const endpoints = simulatorEndpoints(url);
  return {
    ACORN_APP_ID: platformApp.applicationId,
    ACORN_CLIENT_ID: platformApp.clientId,
    ACORN_CLIENT_SECRET: platformApp.clientSecret,
    ACORN_LWA_URL: endpoints.lwa,
    ACORN_NA_URL: endpoints.na,
    ACORN_EU_URL: endpoints.eu,
    ACORN_FE_URL: endpoints.fe,
    ACORN_SANDBOX_NA_URL: endpoints.sandboxNa,
    ACORN_SANDBOX_EU_URL: endpoints.sandboxEu,
    ACORN_SANDBOX_FE_URL: endpoints.sandboxFe,
    ACORN_CONSENT_URL_TEMPLATE: endpoints.consentTemplate,
  };
}

// The owner's and the backup's doors stay closed to processes that strangers can talk to.
const launcherOnly: VariableName[] = ["DATABASE_OWNER_URL", "DATABASE_BACKUP_URL"];

/** The environment of web and worker: what the machine gave, what was set, our defaults, and no address of owner or backup. */
export function childEnvironment(machine: Source, configuration: Source): Record<string, string> {
  const hidden = new Set<string>([...variableNames, "NODE_OPTIONS"]);
  const kept = Object.entries(machine).filter(([name]) => !hidden.has(name) && !name.startsWith("npm_"));
  const ours = Object.entries(configuration).filter(
    ([name]) => !launcherOnly.some((closed) => closed === name),
  );
  return Object.fromEntries(
    [...kept, ...ours].flatMap(([name, value]) =>
      value === undefined || value === "" ? [] : [[name, value]],
    ),
  );
}

/** Only the names of the configuration that are set, untouched. */
export function givenVariables(machine: Source): Source {
  return Object.fromEntries(variableNames.map((name) => [name, machine[name]?.trim() || undefined]));
}
