import { z } from "zod";
import type { IdKind } from "@/server/platform/ids";

export const actorKinds = ["member", "agency", "job"] as const;
export const auditOutcomes = ["done", "denied"] as const;

const code = z.string().regex(/^[a-z][a-z-]{0,39}\.[a-z][a-z-]{0,39}$/);
const instant = z.iso
  .datetime()
  .refine((text) => !text.startsWith("0000"), { params: { violation: "invalid" } });

/** What the page asks for; each part narrows. */
export const auditFilter = z.object({
  /** people by id, whoever they acted as */
  person: z.array(z.uuid()).max(50).optional(),
  /** jobs by name */
  job: z
    .array(z.string().regex(/^[a-z][a-z-]{0,39}$/))
    .max(50)
    .optional(),
  kind: z.array(z.enum(actorKinds)).max(actorKinds.length).optional(),
  action: z.array(code).max(60).optional(),
  outcome: z.enum(auditOutcomes).optional(),
  from: instant.optional(),
  to: instant.optional(),
});
/** `subject` as its public id says it: the kind and the row. */
export type AuditFilter = z.infer<typeof auditFilter> & {
  subject?: { kind: IdKind; id: string } | undefined;
};

export const listAuditInput = z.object({
  cursor: z.string().max(64).nullish(),
  limit: z.number().int().min(1).max(200).default(100),
});
export type ListAuditInput = { filter: AuditFilter; cursor?: string | null | undefined; limit: number };
