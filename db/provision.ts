import postgres from "postgres";

/** Login roles and what each may be; the owner runs migrations, the app is bound by row security. */
export const loginRoles = [
  "oakline_owner",
  "oakline_app",
  "oakline_auth",
  "oakline_scheduler",
  "oakline_backup",
] as const;
export type LoginRole = (typeof loginRoles)[number];

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** The SQL that a database administrator runs once; passwords are set anew on each run. */
export function roleStatements(passwords: Readonly<Record<LoginRole, string>>): string[] {
  const create = (role: string, options: string) =>
    `do $$ begin create role ${role} ${options}; exception when duplicate_object then alter role ${role} ${options}; end $$`;
  return [
    create("oakline_jobs", "nologin nosuperuser nobypassrls"),
    ...loginRoles.map((role) =>
      create(
        role,
        `login nosuperuser ${role === "oakline_backup" ? "bypassrls" : "nobypassrls"} noinherit password ${quote(passwords[role])}`,
      ),
    ),
    "grant oakline_jobs to oakline_owner with inherit true, set true",
    "grant oakline_jobs to oakline_scheduler with inherit false, set true",
  ];
}

/**
 * Creates roles and database where they are missing; running it again changes only the passwords.
 * @param superUrl a superuser's URL of the maintenance database
 */
export async function provision(
  superUrl: string,
  passwords: Readonly<Record<LoginRole, string>>,
  database = "oakline",
): Promise<void> {
  const sql = postgres(superUrl, { max: 1, onnotice: () => {} });
  try {
    for (const statement of roleStatements(passwords)) await sql.unsafe(statement);
    const found = await sql`select 1 from pg_database where datname = ${database}`;
    if (found.length === 0) await sql.unsafe(`create database ${database} owner oakline_owner`);
    await sql.unsafe(`revoke all on database ${database} from public`);
    await sql.unsafe(
      `grant connect on database ${database} to oakline_app, oakline_auth, oakline_scheduler, oakline_backup`,
    );
  } finally {
    await sql.end();
  }
}
