import { randomBytes } from "node:crypto";
import { sha256 } from "@/server/platform/crypto";
import { asId, type Id } from "@/server/platform/ids";

/** 16 bytes of the tenant's id and 32 random ones; the tenant is no secret, only a way to find the row. */
const shape = /^[A-Za-z0-9_-]{64}$/;

export function newStateToken(tenantId: Id<"tenant">): string {
  return Buffer.concat([Buffer.from(tenantId.replaceAll("-", ""), "hex"), randomBytes(32)]).toString(
    "base64url",
  );
}

/** The tenant a state names, for finding the signed-in person's membership; null for any other text. */
export function tenantOfState(token: string): Id<"tenant"> | null {
  if (!shape.test(token)) return null;
  const hex = Buffer.from(token, "base64url").subarray(0, 16).toString("hex");
  return asId<"tenant">(
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
  );
}

/** What is stored of a state. */
export function hashState(token: string): Buffer {
  return sha256(token);
}
