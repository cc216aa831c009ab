import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { mail } from "@/db/schema/work-items";
import { inTenant } from "@/db/tenant";
import { createTestDatabase, type TestDatabase } from "@/db/testing/database";
import { seedTenant } from "@/db/testing/seed-tenant";
import type { Ctx } from "@/server/access/context";
import { jobContext, standingClock } from "@/server/access/testing/test-context";
import { type Id, newId } from "@/server/platform/ids";
import { mailTemplates } from "./mail-templates";
import { queueMail } from "./queue-mail";
import { renderMail } from "./render-mail";
import type { Mail } from "./send-mail";
import { sendQueuedMail } from "./send-queued-mail";

let database: TestDatabase;
let ctx: Ctx;
let clock: ReturnType<typeof standingClock>;
let delivered: Mail[];
beforeAll(async () => {
  database = await createTestDatabase();
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
});
afterAll(async () => {
  await disconnectDatabase();
  await database.drop();
});
beforeEach(async () => {
  clock = standingClock("2026-11-23T12:00:00Z");
  const { tenantId } = await seedTenant("Kessel & <Kelle>");
  ctx = jobContext(tenantId, clock);
  delivered = [];
});

const facts = {
  connection: "US main",
  country: "US",
  app: "Ours",
  days: 7,
  endsAt: "2026-11-30T12:00:00Z",
  flow: "orders",
  failures: 4,
  code: "ACORN_DOWN",
  inviter: "Mara Osei",
  role: "operator",
  person: "Mara Osei",
  before: "viewer",
  client: "Larkmoor",
  accounts: 2,
  until: "day",
  quarter: "2026-Q4",
  sealedRows: 1234,
  seal: "ab12",
};
const deliver = async (one: Mail) => {
  delivered.push(one);
};
const refuse = (details: object) => async () => {
  throw Object.assign(new Error("refused reader@example.test"), details);
};

async function queue(email = "reader@example.test", cause = "cause"): Promise<Id<"mail">> {
  await inTenant(ctx.tenantId, (tx) =>
    queueMail(tx, ctx, {
      template: "authorisation-due",
      cause,
      facts,
      readers: [{ userId: newId("user"), email }],
    }),
  );
  const rows = await read();
  return rows.at(-1)?.id ?? newId("mail");
}
const read = () => inTenant(ctx.tenantId, (tx) => tx.select().from(mail).orderBy(mail.id));

test("one mail goes out for a cause, however often it is queued and sent", async () => {
  const id = await queue();
  await queue("Reader@Example.Test");
  expect(await read()).toHaveLength(1);
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => sendQueuedMail(ctx, id, deliver)));
  expect(outcomes.sort()).toEqual(["not-due", "not-due", "not-due", "not-due", "sent"]);
  expect(await sendQueuedMail(ctx, id, deliver)).toBe("not-due");
  expect(delivered).toMatchObject([{ to: "reader@example.test" }]);
  expect(await read()).toMatchObject([{ state: "sent", attempts: 1, sentAt: clock.now() }]);
});

test("nothing is queued when the work around it does not commit", async () => {
  const undone = inTenant(ctx.tenantId, async (tx) => {
    await queueMail(tx, ctx, {
      template: "secret-due",
      cause: "x",
      facts,
      readers: [{ userId: newId("user"), email: "a@example.test" }],
    });
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  expect(await read()).toEqual([]);
});

test("a mail that is not taken is tried again with growing pauses and then given up", async () => {
  const id = await queue();
  const pauses: number[] = [];
  for (let n = 0; n < 6; n++) {
    const outcome = await sendQueuedMail(ctx, id, refuse({ code: "ECONNECTION" }));
    expect(outcome).toBe(n < 5 ? "later" : "failed");
    expect(await sendQueuedMail(ctx, id, deliver)).toBe("not-due");
    const [row] = await read();
    const pauseMs = (row?.nextAttemptAt.getTime() ?? 0) - clock.now().getTime();
    pauses.push(pauseMs / 60_000);
    clock.pass(pauseMs);
  }
  expect(pauses).toEqual([1, 5, 15, 60, 180, 360]);
  expect(await sendQueuedMail(ctx, id, deliver)).toBe("not-due");
  expect(await read()).toMatchObject([{ state: "failed", error: "ECONNECTION", attempts: 6 }]);
});

test("a final no of the mail server is not asked for twice, and its sentence is not kept", async () => {
  const id = await queue();
  expect(await sendQueuedMail(ctx, id, refuse({ code: "EENVELOPE", responseCode: 550 }))).toBe("failed");
  const [row] = await read();
  expect(row?.error).toBe("EENVELOPE 550");
});

test("a sender that died leaves the mail to the next attempt", async () => {
  const id = await queue();
  const died = sendQueuedMail(ctx, id, () => new Promise(() => {}));
  await expect.poll(async () => (await read())[0]?.attempts).toBe(1);
  expect(await sendQueuedMail(ctx, id, deliver)).toBe("not-due");
  clock.pass(60_000);
  expect(await sendQueuedMail(ctx, id, deliver)).toBe("sent");
  void died;
});

test.each(["a@example.test\r\nBcc: b@example.test", "no address", "a@example.test, b@example.test"])(
  "an address that is none goes nowhere: %j",
  async (email) => {
    expect(await sendQueuedMail(ctx, await queue(email), deliver)).toBe("failed");
    expect(delivered).toEqual([]);
  },
);

test("another tenant's mail cannot be sent", async () => {
  const id = await queue();
  const { tenantId } = await seedTenant();
  expect(await sendQueuedMail(jobContext(tenantId, clock), id, deliver)).toBe("not-due");
});

describe.each(mailTemplates)("%s", (template) => {
  test.each(["en", "zh-CN"])(
    "says in %s what happened, why and what to do, as text and as HTML",
    async (locale) => {
      const link = "http://localhost:3000/t/tn_1/connections";
      const named = { ...facts, tenant: "Kessel & <Kelle>", zone: "Asia/Tokyo" };
      const { subject, text, html } = await renderMail({ template, locale, facts: named, link });
      expect(text).toContain(link);
      expect(html).toContain(`href="${link}"`);
      expect(html).toContain(`lang="${locale}"`);
      expect(html).not.toContain("<Kelle>");
      for (const part of [subject, text]) expect(part).not.toMatch(/[{}]|mails\.|undefined/);
      expect(/\p{Script=Han}/u.test(subject)).toBe(locale === "zh-CN");
      expect(html).not.toMatch(/<img|<script|src=|href="(?!http:\/\/localhost)/i);
    },
  );
});

test("a label cannot break the subject or the page", async () => {
  const { subject, html } = await renderMail({
    template: "authorisation-revoked",
    locale: "en",
    facts: { connection: "<b>x</b>\r\nBcc: y", country: "US", tenant: "T" },
    link: "http://localhost:3000",
  });
  expect(subject).not.toMatch(/[\r\n]/);
  expect(html).not.toContain("<b>x</b>");
});
