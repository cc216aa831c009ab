/** The market as vendors write it: Amazon and its vendors say UK. */
export function marketName(country: string): string {
  return country === "GB" ? "UK" : country;
}

/** "US · OAKL5"; a label that is the market itself is not said twice. */
export function accountName(market: string, label: string): string {
  const name = marketName(market);
  return label.trim() === "" || label === name || label === market ? name : `${name} · ${label}`;
}
