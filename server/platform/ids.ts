import { v7 } from "uuid";

/** Prefixes of ids as they leave the system; the table itself stores the bare uuid. */
export const idPrefixes = {
  user: "us",
  tenant: "tn",
  member: "mb",
  connection: "cn",
  app: "ap",
  order: "po",
  orderLine: "pl",
  syncRun: "sr",
  workItem: "wi",
  archive: "ar",
  apiCall: "ac",
  audit: "au",
  quarantine: "qu",
  change: "ch",
  mail: "ml",
  oauthState: "os",
  key: "ky",
  invitation: "iv",
  grant: "gr",
  agencyVisit: "av",
  accessReview: "rv",
  reviewItem: "ri",
  savedView: "sv",
  legalEntity: "le",
  session: "se",
  submission: "sb",
} as const;

export type IdKind = keyof typeof idPrefixes;
declare const kindOf: unique symbol;
/** A lower-case uuid that can only be used where its kind is asked for. */
export type Id<K extends IdKind> = string & { readonly [kindOf]: K };

/** A new, time-ordered id. */
export function newId<K extends IdKind>(_kind: K, atMs?: number): Id<K> {
  // The brand exists in types only; v7 always returns a canonical lower-case uuid.
  return (atMs === undefined ? v7() : v7({ msecs: atMs })) as Id<K>;
}

const digits = "0123456789abcdefghjkmnpqrstvwxyz";
const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** `po_` and the uuid in 26 letters (Crockford base 32, lower case). */
export function publicId<K extends IdKind>(kind: K, id: Id<K>): string {
  let rest = BigInt(`0x${id.replaceAll("-", "")}`);
  let text = "";
  for (let i = 0; i < 26; i++) {
    text = digits[Number(rest & 31n)] + text;
    rest >>= 5n;
  }
  return `${idPrefixes[kind]}_${text}`;
}

/** @returns the uuid, or null for anything but a well-formed id of this kind. */
export function parsePublicId<K extends IdKind>(kind: K, text: string): Id<K> | null {
  const prefix = `${idPrefixes[kind]}_`;
  if (!text.startsWith(prefix) || text.length !== prefix.length + 26) return null;
  let value = 0n;
  for (const letter of text.slice(prefix.length)) {
    const digit = digits.indexOf(letter);
    if (digit < 0) return null;
    value = (value << 5n) | BigInt(digit);
  }
  if (value >= 1n << 128n) return null;
  const hex = value.toString(16).padStart(32, "0");
  return asId<K>(
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
  );
}

/** Brands a uuid that came from a column or a checked input; throws on any other text. */
export function asId<K extends IdKind>(text: string): Id<K> {
  if (!uuidShape.test(text)) throw new TypeError("not a uuid");
  return text as Id<K>;
}
