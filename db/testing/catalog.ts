import type postgres from "postgres";

/** Tables of the public schema that hold no tenant's rows; each is closed to the app but for named functions. */
const sharedTables = ["rate_bucket", "service_health"];
/** Tables of which the scheduler may see who has work when. */
const dueLists = ["sync_flow", "tenant", "mail", "submission"];
/** The only tables that may be read over several tenants at once. */
const grantTables = ["order_rollup", "sync_flow", "work_item"];
/** Rows that are written once. */
const insertOnly = ["api_call", "archive", "audit", "audit_seal", "order_change", "submission_event"];
/** Definer functions and who may call them; nobody else. */
const definers: Record<string, string> = {
  take_slot: "oakline_app",
  learn_rate: "oakline_app",
  hold_bucket: "oakline_app",
  keep_partitions: "oakline_scheduler",
  ingest: "oakline_app",
  health: "oakline_app",
  report_service: "oakline_app",
  list_services: "oakline_app",
  find_invitation: "oakline_app",
  agency_name: "oakline_app",
  shred_tenant: "oakline_scheduler",
};
/** Further policies that admit, each on one table: what they must stand on. */
const doors: Record<string, { table: string; role: string; mentions: string[] }> = {
  tenant_person: {
    table: "tenant",
    role: "oakline_app",
    mentions: ["app.user_id", "revoked_at IS NULL", "ends_at"],
  },
  member_person: { table: "member", role: "oakline_app", mentions: ["app.user_id"] },
  agency_grant_person: { table: "agency_grant", role: "oakline_app", mentions: ["app.user_id"] },
  agency_grant_agency: {
    table: "agency_grant",
    role: "oakline_app",
    mentions: ["agency_id = ", "app.tenant_id"],
  },
  invitation_by_token: { table: "invitation", role: "oakline_owner", mentions: ["app.invitation_token"] },
};
const ownTenant =
  "(tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS \"nullif\"))";
const ownId = ownTenant.replace("tenant_id =", "id =");
const limited =
  "((( SELECT NULLIF(current_setting('app.limited_tenants'::text, true), ''::text) AS \"nullif\") IS NULL) OR (tenant_id <> ALL ((( SELECT NULLIF(current_setting('app.limited_tenants'::text, true), ''::text) AS \"nullif\"))::uuid[])) OR ";
const granted =
  "(tenant_id = ANY (ARRAY( SELECT unnest((NULLIF(current_setting('app.tenant_ids'::text, true), ''::text))::uuid[]) AS unnest)))";

/** Everything in the catalog that would let one tenant see, write or learn of another; empty when all holds. */
export async function listFaults(sql: postgres.Sql | postgres.TransactionSql): Promise<string[]> {
  return [
    ...(await tableFaults(sql)),
    ...(await policyFaults(sql)),
    ...(await keyFaults(sql)),
    ...(await viewFaults(sql)),
    ...(await roleFaults(sql)),
    ...(await grantFaults(sql)),
    ...(await functionFaults(sql)),
  ];
}

type Sql = postgres.Sql | postgres.TransactionSql;

async function tableFaults(sql: Sql): Promise<string[]> {
  const rows = await sql<
    { name: string; secured: boolean; forced: boolean; owner: string; tenant: boolean }[]
  >`
    select c.relname as name, c.relrowsecurity as secured, c.relforcerowsecurity as forced,
      pg_get_userbyid(c.relowner) as owner,
      exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull) as tenant
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`;
  return rows.flatMap((row) => {
    const faults: string[] = [];
    if (row.owner !== "oakline_owner") faults.push(`${row.name}: owned by ${row.owner}`);
    if (sharedTables.includes(row.name)) return faults;
    if (!row.tenant && row.name !== "tenant") faults.push(`${row.name}: no tenant_id`);
    if (!row.secured) faults.push(`${row.name}: row security is off`);
    if (!row.forced) faults.push(`${row.name}: row security is not forced`);
    return faults;
  });
}

