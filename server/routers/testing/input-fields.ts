import { z } from "zod";
import type { IdKind } from "@/server/platform/ids";

type Node = z.core.$ZodType;
/** Where a value stands in an input; "[]" is any place of a list. */
export type FieldPath = readonly string[];
export type Leaf = { path: FieldPath; schema: Node };

/** Every innermost schema of an input with its path: through objects, lists, unions, defaults and transforms. */
export function listLeaves(schema: Node, path: FieldPath = []): Leaf[] {
  if (idKindOf(schema)) return [{ path, schema }];
  // zod types `_zod.def` as its widest base; each branch narrows it by the `type` that zod itself wrote there
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "object":
      return Object.entries(def.shape).flatMap(([key, part]) => listLeaves(part, [...path, key]));
    case "array":
      return [{ path, schema }, ...listLeaves(def.element, [...path, "[]"])];
    case "union":
      return def.options.flatMap((option) => listLeaves(option, path));
    case "optional":
    case "nullable":
    case "default":
    case "prefault":
    case "readonly":
      return listLeaves(def.innerType, path);
    case "pipe":
      return listLeaves(def.in, path);
    default:
      return [{ path, schema }];
  }
}

/** The kind of id that a field names, or null for any other field. */
export function idKindOf(schema: Node): IdKind | null {
  // written by publicIdOf alone
  const kind = z.globalRegistry.get(schema)?.idKind as IdKind | undefined;
  return kind ?? null;
}

/** A copy of the input with another value at the path; lists get that one value. */
export function replaceAt(input: unknown, [key, ...rest]: FieldPath, value: unknown): unknown {
  if (key === undefined) return value;
  if (key === "[]") return [replaceAt(undefined, rest, value)];
  return { ...(typeof input === "object" ? input : {}), [key]: replaceAt(partOf(input, key), rest, value) };
}

function partOf(input: unknown, key: string): unknown {
  return typeof input === "object" && input !== null ? Reflect.get(input, key) : undefined;
}

type Check = {
  check?: string;
  format?: string;
  maximum?: number;
  value?: number;
  pattern?: RegExp;
  length?: number;
};

/** What zod was told to check of a value, its own format first. */
export function checksOf(schema: Node): Check[] {
  const { def } = schema._zod;
  const more = def.checks?.map((check) => check._zod.def) ?? [];
  // zod types checks by their widest base; every field is read as one that may be missing
  return [def, ...more] as Check[];
}

/** Why a leaf would take in more than a column or our memory can hold; null when it is bounded. */
export function whyUnbounded({ schema }: Leaf): string | null {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const checks = checksOf(schema);
  if (idKindOf(schema)) return null;
  if (def.type === "string") {
    const isBounded = checks.some(
      ({ check, format, pattern }) =>
        check === "max_length" || ["datetime", "uuid"].includes(format ?? "") || isShort(pattern),
    );
    return isBounded ? null : "text without a greatest length";
  }
  if (def.type === "number") {
    const most = checks.flatMap(({ check, value = 0 }) => (check === "less_than" ? [value] : []));
    return Math.min(...most) <= 2_147_483_647 ? null : "number beyond int4";
  }
  if (def.type === "array") {
    return checks.some(({ check }) => check === "max_length") ? null : "list without an end";
  }
  const isAnything = ["any", "unknown", "record", "map", "set", "lazy", "custom"].includes(def.type);
  return isAnything ? `anything (${def.type})` : null;
}

/** A whole text in a form that repeats nothing without an end. */
const isShort = (pattern: RegExp | undefined) =>
  pattern !== undefined && /^\^.*\$$/.test(pattern.source) && !/[*+]|,\}/.test(pattern.source);
