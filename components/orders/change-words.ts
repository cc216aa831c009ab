import { useTranslations } from "next-intl";
import { formatInstant } from "@/components/i18n/format-date";
import { formatMoney } from "@/components/i18n/format-money";
import { formatNumber } from "@/components/i18n/format-number";
import type { Messages } from "@/components/i18n/message-types";
import { useReader } from "@/components/i18n/reader";
import type { FieldChange } from "./order-types";

export type ChangeWords = { field: string; line: string | null; before: string; after: string };
type Field = keyof Messages["order"]["changed"]["fields"];

/** A changed field in the reader's words and figures. A field without words of its own keeps its name. */
export function useChangeWords(): (change: FieldChange) => ChangeWords {
  const t = useTranslations("order.changed");
  const { locale, zone } = useReader();
  const isNamed = (path: string): path is Field => t.has(`fields.${path as Field}`);
  const show = (path: string, value: string | null): string => {
    if (value === null || value === "") return t("nothing");
    if (path === "windowStart" || path === "windowEnd") return formatInstant(new Date(value), zone, locale);
    if (path === "isBackorderAllowed") return value === "true" ? t("yes") : t("no");
    if (path === "netCost") {
      const [currency = "", amount = ""] = value.split(" ");
      return `${currency} ${formatMoney({ amount, currency }, locale).figure}`;
    }
    return /^\d{1,9}$/.test(value) && (path === "orderedUnits" || path === "unitSize" || path === "line")
      ? formatNumber(value, locale)
      : value;
  };
  return ({ path, line, before, after }) => {
    const isLine = path === "line";
    return {
      field: isNamed(path) ? t(`fields.${path}`) : path,
      line,
      before: isLine && before === null ? t("nothing") : show(path, before),
      after: isLine && after === null ? t("removed") : show(path, after),
    };
  };
}
