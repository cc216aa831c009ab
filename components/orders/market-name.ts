/** The market as vendors write it: Amazon and its vendors say UK. */
export function marketName(country: string): string {
  return country === "GB" ? "UK" : country;
}

/** "US · OAKL5"; a label that is the market itself, or begins with it, does not say it twice. */
export function accountName(market: string, label: string): string {
  const name = marketName(market);
  const own = label.trim().replace(new RegExp(`^(${market}|${name})([\\s·-]+|$)`), "");
  return own === "" ? name : `${name} · ${own}`;
}
