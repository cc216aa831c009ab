import type { submission } from "@/db/schema/submissions";
import type { Tx } from "@/db/tenant";
import type { SubmissionState } from "@/db/words";
import type { Ctx } from "@/server/access/context";
import type { AcornClient } from "@/server/acorn/client";
import type { AcornSettings } from "@/server/modules/connections/acorn-settings";
import { invariant } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { UnknownRule } from "./rules";

export type Subject = Pick<typeof submission.$inferSelect, "connectionId" | "subjectId">;

/** What the road hands to a kind: the document in our words and what Amazon knows it by. */
export type Sent = {
  connectionId: Id<"connection">;
  subjectId: string;
  naturalKey: string;
  document: Record<string, unknown>;
  /** while it is unknown, what Amazon shows may be of an earlier document */
  state: SubmissionState;
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
  /** takes the locks that `moved` needs, before a document changes its state, so that two never wait for each other */
  lock(tx: Tx, ctx: Ctx, of: Subject): Promise<void>;
  /** what a change of state means for the subject, in the same transaction */
  moved(tx: Tx, ctx: Ctx, of: Subject): Promise<void>;
  /** what Amazon now holds against what was sent; null where Amazon shows nothing */
  readBack: ((ctx: Ctx, client: AcornClient, sent: Sent) => Promise<ReadBack>) | null;
};

/** Every sort of document that the road carries, and how Amazon is reached. */
export type Road = { kinds: readonly SubmissionKind[]; settings?: AcornSettings };

export function kindOf(road: Road, name: string): SubmissionKind {
  const kind = road.kinds.find((one) => one.name === name);
  invariant(kind, `the road carries ${name}`);
  return kind;
}
