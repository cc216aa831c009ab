import type { order, orderLine } from "@/db/schema/orders";
import { multiplyDecimals } from "@/server/platform/money";
import type { OrderFacts } from "./rules";

/** A stored order in the shape in which versions are compared; the counterpart of `orderFacts` in rules. */
export function storedFacts(
  row: typeof order.$inferSelect,
  lines: readonly (typeof orderLine.$inferSelect)[],
): OrderFacts {
  return {
    header: {
      type: row.type,
      vendorCode: row.vendorCode,
      fcCode: row.fcCode,
      windowKind: row.windowKind,
      windowStart: row.windowStartAt?.toISOString() ?? null,
      windowEnd: row.windowEndAt?.toISOString() ?? null,
      paymentMethod: row.paymentMethod,
      dealCode: row.dealCode,
    },
    lines: Object.fromEntries(
      lines.map((line) => [
        line.sequence,
        {
          orderedUnits: String(line.orderedUnits),
          asin: line.asin,
          vendorSku: line.vendorSku,
          netCost: line.netCost === null ? null : `${line.currency} ${multiplyDecimals(line.netCost, 1)}`,
          unitSize: String(line.unitSize),
          isBackorderAllowed: String(line.isBackorderAllowed),
        },
      ]),
    ),
  };
}
