import { useLocale } from "next-intl";
import { accountLabel, accountName } from "@/components/orders/market-name";
import type { ConnectionRow } from "./connection-types";

export const regionCodes = { na: "NA", eu: "EU", fe: "FE" } as const;

/** "Germany", "德国". */
export function useCountryName(): (code: string) => string {
  const names = new Intl.DisplayNames(useLocale(), { type: "region" });
  return (code) => names.of(code) ?? code;
}

/** What stands after the market: the name people gave, else the vendor code, else the tail of Amazon's id. */
export function connectionName(row: Pick<ConnectionRow, "country" | "label" | "vendorCodes">): string {
  const label = accountLabel(row.country, row.label) || row.vendorCodes[0] || "";
  return accountName(row.country, label);
}
