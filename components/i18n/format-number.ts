import type { Locale } from "./preferences";

const formats = new Map<string, Intl.NumberFormat>();

/** Intl formats are dear to make and free to share. */
export function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, options);
  formats.set(key, made);
  return made;
}

/** A decimal string or number with the locale's separators; strings keep every digit. */
export function formatNumber(
  value: string | number,
  locale: Locale,
  options: Intl.NumberFormatOptions = {},
): string {
  return numberFormat(locale, options).format(exact(value)).replace("-", "−");
}

/** "+48", "−12", "0": the sign is part of what is said, with the typographic minus. */
export function formatSigned(value: string | number, locale: Locale): string {
  return formatNumber(value, locale, { signDisplay: "exceptZero" });
}

/** "4.2 %" from 0.042; at most `digits` after the point. */
export function formatPercent(ratio: number, locale: Locale, digits = 1): string {
  return `${formatNumber(ratio * 100, locale, { maximumFractionDigits: digits })} %`;
}

/** "1.42 M", "264 k"; "142 万" in Chinese. For charts and heads only: a list shows every digit. */
export function formatCompact(value: string | number, locale: Locale): string {
  const format = numberFormat(locale, {
    notation: "compact",
    maximumSignificantDigits: 3,
    useGrouping: "always",
  });
  const parts = format.formatToParts(exact(value));
  const unit = parts.find((part) => part.type === "compact")?.value;
  const figure = parts
    .filter((part) => part.type !== "compact" && part.type !== "literal")
    .map((part) => part.value)
    .join("")
    .replace("-", "−");
  return unit ? `${figure} ${unit === "K" ? "k" : unit}` : figure;
}

/** Intl takes decimal text exactly, the compiler only its literals: the one place that says so. */
export function exact(value: string | number): number | Intl.StringNumericLiteral {
  return value as number | Intl.StringNumericLiteral;
}
