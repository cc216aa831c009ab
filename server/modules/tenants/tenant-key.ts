import { desc, eq } from "drizzle-orm";
import { tenantKey } from "@/db/schema/tenants";
import type { Tx } from "@/db/tenant";
import { type Key, open, randomKey, seal } from "@/server/platform/crypto";
import { env } from "@/server/platform/env";
import { invariant } from "@/server/platform/errors";
import { type Id, newId } from "@/server/platform/ids";

/** Where a sealed text lives: "table.column" and the row's id. Moved elsewhere, it no longer opens. */
export type SealedPlace = { column: string; rowId: string };

/** Gives a tenant its data key, wrapped by the first of ENCRYPTION_KEYS. A further call rotates: old texts still open. */
export async function createTenantKey(tx: Tx, tenantId: Id<"tenant">): Promise<void> {
  const id = newId("key");
  const [current] = wrappingKeys();
  invariant(current, "ENCRYPTION_KEYS holds a key");
  const wrapped = seal(current, associate(tenantId, keyPlace(id)), randomKey());
  await tx.insert(tenantKey).values({ tenantId, id, wrapped });
}

/** Seals a secret under the tenant's newest data key; INTERNAL when the tenant's keys were deleted. */
export async function sealFor(
  tx: Tx,
  tenantId: Id<"tenant">,
  place: SealedPlace,
  plain: string,
): Promise<string> {
  const [key] = await listKeys(tx, tenantId);
  invariant(key, "the tenant has a data key");
  return seal(key, associate(tenantId, place), plain);
}

/** Opens what `sealFor` made for this tenant and place; INTERNAL for any other, and once the keys are deleted. */
export async function openFor(
  tx: Tx,
  tenantId: Id<"tenant">,
  place: SealedPlace,
  sealed: string,
): Promise<string> {
  return open(await listKeys(tx, tenantId), associate(tenantId, place), sealed).toString("utf8");
}

/** Newest first. */
async function listKeys(tx: Tx, tenantId: Id<"tenant">): Promise<Key[]> {
  const rows = await tx
    .select({ id: tenantKey.id, wrapped: tenantKey.wrapped })
    .from(tenantKey)
    .where(eq(tenantKey.tenantId, tenantId))
    .orderBy(desc(tenantKey.id));
  return rows.map((row) => ({
    kid: row.id,
    key: open(wrappingKeys(), associate(tenantId, keyPlace(row.id)), row.wrapped),
  }));
}

const wrappingKeys = (): Key[] =>
  env().ENCRYPTION_KEYS.map(({ kid, key }) => ({ kid, key: Buffer.from(key) }));
const keyPlace = (id: Id<"key">): SealedPlace => ({ column: "tenant_key.wrapped", rowId: id });
const associate = (tenantId: Id<"tenant">, place: SealedPlace) =>
  `${tenantId}|${place.column}|${place.rowId}`;
