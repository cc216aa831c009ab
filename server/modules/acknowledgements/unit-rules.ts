export const units = ["each", "case"] as const;
export type Unit = (typeof units)[number];

/** What a line of a PO counts in, and how many eaches Amazon says one case of it has; 1 when it says nothing. */
export type LineUnit = { unit: string; unitSize: number };

/** Eaches of one unit of a line: a size that comes with eaches speaks of their case, not of them. */
export function eachesOfUnit({ unit, unitSize }: LineUnit): number {
  return unit === "case" ? unitSize : 1;
}

/** The eaches of a case of this line; null when nobody has said. */
export function caseSizeOf({ unit, unitSize }: LineUnit): number | null {
  return unit === "case" || unitSize > 1 ? unitSize : null;
}

export type InLineUnit =
  | { amount: number }
  | { code: "no-case-size" }
  /** eaches that leave part of a case over, with the whole cases below and above, in eaches */
  | { code: "not-whole-cases"; params: { given: number; size: number; below: number; above: number } };

/** A quantity of a known unit in the unit of its line: exact, or why it is not. */
export function toLineUnit(amount: number, from: Unit, line: LineUnit): InLineUnit {
  const isCase = line.unit === "case";
  if (isCase === (from === "case")) return { amount };
  const size = caseSizeOf(line);
  if (size === null) return { code: "no-case-size" };
  if (!isCase) return { amount: amount * size };
  const over = amount % size;
  if (over === 0) return { amount: amount / size };
  const below = amount - over;
  return { code: "not-whole-cases", params: { given: amount, size, below, above: below + size } };
}
