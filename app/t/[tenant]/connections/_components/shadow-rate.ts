import type { ShadowRow } from "./connection-types";

export type ShadowRate = {
  same: number;
  /** answered at Amazon, so that there is something to compare with */
  compared: number;
  waiting: number;
  /** null: nothing was compared yet */
  ratio: number | null;
};

/** How often we would have been right; what waits for an answer at Amazon is no part of it. */
export function shadowRate(rows: readonly Pick<ShadowRow, "verdict">[]): ShadowRate {
  const count = (verdict: ShadowRow["verdict"]) => rows.filter((row) => row.verdict === verdict).length;
  const same = count("same");
  const compared = same + count("different");
  return { same, compared, waiting: count("waiting"), ratio: compared === 0 ? null : same / compared };
}
