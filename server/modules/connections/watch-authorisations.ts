import { and, eq, ne } from "drizzle-orm";
import { acornApp, connection } from "@/db/schema/connections";
import type { Tx } from "@/db/tenant";
import { type Ctx, requireAction, transact } from "@/server/access/context";
import { type MailToQueue, queueMail } from "@/server/emails/queue-mail";
import { closeWorkItems } from "@/server/modules/work-items/close-work-items";
import { openWorkItem, type WorkToOpen } from "@/server/modules/work-items/open-work-item";
import { listMailReaders } from "./list-mail-readers";
import { noticeOf, secretEndsAt } from "./rules";

/**
 * Says in time that a consent (365 days) or a client secret (180 days) ends: one work item each, and one mail per
 * reader and threshold. Closes what was renewed. Running it again changes nothing.
 */
export async function watchAuthorisations(ctx: Ctx): Promise<void> {
  requireAction(ctx, "connection.watch");
  await transact(ctx, async (tx) => {
    await watchConsents(tx, ctx);
    await watchSecrets(tx, ctx);
  });
}

async function watchConsents(tx: Tx, ctx: Ctx): Promise<void> {
  const rows = await tx
    .select()
    .from(connection)
    .where(and(eq(connection.tenantId, ctx.tenantId), eq(connection.state, "active")));
  const readers = await listMailReaders(tx, ctx, "connection.connect");
  for (const row of rows) {
    const facts = { connection: row.label, country: row.country };
    const work: WorkToOpen = {
      kind: "reauthorise",
      subject: { kind: "connection", id: row.id },
      connectionId: row.id,
      dueAt: row.expiresAt,
      facts,
    };
    const cause = `consent:${row.id}:${row.authorisedAt.getTime()}`;
    await tell(tx, ctx, {
      kind: "consent",
      work,
      mail: { template: "authorisation-due", cause, facts, readers },
    });
  }
}

async function watchSecrets(tx: Tx, ctx: Ctx): Promise<void> {
  const rows = await tx
    .select()
    .from(acornApp)
    .where(and(eq(acornApp.tenantId, ctx.tenantId), ne(acornApp.state, "disabled")));
  const readers = await listMailReaders(tx, ctx, "app.manage");
  for (const row of rows) {
    const facts = { app: row.name };
    const work: WorkToOpen = {
      kind: "rotate-secret",
      subject: { kind: "app", id: row.id },
      dueAt: secretEndsAt(row.secretSetAt),
      facts,
    };
    const cause = `secret:${row.id}:${row.secretSetAt.getTime()}`;
    await tell(tx, ctx, { kind: "secret", work, mail: { template: "secret-due", cause, facts, readers } });
  }
}

type Telling = { kind: "consent" | "secret"; work: WorkToOpen; mail: MailToQueue };

async function tell(tx: Tx, ctx: Ctx, { kind, work, mail }: Telling): Promise<void> {
  const endsAt = work.dueAt ?? null;
  const notice = endsAt ? noticeOf(kind, endsAt, ctx.clock.now()) : null;
  if (endsAt === null || !notice?.isWorkDue) {
    await closeWorkItems(tx, ctx, { kinds: [work.kind], subjectIds: [work.subject.id] });
    return;
  }
  await openWorkItem(tx, ctx, work);
  if (notice.mailAt === null) return;
  await queueMail(tx, ctx, {
    ...mail,
    cause: `${mail.cause}:${notice.mailAt}`,
    facts: { ...mail.facts, days: Math.max(0, notice.daysLeft), endsAt: endsAt.toISOString() },
  });
}
