import { and, eq, gt, like } from "drizzle-orm";
import type { agencyGrant } from "@/db/schema/agencies";
import { tenant } from "@/db/schema/tenants";
import { mail } from "@/db/schema/work-items";
import type { Tx } from "@/db/tenant";
import { type Ctx, transact } from "@/server/access/context";
import { queueMail } from "@/server/emails/queue-mail";
import { listTenantReaders } from "@/server/modules/tenants/list-tenant-readers";

type Grant = Pick<typeof agencyGrant.$inferSelect, "id" | "agencyId" | "role" | "connectionIds" | "endsAt">;
type News = "agency-granted" | "agency-changed" | "agency-revoked";

/** mails of one client that one reader gets in 24 hours: nobody is to be flooded through us */
const newsPerDay = 20;
const dayMs = 86_400_000;

/**
 * Mails the owners and admins of an agency what this tenant has just decided, by the agency's own outbox. After the
 * commit, because no transaction sees two tenants, and never failing the act: should it break off in between, the
 * decision stands, the list of clients shows it, and the log says that the mail is missing.
 */
export async function tellAgency(ctx: Ctx, template: News, grant: Grant): Promise<void> {
  try {
    const [client] = await transact(ctx, (tx) =>
      tx.select({ name: tenant.name, zone: tenant.zone }).from(tenant).where(eq(tenant.id, ctx.tenantId)),
    );
    const { clock, log, requestId } = ctx;
    const actor = { kind: "job", name: "agency-news" } as const;
    const there: Ctx = { tenantId: grant.agencyId, actor, clock, log, requestId };
    await transact(there, async (tx) => {
      const readers = await listTenantReaders(tx, there);
      const from = `agency-news:${ctx.tenantId}:`;
      if (await isFull(tx, there, { from, most: newsPerDay * readers.length })) {
        return log.warn({ template, grant: grant.id }, "agency not told: too many news in a day");
      }
      await queueMail(tx, there, {
        template,
        cause: `${from}${template}:${grant.id}:${clock.now().getTime()}`,
        facts: {
          client: client?.name ?? "",
          person: ctx.actor.name,
          role: grant.role,
          accounts: grant.connectionIds?.length ?? 0,
          until: grant.endsAt ? "day" : "open",
          // its last day where the client is
          ...(grant.endsAt && {
            endsAt: new Date(grant.endsAt.getTime() - 1).toISOString(),
            zone: client?.zone ?? "UTC",
          }),
        },
        readers,
      });
    });
  } catch (error) {
    ctx.log.error({ err: error, template, grant: grant.id }, "agency not told");
  }
}

async function isFull(tx: Tx, there: Ctx, { from, most }: { from: string; most: number }): Promise<boolean> {
  const since = new Date(there.clock.now().getTime() - dayMs);
  const sent = await tx.$count(
    mail,
    and(eq(mail.tenantId, there.tenantId), like(mail.dedupeKey, `${from}%`), gt(mail.createdAt, since)),
  );
  return sent >= most;
}
