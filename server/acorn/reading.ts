/** Something Amazon sent that our model of the API does not know, or lacks what it promises. Kept, counted, not fatal. */
export type Drift = {
  operation: string;
  /** from the record on, without line index: orderDetails.items[].newField */
  path: string;
  /** first value seen, at most 80 characters */
  value: string;
  /** how often on this page */
  count: number;
};

export type Fault = { path: string; message: string };

/** Distinct drifts kept of one page; beyond it the page is strange anyway. */
const maxDistinct = 200;

/** Collects what was odd while one page is read. Faults belong to the record under way. */
export type Reading = {
  drift(path: string, value: unknown): void;
  fault(path: string, message: string): void;
  /** the faults since the last call; none: the record can be used */
  takeFaults(): Fault[];
  drifts(): Drift[];
};

export function createReading(operation: string): Reading {
  const seen = new Map<string, Drift>();
  let faults: Fault[] = [];
  return {
    drift(path, value) {
      const shown = showValue(value);
      // Unknown words differ by value; whatever a new field holds is one drift.
      const key = typeof value === "string" && value.length <= 40 ? `${path}\n${shown}` : path;
      const known = seen.get(key);
      if (known !== undefined) known.count += 1;
      else if (seen.size < maxDistinct) seen.set(key, { operation, path, value: shown, count: 1 });
    },
    fault(path, message) {
      if (faults.length < 50) faults.push({ path, message });
    },
    takeFaults() {
      const taken = faults;
      if (taken.length > 0) faults = [];
      return taken;
    },
    drifts: () => [...seen.values()],
  };
}

/** Structure is named, not shown: it may be large. */
function showValue(value: unknown): string {
  if (value === undefined) return "(absent)";
  if (Array.isArray(value)) return "(array)";
  if (typeof value === "object" && value !== null) return "(object)";
  return String(value).slice(0, 80);
}

export type Wire = Readonly<Record<string, unknown>>;

export function isWire(value: unknown): value is Wire {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Names of the fields an object of the API has, made once per kind of object. */
export type Fields = Readonly<Record<string, true>>;

export function fieldsOf(...names: readonly string[]): Fields {
  const fields: Record<string, true> = {};
  for (const name of names) fields[name] = true;
  return fields;
}

/** Counts fields that the API did not have when this was written. */
export function noteUnknown(wire: Wire, fields: Fields, path: string, reading: Reading): void {
  for (const name in wire) {
    // Not `undefined`: a field called "constructor" finds the prototype's.
    if (fields[name] === true) continue;
    const shown = name.slice(0, 60);
    reading.drift(path === "" ? shown : `${path}.${shown}`, wire[name]);
  }
}