async function policyFaults(sql: Sql): Promise<string[]> {
  const policies = await sql<
    {
      table: string;
      name: string;
      roles: string[];
      cmd: string;
      permissive: string;
      using: string | null;
      check: string | null;
    }[]
  >`select tablename as table, policyname as name, roles::text[] as roles, cmd, permissive, qual as using, with_check as check
    from pg_policies where schemaname = 'public'`;
  const faults: string[] = [];
  for (const policy of policies) {
    const label = `${policy.table}.${policy.name}`;
    const own = policy.table === "tenant" ? ownId : ownTenant;
    if (policy.roles.join() === "oakline_scheduler") {
      if (policy.cmd !== "SELECT" || !dueLists.includes(policy.table))
        faults.push(`${label}: more than the due list`);
    } else if (policy.name === `${policy.table}_tenant`) {
      if (policy.using !== own || policy.check !== own || policy.cmd !== "ALL")
        faults.push(`${label}: altered`);
    } else if (policy.name === `${policy.table}_grants`) {
      if (!grantTables.includes(policy.table) || policy.using !== granted || policy.cmd !== "SELECT")
        faults.push(`${label}: not a table of the grants door, or altered`);
    } else if (policy.name === `${policy.table}_owner`) {
      const isOwn = policy.using === own && policy.check === own;
      if (policy.roles.join() !== "oakline_owner" || !isOwn) faults.push(`${label}: altered`);
    } else if (policy.name === `${policy.table}_limit`) {
      const isLimit = policy.permissive === "RESTRICTIVE" && policy.cmd === "ALL";
      if (!isLimit || !policy.using?.startsWith(limited)) faults.push(`${label}: altered`);
    } else {
      const door = doors[policy.name];
      const isKnown =
        door?.table === policy.table && door.role === policy.roles.join() && policy.cmd === "SELECT";
      if (!isKnown) faults.push(`${label}: unknown policy`);
      else if (!door.mentions.every((part) => policy.using?.includes(part))) faults.push(`${label}: altered`);
    }
  }
  const partOfConnection = await sql<{ name: string }[]>`
    select distinct c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and (a.attname in ('connection_id', 'order_id') or c.relname = 'connection')`;
  const secured = await sql<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relrowsecurity and not relispartition`;
  const named = new Set(policies.map((policy) => policy.name));
  for (const { name } of secured) if (!named.has(`${name}_tenant`)) faults.push(`${name}: no tenant policy`);
  for (const { name } of partOfConnection)
    if (!named.has(`${name}_limit`)) faults.push(`${name}: no limit to the connections of a grant`);
  for (const name of grantTables) if (!named.has(`${name}_grants`)) faults.push(`${name}: no grants policy`);
  return faults;
}

async function keyFaults(sql: Sql): Promise<string[]> {
  const uniques = await sql<{ table: string; name: string; first: string }[]>`
    select t.relname as table, i.relname as name,
      (select attname from pg_attribute where attrelid = t.oid and attnum = x.indkey[0]) as first
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
    where x.indisunique and t.relnamespace = 'public'::regnamespace and not t.relispartition`;
  const foreign = await sql<
    { table: string; name: string; first: string; target: string; targetFirst: string }[]
  >`
    select t.relname as table, c.conname as name, r.relname as target,
      (select attname from pg_attribute where attrelid = c.conrelid and attnum = c.conkey[1]) as first,
      (select attname from pg_attribute where attrelid = c.confrelid and attnum = c.confkey[1]) as "targetFirst"
    from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_class r on r.oid = c.confrelid
    where c.contype = 'f' and t.relnamespace = 'public'::regnamespace and not t.relispartition`;
  return [
    ...uniques
      .filter(
        (key) => key.first !== "tenant_id" && key.table !== "tenant" && !sharedTables.includes(key.table),
      )
      .map((key) => `${key.table}.${key.name}: unique key begins with ${key.first}`),
    ...foreign
      .filter(
        (key) =>
          key.first !== "tenant_id" || key.targetFirst !== (key.target === "tenant" ? "id" : "tenant_id"),
      )
      .map((key) => `${key.table}.${key.name}: foreign key does not begin with tenant_id`),
  ];
}

async function viewFaults(sql: Sql): Promise<string[]> {
  const views = await sql<{ name: string; kind: string; options: string[] | null }[]>`
    select relname as name, relkind as kind, reloptions as options from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')`;
  return views
    .filter((view) => view.kind === "m" || !view.options?.includes("security_invoker=true"))
    .map((view) => `${view.name}: a view that sees past row security`);
}

