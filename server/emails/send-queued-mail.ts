import { and, eq, lte, sql } from "drizzle-orm";
import { mail } from "@/db/schema/work-items";
import { type Ctx, requireAction, requireNoTransaction, transact } from "@/server/access/context";
import { emailAddress } from "@/server/access/email-address";
import { env } from "@/server/platform/env";
import { type Id, publicId } from "@/server/platform/ids";
import { isMailTemplate, type MailTemplate, placeOf } from "./mail-templates";
import { openPath } from "./sealed-path";
import { type Mail, sendMail } from "./send-mail";

const minuteMs = 60_000;
/** pause after the nth failed attempt; after the last the mail has failed */
const pausesMs = [1, 5, 15, 60, 180, 360].map((minutes) => minutes * minuteMs);

type Row = typeof mail.$inferSelect;
export type Sent = "sent" | "later" | "failed" | "not-due";

/**
 * Sends one mail of the outbox. Claimed by a conditional update that also sets the next attempt, so two senders never
 * both have it; a crash between the server's yes and our mark sends it again after the pause.
 */
export async function sendQueuedMail(
  ctx: Ctx,
  mailId: Id<"mail">,
  deliver: (mail: Mail) => Promise<void> = sendMail,
): Promise<Sent> {
  requireAction(ctx, "mail.send");
  requireNoTransaction();
  const claimed = await claim(ctx, mailId);
  if (!claimed) return "not-due";
  const address = emailAddress.safeParse(claimed.toEmail);
  if (!address.success || !isMailTemplate(claimed.template)) return fail(ctx, claimed, "unsendable");
  try {
    const { template, locale, facts } = claimed;
    const link = linkOf(ctx, claimed, template);
    // with the first mail: it brings a whole library of pages, which the web process and most jobs never need
    const { renderMail } = await import("./render-mail");
    await deliver({ to: address.data, ...(await renderMail({ template, locale, facts, link })) });
  } catch (error) {
    const named = nameOf(error);
    ctx.log.warn({ mailId, template: claimed.template, error: named.text }, "mail not sent");
    if (named.isFinal || claimed.attempts >= pausesMs.length) return fail(ctx, claimed, named.text);
    await write(ctx, claimed, { error: named.text });
    return "later";
  }
  await write(ctx, claimed, { state: "sent", sentAt: ctx.clock.now(), error: null });
  return "sent";
}

/** Where the reader can act. A link that is a key stands sealed in the outbox, and no longer than until it is sent. */
function linkOf(ctx: Ctx, { id, facts }: Row, template: MailTemplate): string {
  const path =
    typeof facts.sealedPath === "string"
      ? openPath({ tenantId: ctx.tenantId, mailId: id }, facts.sealedPath)
      : placeOf(template, `/t/${publicId("tenant", ctx.tenantId)}`);
  return `${env().APP_URL}${path}`;
}

function claim(ctx: Ctx, id: Id<"mail">): Promise<Row | undefined> {
  const now = ctx.clock.now();
  const pauses = sql.join(
    pausesMs.map((ms) => sql`${ms}::int`),
    sql`, `,
  );
  return transact(ctx, async (tx) => {
    const [row] = await tx
      .update(mail)
      .set({
        attempts: sql`${mail.attempts} + 1`,
        nextAttemptAt: sql`${now.toISOString()}::timestamptz + make_interval(secs =>
          (array[${pauses}])[least(${mail.attempts} + 1, ${pausesMs.length})] / 1000.0)`,
      })
      .where(
        and(
          eq(mail.tenantId, ctx.tenantId),
          eq(mail.id, id),
          eq(mail.state, "queued"),
          lte(mail.nextAttemptAt, now),
        ),
      )
      .returning();
    return row;
  });
}

async function fail(ctx: Ctx, claimed: Row, error: string): Promise<"failed"> {
  await write(ctx, claimed, { state: "failed", error });
  return "failed";
}

/** Writes only while this attempt is still the latest. */
async function write(ctx: Ctx, claimed: Row, set: Partial<Row>): Promise<void> {
  await transact(ctx, (tx) =>
    tx
      .update(mail)
      .set(set.state ? { ...set, facts: sql`${mail.facts} - 'sealedPath'` } : set)
      .where(
        and(
          eq(mail.tenantId, ctx.tenantId),
          eq(mail.id, claimed.id),
          eq(mail.state, "queued"),
          eq(mail.attempts, claimed.attempts),
        ),
      ),
  );
}

/** Codes only: a mail server's sentence may quote the address. 5xx is final [RFC 5321]. */
function nameOf(error: unknown): { text: string; isFinal: boolean } {
  if (!(error instanceof Error)) return { text: "unknown", isFinal: false };
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  const status =
    "responseCode" in error && typeof error.responseCode === "number" ? error.responseCode : null;
  return { text: status === null ? code : `${code} ${status}`, isFinal: status !== null && status >= 500 };
}
