import type { AnyRouter } from "@trpc/server";
import { and, eq } from "drizzle-orm";
import { audit, roles } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import { seedSession } from "@/db/testing/seed-person";
import { isAllowed, isAllowedByGrant } from "@/server/access/permissions";
import { type IdKind, idPrefixes, newId, publicId } from "@/server/platform/ids";
import { type Answer, callProcedure, type Procedure, requestOf } from "./call-procedure";
import type { Example } from "./examples";
import type { Filled, Rows } from "./fill-tenant";
import { type FieldPath, idKindOf, listLeaves, replaceAt } from "./input-fields";
import type { TwoTenants } from "./two-tenants";

/** What one procedure let happen that it must not, and how many calls were made to find it. */
export type Probed = { faults: string[]; cases: number };
type Probe = { world: TwoTenants; router: AnyRouter; procedure: Procedure; example: Example };
type IdField = { path: FieldPath; kind: IdKind };

/** Every field of the input that names a row. */
function listIdFields({ inputs }: Pick<Procedure, "inputs">): IdField[] {
  return inputs.flatMap((input) =>
    listLeaves(input).flatMap(({ path, schema }) => {
      const kind = idKindOf(schema);
      return kind ? [{ path, kind }] : [];
    }),
  );
}

/** The procedure × everybody × every id-typed field × {own, foreign, unknown, malformed}. */
export async function probeProcedure(probe: Probe): Promise<Probed> {
  const { world, procedure } = probe;
  const before = await world.hashRows(world.foreign);
  const found =
    procedure.action === "personal"
      ? [await probeStrangers(probe), await probePerson(probe), await probeOwn(probe, "owner")]
      : [await probeStrangers(probe), await probeRoles(probe), await probeStaff(probe)];
  const faults = found.flatMap((part) => part.faults);
  if ((await world.hashRows(world.foreign)) !== before) faults.push("wrote to another tenant's rows");
  return { faults, cases: found.reduce((sum, part) => sum + part.cases, 0) };
}

const inputFor = ({ world, example }: Probe, tenant = world.own.rows.tenant) => ({
  ...example.input(world.own.rows, world),
  tenant,
});

async function probeStrangers(probe: Probe): Promise<Probed> {
  const { world, procedure } = probe;
  const faults: string[] = [];
  const bodies = new Set<string>();
  const unasked: Asked[] = [];
  let cases = 0;
  const untouched = await world.hashRows(world.own);
  for (const [name, stranger] of Object.entries(world.strangers)) {
    const isPersonal = procedure.action === "personal";
    if (isPersonal && stranger.code !== "UNAUTHENTICATED") continue;
    const answer = await watch(probe, inputFor(probe, stranger.tenant), stranger.token);
    cases += 1;
    if (answer.code !== stranger.code) faults.push(`${name}: ${answer.code} instead of ${stranger.code}`);
    if (answer.code === "NOT_FOUND") bodies.add(answer.text);
    if (answer.code === "NOT_FOUND") unasked.push(answer);
    faults.push(...listLeaks(probe, name, answer));
  }
  if (bodies.size > 1) faults.push("tells a foreign tenant from an unknown one");
  faults.push(...compareStatements("tenant", unasked));
  if ((await world.hashRows(world.own)) !== untouched) faults.push("a stranger left something behind");
  return { faults, cases };
}

async function probeRoles(probe: Probe): Promise<Probed> {
  const found: Probed = { faults: [], cases: 0 };
  for (const role of roles) {
    const { action } = probe.procedure;
    const isOpen = action !== undefined && action !== "personal" && isAllowed(role, action);
    const token = probe.world.sessions[role];
    for (const part of [await probeIds(probe, { token, isOpen }), await probeOwn(probe, role)]) {
      found.faults.push(...part.faults.map((fault) => `${role}: ${fault}`));
      found.cases += part.cases;
    }
  }
  return found;
}

