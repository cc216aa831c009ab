import { open, seal } from "@/server/platform/crypto";
import { env } from "@/server/platform/env";
import { invariant } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";

type Place = { tenantId: Id<"tenant">; mailId: Id<"mail"> };

/** Seals the path of a mail's link for this mail alone: a copy of the outbox opens no door. */
export function sealPath(place: Place, path: string): string {
  const [current] = keys();
  invariant(current, "ENCRYPTION_KEYS holds a key");
  return seal(current, associate(place), path);
}

/** Opens what `sealPath` made for this mail; INTERNAL for any other. */
export function openPath(place: Place, sealed: string): string {
  return open(keys(), associate(place), sealed).toString("utf8");
}

const keys = () => env().ENCRYPTION_KEYS.map(({ kid, key }) => ({ kid, key: Buffer.from(key) }));
const associate = ({ tenantId, mailId }: Place) => `${tenantId}|mail.facts|${mailId}`;
