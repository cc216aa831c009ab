import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { accessReview, accessReviewItem } from "@/db/schema/access-reviews";
import { agencyGrant } from "@/db/schema/agencies";
import { audit, member, tenant } from "@/db/schema/tenants";
import { mail, workItem } from "@/db/schema/work-items";
import { inTenant } from "@/db/tenant";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { holdRow } from "@/db/testing/hold-row";
import { seedAgency, seedGrant, type TestAgency } from "@/db/testing/seed-agency";
import { seedMember, seedPerson, seedSession } from "@/db/testing/seed-person";
import { seedTenant, type TestTenant } from "@/db/testing/seed-tenant";
import type { Ctx } from "@/server/access/context";
import { findActor } from "@/server/access/find-actor";
import { recordVisit } from "@/server/access/record-visit";
import { jobContext, memberContext, standingClock } from "@/server/access/testing/test-context";
import type { Id } from "@/server/platform/ids";
import { decideItem } from "./decide-item";
import { listReviewItems } from "./list-items";
import { listReviews } from "./list-reviews";
import { openReview } from "./open-review";

let database: TestDatabase;
let clock: ReturnType<typeof standingClock>;
let own: TestTenant;
let agency: TestAgency;
let owner: Ctx;
let job: Ctx;
beforeAll(async () => {
  database = await createTestDatabase();
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
});
afterAll(async () => {
  await disconnectDatabase();
  await database.drop();
});
beforeEach(async () => {
  // grants are measured by the database's clock too
  const now = new Date();
  clock = standingClock(now);
  own = await seedTenant("Larkmoor");
  await inTenant(own.tenantId, (tx) => tx.update(tenant).set({ createdAt: new Date("2020-01-01") }));
  agency = await seedAgency("Northlight");
  await seedPerson({ id: own.ownerId });
  owner = ownerContext();
  job = jobContext(own.tenantId, clock);
});

function ownerContext(): Ctx {
  const ctx = memberContext(own.tenantId, "owner", clock);
  const { actor } = ctx;
  if (actor.kind !== "member") throw new Error("not a member");
  return { ...ctx, actor: { ...actor, userId: own.ownerId, memberId: own.ownerMemberId } };
}
const itemsOf = (reviewId: Id<"accessReview">) => listReviewItems(owner, { reviewId });
async function open(): Promise<Id<"accessReview">> {
  const id = await openReview(job);
  if (!id) throw new Error("no review was opened");
  return id;
}
const read = () =>
  inTenant(own.tenantId, async (tx) => ({
    reviews: await tx.select().from(accessReview),
    items: await tx.select().from(accessReviewItem),
    work: await tx.select().from(workItem),
    mails: await tx.select().from(mail),
  }));

test("a quarter is asked once, however often the job runs, with one work item and a mail to each who can answer", async () => {
  await seedMember(own.tenantId, await seedPerson(), "admin");
  await seedMember(own.tenantId, await seedPerson(), "viewer");
  const answers = await Promise.all([openReview(job), openReview(job), openReview(job)]);
  expect(answers.filter(Boolean)).toHaveLength(1);
  expect(await openReview(owner)).toBeNull();
  const { reviews, items, work, mails } = await read();
  expect(reviews).toHaveLength(1);
  expect(items).toHaveLength(3);
  expect(work).toMatchObject([{ kind: "access-review", state: "open", dueAt: reviews[0]?.dueAt }]);
  expect(mails.map(({ template }) => template)).toEqual(["access-review", "access-review"]);
  const start = { sealedRows: 0, seal: "0".repeat(64) };
  for (const { facts } of mails) expect(facts).toMatchObject(start);
});

test("a tenant of this quarter is not asked by the job, but a person may begin", async () => {
  await inTenant(own.tenantId, (tx) => tx.update(tenant).set({ createdAt: clock.now() }));
  expect(await openReview(job)).toBeNull();
  expect(await openReview(owner)).not.toBeNull();
});

test("every place and every living grant is asked about, with its role, accounts and when it was last used", async () => {
  const viewer = await seedPerson();
  await seedMember(own.tenantId, viewer, "viewer");
  await seedSession(viewer);
  await seedGrant(own.tenantId, agency, { role: "operator", connectionIds: [own.connectionId] });
  const gone = await seedGrant(own.tenantId, await seedAgency("Gone"));
  await inTenant(own.tenantId, (tx) =>
    tx.update(agencyGrant).set({ revokedAt: clock.now() }).where(eq(agencyGrant.id, gone)),
  );
  const person = { id: agency.staffId, name: "Noor", email: "noor@northlight.example" };
  const actor = await findActor(person, own.tenantId, clock.now());
  if (actor) await recordVisit({ ...owner, actor });
  const items = await itemsOf(await open());
  expect(items).toMatchObject([
    { subjectKind: "grant", name: "Northlight", role: "operator", detail: "US US", lastSeenAt: clock.now() },
    { subjectKind: "member", name: "Larkmoor owner", role: "owner", isSelf: true, lastSeenAt: null },
    { subjectKind: "member", name: "viewer", role: "viewer", isSelf: false },
  ]);
  expect(items[2]?.lastSeenAt).toBeInstanceOf(Date);
});

