import { useLocale } from "next-intl";
import { accountName } from "@/components/orders/market-name";
import type { ConnectionRow } from "./connection-types";

export const regionCodes = { na: "NA", eu: "EU", fe: "FE" } as const;

/** "Germany", "德国". */
export function useCountryName(): (code: string) => string {
  const names = new Intl.DisplayNames(useLocale(), { type: "region" });
  return (code) => names.of(code) ?? code;
}

/** "US · Alder Lane": the name people gave, after the market. */
export function connectionName(row: Pick<ConnectionRow, "country" | "label">): string {
  return accountName(row.country, row.label);
}
