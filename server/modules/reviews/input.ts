import { z } from "zod";
import type { ReviewDecision } from "@/db/schema/access-reviews";

// Named again, and not taken from the tables: forms in the browser read this file.
const decisions = ["keep", "revoke"] as const satisfies readonly ReviewDecision[];

export const decisionShape = z.object({ decision: z.enum(decisions) });