async function roleFaults(sql: Sql): Promise<string[]> {
  const rolesFound = await sql<
    { name: string; super: boolean; bypass: boolean; create: boolean; member: string[] }[]
  >`
    select rolname as name, rolsuper as super, rolbypassrls as bypass, rolcreaterole or rolcreatedb as create,
      array(select pg_get_userbyid(roleid)::text from pg_auth_members where member = r.oid) as member
    from pg_roles r where rolname like 'oakline%'`;
  const mayJoin: Record<string, string> = {
    oakline_owner: "oakline_jobs",
    oakline_scheduler: "oakline_jobs",
  };
  return rolesFound.flatMap((role) => {
    const faults: string[] = [];
    if (role.super || role.create) faults.push(`${role.name}: more than a plain role`);
    if (role.bypass && role.name !== "oakline_backup") faults.push(`${role.name}: bypasses row security`);
    for (const joined of role.member)
      if (joined !== mayJoin[role.name]) faults.push(`${role.name}: is a member of ${joined}`);
    return faults;
  });
}

async function grantFaults(sql: Sql): Promise<string[]> {
  const tables = await sql<{ schema: string; table: string; role: string; right: string; part: boolean }[]>`
    select n.nspname as schema, c.relname as table, pg_get_userbyid(a.grantee) as role, a.privilege_type as right,
      c.relispartition as part
    from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a
    where n.nspname in ('public', 'auth', 'jobs', 'boss') and c.relkind in ('r', 'p', 'v', 'm')
      and a.grantee <> c.relowner`;
  const faults = tables.flatMap((grant) => {
    const label = `${grant.schema}.${grant.table}: ${grant.right} for ${grant.role}`;
    const isBackup = grant.role === "oakline_backup" && grant.right === "SELECT" && !grant.part;
    if (isBackup) return [];
    if (grant.schema === "auth")
      return grant.role === "oakline_auth" && !isForbidden(grant.right) ? [] : [label];
    if (grant.schema !== "public" || grant.role !== "oakline_app") return [label];
    if (grant.part || isForbidden(grant.right) || sharedTables.includes(grant.table)) return [label];
    if (insertOnly.includes(grant.table) && !["SELECT", "INSERT"].includes(grant.right)) return [label];
    return [];
  });
  const columns = await sql<{ table: string; role: string; right: string }[]>`
    select c.relname as table, pg_get_userbyid(a.grantee) as role, a.privilege_type as right
    from pg_attribute t join pg_class c on c.oid = t.attrelid, aclexplode(t.attacl) a
    where c.relnamespace = 'public'::regnamespace`;
  for (const grant of columns) {
    const isDueList =
      grant.role === "oakline_scheduler" && grant.right === "SELECT" && dueLists.includes(grant.table);
    if (!isDueList) faults.push(`${grant.table}: column ${grant.right} for ${grant.role}`);
  }
  return faults;
}

const isForbidden = (right: string) => ["TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN"].includes(right);

async function functionFaults(sql: Sql): Promise<string[]> {
  const found = await sql<{ name: string; definer: boolean; path: boolean; callers: string[] }[]>`
    select p.proname as name, p.prosecdef as definer,
      coalesce(array_to_string(p.proconfig, ',') like '%search_path=%', false) as path,
      array(select case when a.grantee = 0 then 'public' else pg_get_userbyid(a.grantee)::text end
        from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee <> p.proowner) as callers
    from pg_proc p where p.pronamespace::regnamespace::text in ('public', 'auth', 'jobs')`;
  return found.flatMap((fn) => {
    if (!fn.definer) return [];
    const faults: string[] = [];
    if (!fn.path) faults.push(`${fn.name}: definer without a fixed search_path`);
    if (fn.callers.join() !== definers[fn.name]) faults.push(`${fn.name}: callable by ${fn.callers.join()}`);
    return faults;
  });
}
