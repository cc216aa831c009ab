import type { Ctx } from "@/server/access/context";
import type { AcornClient } from "@/server/acorn/client";
import type { Id } from "@/server/platform/ids";
import type { UnknownRule } from "./rules";

/** What the road hands to a kind: the document in our words and what Amazon knows it by. */
export type Sent = {
  connectionId: Id<"connection">;
  subjectId: string;
  naturalKey: string;
  document: Record<string, unknown>;
};
export type ReadBack = {
  kind: "verified" | "mismatch" | "not-yet";
  /** both sides, for the screen */
  evidence: Record<string, unknown>;
};

/** All that the road must know of a sort of document. */
export type SubmissionKind = {
  name: string;
  unknownRule: UnknownRule;
  /** sends the frozen bytes once; the errors of the client tell whether they may have arrived */
  send(client: AcornClient, body: Uint8Array): Promise<{ transactionId: string; requestId: string | null }>;
  /** what Amazon now holds against what was sent; null where Amazon shows nothing */
  readBack: ((ctx: Ctx, client: AcornClient, sent: Sent) => Promise<ReadBack>) | null;
};
