/** How one value stands in the address. */
export type AddressPart<T> = { parse: (text: string) => T | null; serialize: (value: T) => string };
export type AddressParts<S> = { [K in keyof S]-?: AddressPart<NonNullable<S[K]>> };
/** other names in the address than in the code */
export type AddressKeys<S> = { readonly [K in keyof S]?: string };

/** What the address says; what it does not say, or says wrongly, is null. */
export function readAddress<S extends object>(
  parts: AddressParts<S>,
  keys: AddressKeys<S>,
  get: (name: string) => string | null | undefined,
): S {
  const entries = namesOf(parts).map((name) => {
    const text = get(keys[name] ?? String(name));
    return [name, text === null || text === undefined ? null : parts[name].parse(text)];
  });
  // one entry for each key of the parts, made by the part of that key
  return Object.fromEntries(entries) as S;
}

/** Puts a change into the search of an address; null takes a part out, the others stay. */
export function writeAddress<S extends object>(
  parts: AddressParts<S>,
  keys: AddressKeys<S>,
  change: Partial<S>,
  search = "",
): string {
  const params = new URLSearchParams(search);
  for (const name of namesOf(parts)) {
    if (!(name in change)) continue;
    const value = change[name];
    const key = keys[name] ?? String(name);
    if (value === null || value === undefined) params.delete(key);
    else params.set(key, parts[name].serialize(value));
  }
  // commas may stand in a query as they are, and read better so
  return params.toString().replaceAll("%2C", ",");
}

/** The keys of an object whose keys are all in its type. */
function namesOf<S extends object>(parts: AddressParts<S>): (keyof S)[] {
  return Object.keys(parts) as (keyof S)[];
}
