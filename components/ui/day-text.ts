/** A day as people type it, "2026/3/5" or "20260305", as "2026-03-05"; any other text stays as it is. */
export function tidyDay(text: string): string {
  const plain = text.normalize("NFKC").trim();
  const [, year, month = "", day = ""] = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(plain) ?? [];
  return year ? [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-") : plain;
}
