/** The market as vendors write it: Amazon and its vendors say UK. */
export function marketName(country: string): string {
  return country === "GB" ? "UK" : country;
}

/** What stands after the market: the name people gave, without the market it may begin with; "" when there is none. */
export function accountLabel(market: string, label: string): string {
  return label.trim().replace(new RegExp(`^(${market}|${marketName(market)})([\\s·-]+|$)`), "");
}

/** "US · OAKL5"; the market is not said twice. */
export function accountName(market: string, label: string): string {
  const bare = accountLabel(market, label);
  return bare ? `${marketName(market)} · ${bare}` : marketName(market);
}