/** Ids of what belongs to others, sent by a person about their own affairs. */
async function probePerson(probe: Probe): Promise<Probed> {
  const { world, example } = probe;
  const token = await seedSession((await example.person?.()) ?? world.own.ownerId);
  return probeIds(probe, { token, isOpen: true });
}

/** Staff of an agency: as their grant says, and of connections that it does not name they learn nothing. */
async function probeStaff(probe: Probe): Promise<Probed> {
  const { world, procedure, example } = probe;
  const { action } = procedure;
  if (!action || action === "personal") return { faults: [], cases: 0 };
  const faults: string[] = [];
  for (const { name, role, isLimited, token } of world.staff) {
    await example.before?.(world);
    const denied = await countDenied(world.own);
    const answer = await call(probe, inputFor(probe), token);
    const isOpen = isAllowedByGrant(role, action, isLimited);
    if ((answer.code === "FORBIDDEN") === isOpen) faults.push(`${name}: ${answer.code}`);
    if ((await countDenied(world.own)) - denied !== (isOpen ? 0 : 1))
      faults.push(`${name}: refusals on record`);
    faults.push(...listLeaks(probe, name, answer));
    const { connection, order, change, syncRun } = world.own.rows;
    const hidden = isLimited ? [connection, order, change, syncRun] : [];
    faults.push(...hidden.filter((id) => answer.text.includes(id)).map((id) => `${name}: tells ${id}`));
    await example.after?.(world);
  }
  return { faults, cases: world.staff.length };
}

/** The own ids: done for whoever holds the action; for others a refusal that is on record, and nothing else. */
async function probeOwn(probe: Probe, role: (typeof roles)[number]): Promise<Probed> {
  const { world, procedure, example } = probe;
  const { action } = procedure;
  const isPersonal = action === "personal";
  await example.before?.(world);
  const denied = await countDenied(world.own);
  // of its own: signing out ends it
  const token = isPersonal
    ? await seedSession((await example.person?.()) ?? world.own.ownerId)
    : world.sessions[role];
  const answer = await call(probe, inputFor(probe), token);
  const isOpen =
    isPersonal || (action !== undefined && isAllowed(role, action) && (example.mayTouch?.(role) ?? true));
  const expected = isOpen ? "OK" : "FORBIDDEN";
  const faults = listLeaks(probe, "own", answer);
  if (answer.code !== expected) faults.push(`own: ${answer.code} instead of ${expected}`);
  const noted = (await countDenied(world.own)) - denied;
  if (noted !== (isOpen ? 0 : 1)) faults.push(`own: ${noted} refusals on record`);
  await example.after?.(world);
  return { faults, cases: 1 };
}

type Asker = { token: string; isOpen: boolean };

async function probeIds(probe: Probe, { token, isOpen }: Asker): Promise<Probed> {
  const { world, procedure, example } = probe;
  let cases = 0;
  const faults: string[] = [];
  const fields = listIdFields(procedure);
  await example.before?.(world);
  // Refusals are on record and Amazon may be asked; nothing else may come of a wrong id.
  const notes = ["audit", "api_call", "drift"];
  const untouched = await world.hashRows(world.own, notes);
  for (const { path, kind } of fields) {
    const label = path.join(".");
    const ask = (id: unknown) => {
      cases += 1;
      return watch(probe, replaceAt(inputFor(probe), path, id), token);
    };
    const unknown = await ask(publicId(kind, newId(kind)));
    const foreign = await ask(idOf(world.foreign.rows, kind));
    const again = [await ask(publicId(kind, newId(kind))), await ask(idOf(world.foreign.rows, kind))];
    faults.push(...compareStatements(label, [unknown, foreign, ...again]));
    const isList =
      (path.includes("[]") && !example.strict?.includes(label)) || example.places?.includes(label);
    const wanted = !isOpen ? ["FORBIDDEN"] : isList ? ["OK"] : ["NOT_FOUND"];
    if (!wanted.includes(foreign.code)) faults.push(`${label} foreign: ${foreign.code} instead of ${wanted}`);
    if (foreign.status !== unknown.status || foreign.text !== unknown.text) {
      if (!example.places?.includes(label)) faults.push(`${label}: foreign and unknown differ`);
    }
    faults.push(...listLeaks(probe, `${label} foreign`, foreign));
    const expected = isOpen ? "INVALID" : "FORBIDDEN";
    for (const malformed of listMalformed(probe, path, kind)) {
      const { code } = await ask(malformed);
      if (code !== expected)
        faults.push(`${label} ${JSON.stringify(malformed)}: ${code} instead of ${expected}`);
    }
  }
  if ((await world.hashRows(world.own, notes)) !== untouched) faults.push("a wrong id left something behind");
  return { faults, cases };
}

