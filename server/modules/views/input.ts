import { z } from "zod";
import { canonicalQuery } from "./view-rules";

/** Grids whose state can be kept. */
export const grids = ["orders", "audit"] as const;
export type Grid = (typeof grids)[number];

const controls = /[\p{Cc}\p{Cs}\u2028\u2029]/u;
// Named again, and not taken from the tables: forms in the browser read this file.
const roles = ["owner", "admin", "manager", "operator", "viewer"] as const;

export const grid = z.enum(grids);
/** A tab's word: short, one line. */
export const viewName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .refine((text) => !controls.test(text), { params: { violation: "controlCharacter" } });
export const viewQuery = z.string().max(4000).transform(canonicalQuery);
export const version = z.number().int().min(1).max(1_000_000);

export const saveViewInput = z.object({
  grid,
  name: viewName,
  query: viewQuery,
  isShared: z.boolean().default(false),
});
export type SaveViewInput = z.infer<typeof saveViewInput>;

export const defaultInput = z.object({ grid, role: z.enum(roles) });
