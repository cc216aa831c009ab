import { exact, formatCompact, numberFormat } from "./format-number";
import type { Locale } from "./preferences";

export type MoneyValue = { amount: string; currency: string };

/** Code and figure apart, because the code is printed smaller: {currency: "USD", figure: "1,234.50"}. Never throws. */
export function formatMoney(money: MoneyValue, locale: Locale): { currency: string; figure: string } {
  const digits = currencyDigits(money.currency);
  const figure = numberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })
    .format(exact(money.amount))
    .replace("-", "−");
  return { currency: money.currency, figure };
}

/** The same in short form, for chart heads: {currency: "JPY", figure: "15.2 M"}. */
export function formatMoneyCompact(money: MoneyValue, locale: Locale): { currency: string; figure: string } {
  return { currency: money.currency, figure: formatCompact(money.amount, locale) };
}

/** Digits after the point by ISO 4217; 2 for a code that is none. */
export function currencyDigits(currency: string): number {
  try {
    const options = { style: "currency", currency } as const;
    return numberFormat("en", options).resolvedOptions().maximumFractionDigits ?? 2;
  } catch (error) {
    if (error instanceof RangeError) return 2;
    throw error;
  }
}