function listMalformed(probe: Probe, path: FieldPath, kind: IdKind): unknown[] {
  const { tenantId } = probe.world.own;
  const all = ["", "x", `${idPrefixes[kind]}_`, tenantId, "' or 1=1 --", "\0", 7, {}, []];
  return isNullable(probe, path) ? all : [...all, null];
}

/** null is a value of its own where the schema says so. */
function isNullable({ procedure }: Probe, path: FieldPath): boolean {
  return procedure.inputs.every((input) => {
    const parsed = input.safeParse(replaceAt({}, path, null));
    const field = path.join(".");
    return parsed.success || parsed.error.issues.every((issue) => issue.path.join(".") !== field);
  });
}

function idOf(rows: Rows, kind: IdKind): string {
  const id = Object.entries(rows).find(([name]) => name === kind)?.[1];
  if (!id) throw new Error(`the tenants hold no row of kind ${kind}`);
  return id;
}

/** Answers are read for the mark that is in every text of the foreign tenant, and for its ids in both spellings. */
function listLeaks({ world }: Probe, label: string, { text, code }: Answer): string[] {
  const { foreign, canary } = world;
  const marks = [canary, ...Object.values(foreign.rows), foreign.tenantId, foreign.orderId, foreign.runId];
  const faults = marks.filter((mark) => text.includes(mark)).map((mark) => `${label}: tells ${mark}`);
  if (code === "INTERNAL") faults.push(`${label}: INTERNAL`);
  return faults;
}

function call({ router, procedure }: Probe, input: unknown, token: string | null): Promise<Answer> {
  return callProcedure(router, procedure, { input, scope: requestOf(token) });
}

type Asked = Answer & { statements: string[] };

/** A call, and what was asked of the database for it, work after the answer included. */
async function watch(probe: Probe, input: unknown, token: string | null): Promise<Asked> {
  const { router, procedure, world } = probe;
  const { result, statements } = await world.watch(async () => {
    const later: (() => Promise<void>)[] = [];
    const scope = requestOf(token, (work) => later.push(work));
    const answer = await callProcedure(router, procedure, { input, scope });
    for (const work of later) await work();
    return answer;
  });
  return { ...result, statements };
}

/** What may not be told apart must not ask for more, or for something else, either: the time it takes would tell. */
function compareStatements(label: string, asked: readonly Asked[]): string[] {
  const [first, ...others] = asked.map(({ statements }) => statements.toSorted());
  const differing = others.find((other) => other.join("\n") !== first?.join("\n"));
  if (!first || !differing) return [];
  const only = [...without(first, differing), ...without(differing, first)];
  return [`${label}: ${first.length} and ${differing.length} statements: ${only.join("; ")}`];
}

/** What `these` hold more often than `those`. */
function without(these: readonly string[], those: readonly string[]): string[] {
  const left = [...those];
  return these.filter((text) => {
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

async function countDenied(of: Filled): Promise<number> {
  const where = and(eq(audit.tenantId, of.tenantId), eq(audit.outcome, "denied"));
  return inTenant(of.tenantId, (tx) => tx.$count(audit, where));
}
