import { sql } from "drizzle-orm";
import { audit } from "@/db/schema/tenants";

/** What a seal covers: every column of the row. */
export const sealableColumns = {
  tenantId: audit.tenantId,
  id: audit.id,
  at: audit.at,
  actorKind: sql<string>`${audit.actorKind}`,
  actorId: audit.actorId,
  actorName: audit.actorName,
  grantId: sql<string | null>`${audit.grantId}`,
  agencyName: audit.agencyName,
  address: audit.address,
  device: audit.device,
  action: audit.action,
  outcome: sql<string>`${audit.outcome}`,
  subjectKind: audit.subjectKind,
  subjectId: audit.subjectId,
  before: sql<string | null>`${audit.before}::text`,
  after: sql<string | null>`${audit.after}::text`,
  requestId: audit.requestId,
};
