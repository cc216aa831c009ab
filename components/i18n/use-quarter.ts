import { useTranslations } from "next-intl";
import { readQuarter } from "@/server/modules/reviews/rules";

/** "4th quarter 2026": a quarter as it is stored, in words. */
export function useQuarter(): (quarter: string) => string {
  const t = useTranslations("time");
  return (quarter) => {
    const read = readQuarter(quarter);
    return read ? t("quarter", read) : quarter;
  };
}