test("what is revoked ends with the answer, what is kept stays, and the last answer closes the review", async () => {
  const viewer = await seedPerson();
  await seedMember(own.tenantId, viewer, "viewer");
  await seedGrant(own.tenantId, agency);
  const reviewId = await open();
  const [grant, self, other] = await itemsOf(reviewId);
  if (!grant || !self || !other) throw new Error("three are asked about");
  const staff = { id: agency.staffId, name: "Noor", email: "noor@northlight.example" };
  expect(await findActor(staff, own.tenantId, clock.now())).not.toBeNull();

  expect(await decideItem(owner, { itemId: grant.id, decision: "revoke" })).toEqual({ isClosed: false });
  expect(await findActor(staff, own.tenantId, clock.now())).toBeNull();
  const told = await inTenant(agency.tenantId, (tx) => tx.select().from(mail));
  expect(told).toMatchObject([{ template: "agency-revoked", facts: { client: "Larkmoor" } }]);
  await decideItem(owner, { itemId: other.id, decision: "keep" });
  expect(await decideItem(owner, { itemId: other.id, decision: "keep" })).toEqual({ isClosed: false });
  await decideItem(owner, { itemId: other.id, decision: "revoke" });
  const left = { id: viewer, name: "viewer", email: "v@example.test" };
  expect(await findActor(left, own.tenantId, clock.now())).toBeNull();
  await expect(decideItem(owner, { itemId: other.id, decision: "keep" })).rejects.toMatchObject({
    code: "PRECONDITION",
    reason: "revoked",
  });

  expect(await decideItem(owner, { itemId: self.id, decision: "keep" })).toEqual({ isClosed: true });
  const { reviews, work, items } = await read();
  expect(reviews).toMatchObject([{ closedAt: clock.now(), closedByName: "A owner" }]);
  expect(work).toMatchObject([{ state: "done" }]);
  expect(items.map(({ decidedByName }) => decidedByName)).toEqual(["A owner", "A owner", "A owner"]);
  const { reviews: listed } = await listReviews(owner);
  expect(listed).toMatchObject([{ total: 3, kept: 1, revoked: 2 }]);
  const rows = await inTenant(own.tenantId, (tx) =>
    tx.select().from(audit).where(eq(audit.subjectKind, "reviewItem")),
  );
  expect(rows).toHaveLength(4);
});

test("nobody revokes themself or the last owner, and a refusal answers nothing", async () => {
  const reviewId = await open();
  const [self] = await itemsOf(reviewId);
  if (!self) throw new Error("one is asked about");
  const asSelf = decideItem(owner, { itemId: self.id, decision: "revoke" });
  await expect(asSelf).rejects.toMatchObject({ code: "PRECONDITION", reason: "oneself" });
  const admin = memberContext(own.tenantId, "admin", clock);
  const asAdmin = decideItem(admin, { itemId: self.id, decision: "revoke" });
  await expect(asAdmin).rejects.toMatchObject({ code: "FORBIDDEN", reason: "owners-only" });
  expect(await itemsOf(reviewId)).toMatchObject([{ decision: null }]);
  expect(await inTenant(own.tenantId, (tx) => tx.$count(member))).toBe(1);
});

test("who left before the answer is simply gone", async () => {
  const viewer = await seedPerson();
  await seedMember(own.tenantId, viewer, "viewer");
  const [, other] = await itemsOf(await open());
  if (!other) throw new Error("two are asked about");
  await inTenant(own.tenantId, (tx) => tx.delete(member).where(eq(member.userId, viewer)));
  await decideItem(owner, { itemId: other.id, decision: "revoke" });
  expect((await read()).items.filter(({ decision }) => decision === "revoke")).toHaveLength(1);
});

test("two last answers at once close the review, and a closed one takes no further answer", async () => {
  await seedGrant(own.tenantId, agency);
  const reviewId = await open();
  const [grant, self] = await itemsOf(reviewId);
  if (!grant || !self) throw new Error("two are asked about");
  const keepBoth = () =>
    Promise.all([grant, self].map(({ id }) => decideItem(owner, { itemId: id, decision: "keep" })));
  const row = { tenantId: own.tenantId, table: "access_review", id: reviewId } as const;
  const answers = await holdRow(database, row, { count: 2, begin: keepBoth });
  expect(answers.filter(({ isClosed }) => isClosed)).toHaveLength(1);
  const late = decideItem(owner, { itemId: grant.id, decision: "revoke" });
  await expect(late).rejects.toMatchObject({ code: "PRECONDITION", reason: "closed" });
  clock.set(new Date(clock.now().getTime() + 92 * 86_400_000));
  expect(await openReview(job)).not.toBeNull();
});
