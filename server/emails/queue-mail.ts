import { eq } from "drizzle-orm";
import { tenant } from "@/db/schema/tenants";
import { mail } from "@/db/schema/work-items";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import { listReaders } from "@/server/access/list-readers";
import { sha256 } from "@/server/platform/crypto";
import { type Id, newId } from "@/server/platform/ids";
import type { MailTemplate } from "./mail-templates";

/** `email` is the sign-in address; the mail goes to the notification address where the person set one. */
export type Reader = { userId: Id<"user">; email: string };

export type MailToQueue = {
  template: MailTemplate;
  /** what happened: each reader is told once of the same cause, however often it is queued */
  cause: string;
  /** values for the sentences; never secrets */
  facts: Record<string, string | number>;
  readers: readonly Reader[];
};

/** Puts mail into the outbox in the caller's transaction: it leaves only if that commits. */
export async function queueMail(tx: Tx, ctx: Ctx, queued: MailToQueue): Promise<void> {
  if (queued.readers.length === 0) return;
  const [own] = await tx
    .select({ name: tenant.name, zone: tenant.zone })
    .from(tenant)
    .where(eq(tenant.id, ctx.tenantId));
  const wishes = await listReaders(queued.readers.map((reader) => reader.userId));
  const now = ctx.clock.now();
  await tx
    .insert(mail)
    .values(
      queued.readers.map((reader) => ({
        tenantId: ctx.tenantId,
        id: newId("mail"),
        dedupeKey: `${queued.cause}:${sha256(reader.email.toLowerCase()).toString("base64url")}`,
        toEmail: wishes.get(reader.userId)?.notifyEmail ?? reader.email,
        template: queued.template,
        locale: wishes.get(reader.userId)?.locale ?? "en",
        facts: { tenant: own?.name ?? "", zone: own?.zone ?? "UTC", ...queued.facts },
        state: "queued" as const,
        nextAttemptAt: now,
        createdAt: now,
      })),
    )
    .onConflictDoNothing({ target: [mail.tenantId, mail.dedupeKey] });
}
