import {
  caseSizeOf,
  type InLineUnit,
  type LineUnit,
  toLineUnit,
  type Unit,
  units,
} from "@/server/modules/acknowledgements/unit-rules";

/** A quantity as it is being typed: "5", or with a unit of its own, "5 cs"; `unit` is what a bare number counts in. */
export type TypedAmount = { amount: string; unit: Unit };

const unitWords: Record<Unit, readonly string[]> = {
  each: ["e", "ea", "each", "eaches", "pc", "pcs", "件"],
  case: ["c", "cs", "case", "cases", "箱"],
};

export const unitOf = ({ unit }: LineUnit): Unit => (unit === "case" ? "case" : "each");

/** The whole number and its unit, also in full-width digits; null for anything else. */
export function readTyped({ amount, unit }: TypedAmount): { count: number; unit: Unit } | null {
  const plain = amount.normalize("NFKC").trim().toLowerCase();
  const [, digits, word] = /^(\d{1,8})\s*(\p{L}*)$/u.exec(plain) ?? [];
  const named = word ? units.find((one) => unitWords[one].includes(word)) : unit;
  return digits && named ? { count: Number(digits), unit: named } : null;
}

/** What was typed, in the unit of its line and exact; null when it is no quantity at all. */
export function readAmount(typed: TypedAmount, line: LineUnit): InLineUnit | null {
  const read = readTyped(typed);
  return read && toLineUnit(read.count, read.unit, line);
}

/** The same as a figure; 0 for what cannot be read or is not whole in the unit of the line. */
export function amountOf(typed: TypedAmount, line: LineUnit): number {
  const read = readAmount(typed, line);
  return read && "amount" in read ? read.amount : 0;
}

/** As it stands once its field is left: a unit that was typed has become the field's. */
export function tidyAmount(typed: TypedAmount): TypedAmount {
  const read = readTyped(typed);
  return read ? { amount: String(read.count), unit: read.unit } : { amount: typed.amount, unit: typed.unit };
}

/** The same quantity in the other unit; null where no case is known or a part of one would be left over. */
export function inOtherUnit(typed: TypedAmount, line: LineUnit): TypedAmount | null {
  const read = readTyped(typed);
  if (!read || caseSizeOf(line) === null) return null;
  const unit = read.unit === "case" ? "each" : "case";
  const other = toLineUnit(read.count, read.unit, { ...line, unit });
  return "amount" in other ? { amount: String(other.amount), unit } : null;
}
