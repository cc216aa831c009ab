import Decimal from "decimal.js";

/** Exact decimal text, never a float: "1234.50". */
export type DecimalText = string;
/** ISO 4217 code, upper case. */
export type Money = { amount: DecimalText; currency: string };

const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -40, toExpPos: 40 });
const decimalShape = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** @returns plain decimal text ("1e2" becomes "100"), or null when it is no number or too large for numeric(19,6). */
export function parseDecimal(text: string): DecimalText | null {
  const trimmed = text.trim();
  if (trimmed.length > 60 || !decimalShape.test(trimmed)) return null;
  const value = new Exact(trimmed);
  if (!value.isFinite() || value.abs().gte("1e13")) return null;
  return value.isZero() ? "0" : value.toFixed();
}

export function addDecimals(...amounts: readonly DecimalText[]): DecimalText {
  return amounts.reduce((sum, amount) => sum.plus(amount), new Exact(0)).toFixed();
}

export function multiplyDecimals(a: DecimalText, b: DecimalText | number): DecimalText {
  return new Exact(a).times(b).toFixed();
}

/** -1, 0 or 1, by value: "1.0" equals "1". */
export function compareDecimals(a: DecimalText, b: DecimalText): number {
  return new Exact(a).cmp(b);
}
