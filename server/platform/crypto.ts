import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { AppError } from "./errors";

const version = "1";

/** A 256-bit AES key and the id under which it is known. */
export type Key = { kid: string; key: Buffer };

/**
 * AES-256-GCM with a random 12-byte IV: `1.kid.iv.tag.data`, base64url parts.
 * @param aad what the text belongs to (tenant, column, row); another place cannot open it
 */
export function seal(key: Key, aad: string, plain: string | Buffer): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key.key, iv, { authTagLength: 16 });
  cipher.setAAD(Buffer.from(`${version}|${key.kid}|${aad}`));
  const data = Buffer.concat([cipher.update(plain), cipher.final()]);
  return [
    version,
    key.kid,
    ...[iv, cipher.getAuthTag(), data].map((part) => part.toString("base64url")),
  ].join(".");
}

/** Opens what `seal` made; throws INTERNAL when the key, the place or a byte is not the same. */
export function open(keys: readonly Key[], aad: string, sealed: string): Buffer {
  const [found, kid, iv, tag, data] = sealed.split(".");
  const key = keys.find((candidate) => candidate.kid === kid);
  if (found !== version || !key || !iv || !tag || data === undefined) {
    throw new AppError("INTERNAL", "sealed value of an unknown key or form");
  }
  const decipher = createDecipheriv("aes-256-gcm", key.key, Buffer.from(iv, "base64url"), {
    authTagLength: 16,
  });
  decipher.setAAD(Buffer.from(`${version}|${kid}|${aad}`));
  decipher.setAuthTag(Buffer.from(tag, "base64url"));
  try {
    return Buffer.concat([decipher.update(Buffer.from(data, "base64url")), decipher.final()]);
  } catch (cause) {
    throw new AppError("INTERNAL", "sealed value does not belong here", { cause });
  }
}

export function sha256(content: string | Uint8Array): Buffer {
  return createHash("sha256").update(content).digest();
}

/** A secret for links and states: 32 random bytes, base64url. */
export function randomToken(): string {
  return randomBytes(32).toString("base64url");
}

/** A fresh 256-bit AES key. */
export function randomKey(): Buffer {
  return randomBytes(32);
}
