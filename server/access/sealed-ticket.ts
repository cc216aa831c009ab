import { type Key, open, seal } from "@/server/platform/crypto";
import { env } from "@/server/platform/env";
import { AppError, invariant } from "@/server/platform/errors";

/** Seals a secret of sign-in; `place` names the column or form and whose it is, elsewhere it does not open. */
export function sealSecret(place: string, plain: string): string {
  const [current] = keys();
  invariant(current, "ENCRYPTION_KEYS holds a key");
  return seal(current, place, plain);
}

/** Opens what `sealSecret` made for the same place; INTERNAL for anything else. */
export function openSecret(place: string, sealed: string): string {
  return open(keys(), place, sealed).toString("utf8");
}

/** Something that a browser carries for us and can neither read nor change, until it expires. */
export function sealTicket(place: string, text: string, expires: Date): string {
  return sealSecret(`ticket|${place}`, `${expires.getTime()}|${text}`);
}

/** @returns the text of a ticket for this place, or null for an altered, foreign or old one. */
export function openTicket(place: string, ticket: string | undefined, now: Date): string | null {
  if (!ticket || ticket.length > 2000) return null;
  try {
    const plain = openSecret(`ticket|${place}`, ticket);
    const at = plain.indexOf("|");
    return Number(plain.slice(0, at)) > now.getTime() ? plain.slice(at + 1) : null;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

const keys = (): Key[] => env().ENCRYPTION_KEYS.map(({ kid, key }) => ({ kid, key: Buffer.from(key) }));
