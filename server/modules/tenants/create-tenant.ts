import { type TenantKind, tenant } from "@/db/schema/tenants";
import { inTenant } from "@/db/tenant";
import type { Ctx } from "@/server/access/context";
import { recordAudit } from "@/server/modules/audit/record-audit";
import { insertMember, type NewMember } from "@/server/modules/members/add-member";
import type { Clock } from "@/server/platform/clock";
import { type Id, newId } from "@/server/platform/ids";
import type { Logger } from "@/server/platform/log";
import { createTenantKey } from "./tenant-key";

export type NewTenant = {
  name: string;
  /** IANA zone of the workspace */
  zone?: string;
  /** 0 to 7: one of the design's hues */
  hue?: number;
  /** an agency's members are its staff; a company's work on its own accounts */
  kind?: TenantKind;
  owner: Omit<NewMember, "role">;
};

/**
 * Makes a workspace with its owner and its data key, all or nothing. For first-run set-up and the seed, which stand
 * outside any tenant: there is no role yet that could be asked.
 */
export async function createTenant(
  input: NewTenant,
  { clock, log, requestId }: { clock: Clock; log: Logger; requestId: string },
): Promise<Id<"tenant">> {
  const tenantId = newId("tenant", clock.now().getTime());
  const ctx: Ctx = { tenantId, actor: { kind: "job", name: "set-up" }, clock, log, requestId };
  const { name, zone = "UTC", hue = 0, kind = "company" } = input;
  await inTenant(tenantId, async (tx) => {
    await tx.insert(tenant).values({ id: tenantId, kind, name, zone, hue, createdAt: clock.now() });
    await createTenantKey(tx, tenantId);
    await recordAudit(tx, ctx, {
      action: "tenant.created",
      subjectKind: "tenant",
      subjectId: tenantId,
      after: { name, zone, hue, kind },
    });
    await insertMember(tx, ctx, { ...input.owner, role: "owner" });
  });
  return tenantId;
}
