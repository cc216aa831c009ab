/** Parts of a grid's address that say where one stands in it, not what it shows. */
const placeKeys = ["at", "view", "cursor", "limit", "_rsc"];

/**
 * The one spelling of a grid's state: its query without the place in the list, parts by name, each once, nothing empty.
 * Two addresses that show the same in the same order have the same one.
 */
export function canonicalQuery(query: string): string {
  const given = new URLSearchParams(query);
  const names = [...new Set(given.keys())].filter((name) => !placeKeys.includes(name)).sort();
  const kept = new URLSearchParams();
  for (const name of names) {
    const value = given.get(name);
    if (value) kept.set(name, value);
  }
  // commas may stand in a query as they are, and read better so
  return kept.toString().replaceAll("%2C", ",");
}
