import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Logger } from "@/server/platform/log";

/** Does the work of each tenant in turn; one that fails holds up none of the others, and is told at the end. */
export async function forEachTenant(
  tenantIds: readonly Id<"tenant">[],
  log: Logger,
  work: (tenantId: Id<"tenant">) => Promise<unknown>,
): Promise<void> {
  let failed = 0;
  for (const tenantId of tenantIds) {
    try {
      await work(tenantId);
    } catch (error) {
      failed += 1;
      log.error({ tenantId, err: error }, "upkeep of a tenant failed");
    }
  }
  if (failed > 0) throw new AppError("INTERNAL", `${failed} tenants failed`);
}
