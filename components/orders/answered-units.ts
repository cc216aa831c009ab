import type { OrderLine } from "./order-types";

/** Amazon states 0 for what nobody has answered yet: that is no answer, and is shown as none. */
export function answeredUnits(units: number | null, isUnanswered: boolean): number | null {
  return isUnanswered && units === 0 ? null : units;
}

export function isUnanswered(line: Pick<OrderLine, "confirmation">): boolean {
  return line.confirmation === null || line.confirmation === "unconfirmed";
}
