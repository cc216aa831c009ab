import { z } from "zod";
import { readDocument } from "./answer-document";
import { type LineVerdict, toEaches } from "./compare-rules";
import { amountOf, answers } from "./rules";

const figure = z.number().nullable();
const evidence: z.ZodType<{ lines: LineVerdict[]; lookedAt: string }> = z.object({
  lines: z.array(
    z.object({
      sequence: z.string(),
      kind: z.enum(["verified", "mismatch", "not-yet"]),
      sent: z.object({ accepted: z.number(), rejected: z.number(), backordered: z.number() }),
      shown: z.object({ accepted: figure, rejected: figure, backordered: figure }),
    }),
  ),
  lookedAt: z.iso.datetime(),
});

/** An answer as screens tell of it: its lines and eaches, and what Amazon showed at the last look (null before it). */
export function showAnswer(kept: { document: unknown; evidence: unknown }) {
  const lines = toEaches(readDocument(kept.document).lines);
  const [accepted = 0, backordered = 0, rejected = 0] = answers.map((one) =>
    lines.reduce((sum, line) => sum + amountOf(line, one), 0),
  );
  const seen = kept.evidence === null ? null : evidence.parse(kept.evidence);
  return {
    sum: { lines: lines.length, accepted, backordered, rejected, ordered: accepted + backordered + rejected },
    seen: seen && { lines: seen.lines, lookedAt: new Date(seen.lookedAt) },
  };
}
