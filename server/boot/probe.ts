import nodemailer from "nodemailer";
import postgres from "postgres";
import type { LoginRole } from "@/db/provision";
import type { Source, VariableName } from "@/server/platform/env";

/** What one look at a live service found; `fix` says what to do when it is not healthy. */
export type Probe = { name: string; isHealthy: boolean; says: string; fix?: string };

const roles: [VariableName, LoginRole][] = [
  ["DATABASE_OWNER_URL", "oakline_owner"],
  ["DATABASE_URL", "oakline_app"],
  ["DATABASE_AUTH_URL", "oakline_auth"],
  ["DATABASE_SCHEDULER_URL", "oakline_scheduler"],
  ["DATABASE_BACKUP_URL", "oakline_backup"],
];
const oldestServer = 170_000;
const maxClockGapMs = 30_000;

/** Looks at database and mail for real; never throws. */
export async function probeServices(variables: Source): Promise<Probe[]> {
  const databases = roles.map(([name, role]) => probeRole(name, role, variables[name] ?? ""));
  return await Promise.all([...databases, probeMail(variables.SMTP_URL ?? "")]);
}

/** @returns one line for the terminal; throws with every fault and its fix. */
export function requireHealthy(probes: readonly Probe[]): string {
  const faults = probes.filter((probe) => !probe.isHealthy);
  if (faults.length === 0) return `${probes.map((probe) => probe.name).join(", ")}: healthy`;
  throw new TypeError(
    faults.map(({ name, says, fix }) => `${name}: ${says}${fix ? `; ${fix}` : ""}`).join("\n"),
  );
}

/** Connects with one role and compares what the server says of it with what the app relies on. */
export async function probeRole(name: VariableName, role: LoginRole, url: string): Promise<Probe> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => undefined, prepare: false });
  try {
    const [facts] = await sql<Facts[]>`
      select rolsuper as "isSuper", rolbypassrls as "bypasses", now() as now,
        current_setting('server_version_num')::int as version,
        exists (select 1 from pg_class where relowner = r.oid and relkind in ('r', 'p')) as "ownsTables",
        exists (select 1 from pg_database where datdba = r.oid and datname = current_database()) as "ownsDatabase"
      from pg_roles r where rolname = current_user`;
    const fault = facts ? judgeRole(role, facts, Date.now()) : "the role is unknown to the server";
    if (fault) return { name, isHealthy: false, says: fault, fix: "see README, going to production" };
    return { name, isHealthy: true, says: "connects" };
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    return { name, isHealthy: false, says, fix: "check address, role and password" };
  } finally {
    await sql.end({ timeout: 1 });
  }
}

export type Facts = {
  isSuper: boolean;
  bypasses: boolean;
  ownsTables: boolean;
  ownsDatabase: boolean;
  version: number;
  now: Date;
};

/** @returns what is wrong with a role for its part, or null: only the backup may pass row security, only the owner may own. */
export function judgeRole(role: LoginRole, facts: Facts, nowMs: number): string | null {
  if (facts.version < oldestServer)
    return `the server is PostgreSQL ${Math.floor(facts.version / 10_000)}, at least 17 is needed`;
  if (facts.isSuper) return "the role is a superuser: row security would not hold";
  if (facts.bypasses && role !== "oakline_backup")
    return "the role has BYPASSRLS: row security would not hold";
  if (!facts.bypasses && role === "oakline_backup")
    return "the role lacks BYPASSRLS: a backup would be empty";
  if (role !== "oakline_owner" && (facts.ownsTables || facts.ownsDatabase)) {
    return "the role owns tables or the database: it could switch row security off";
  }
  const gapMs = Math.abs(facts.now.getTime() - nowMs);
  return gapMs > maxClockGapMs ? `its clock and ours are ${Math.round(gapMs / 1000)} s apart` : null;
}

/** Greets the mail server and signs in where the address names a user. */
export async function probeMail(url: string): Promise<Probe> {
  const transport = nodemailer.createTransport(url, { connectionTimeout: 10_000, greetingTimeout: 10_000 });
  try {
    await transport.verify();
    return { name: "SMTP_URL", isHealthy: true, says: "answers" };
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    return { name: "SMTP_URL", isHealthy: false, says, fix: "check host, port, user and password" };
  } finally {
    transport.close();
  }
}

/** Asks our own mounted route to register with Inngest, which succeeds only with keys that Inngest accepts. */
export async function probeInngestSync(appUrl: string): Promise<Probe> {
  const name = "INNGEST_SIGNING_KEY";
  const fix = "check INNGEST_SIGNING_KEY, INNGEST_BASE_URL, and that Inngest reaches APP_URL";
  try {
    const response = await fetch(`${appUrl}/api/inngest`, {
      method: "PUT",
      signal: AbortSignal.timeout(20_000),
    });
    await response.body?.cancel();
    if (response.ok) return { name, isHealthy: true, says: "functions registered" };
    return { name, isHealthy: false, says: `registering answered ${response.status}`, fix };
  } catch (error) {
    return { name, isHealthy: false, says: error instanceof Error ? error.message : String(error), fix };
  }
}
