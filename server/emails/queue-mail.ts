import { eq } from "drizzle-orm";
import { tenant } from "@/db/schema/tenants";
import { mail } from "@/db/schema/work-items";
import type { Tx } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import { listReaders } from "@/server/access/list-readers";
import { sha256 } from "@/server/platform/crypto";
import { type Id, newId } from "@/server/platform/ids";
import type { MailTemplate } from "./mail-templates";
import { sealPath } from "./sealed-path";

/** `email` is the sign-in address; the mail goes to the notification address where the person set one. */
export type Reader = {
  /** null: nobody we know */
  userId: Id<"user"> | null;
  email: string;
  /** for those who have chosen no language */
  locale?: string;
};

export type MailToQueue = {
  template: MailTemplate;
  /** what happened: each reader is told once of the same cause, however often it is queued */
  cause: string;
  /** values for the sentences; never secrets */
  facts: Record<string, string | number>;
  readers: readonly Reader[];
  /** where the mail's link leads, below APP_URL, when the address itself is a key: sealed until it is sent */
  secretPath?: string;
};

/** How the outbox names the mail of one cause to one reader. */
export const dedupeKeyOf = (cause: string, email: string) =>
  `${cause}:${sha256(email.toLowerCase()).toString("base64url")}`;

/** Puts mail into the outbox in the caller's transaction: it leaves only if that commits. */
export async function queueMail(tx: Tx, ctx: Ctx, queued: MailToQueue): Promise<void> {
  if (queued.readers.length === 0) return;
  const [own] = await tx
    .select({ name: tenant.name, zone: tenant.zone })
    .from(tenant)
    .where(eq(tenant.id, ctx.tenantId));
  const wishes = await listReaders(queued.readers.flatMap(({ userId }) => userId ?? []));
  const now = ctx.clock.now();
  await tx
    .insert(mail)
    .values(
      queued.readers.map((reader) => {
        const id = newId("mail");
        const wish = reader.userId ? wishes.get(reader.userId) : undefined;
        return {
          tenantId: ctx.tenantId,
          id,
          dedupeKey: dedupeKeyOf(queued.cause, reader.email),
          toEmail: wish?.notifyEmail ?? reader.email,
          template: queued.template,
          locale: wish?.locale ?? reader.locale ?? "en",
          facts: {
            tenant: own?.name ?? "",
            zone: own?.zone ?? "UTC",
            ...queued.facts,
            ...(queued.secretPath && { sealedPath: sealPath({ ...ctx, mailId: id }, queued.secretPath) }),
          },
          state: "queued" as const,
          nextAttemptAt: now,
          createdAt: now,
        };
      }),
    )
    .onConflictDoNothing({ target: [mail.tenantId, mail.dedupeKey] });
}
