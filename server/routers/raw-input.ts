import type { Violation } from "@/server/platform/errors";

const maxFaults = 20;
/** deeper than any form of ours */
const maxDepth = 20;

/**
 * The texts of an input that Postgres cannot hold: with NUL, or with half a surrogate pair.
 * Names of fields count too. What is nested deeper than any form is named once, at its field.
 */
export function listUnstorable(input: unknown): Violation[] {
  const faults: Violation[] = [];
  look(input, []);
  return faults;

  function look(value: unknown, path: readonly string[]): void {
    if (faults.length >= maxFaults) return;
    if (typeof value === "string" && !isStorable(value)) {
      faults.push({ code: "controlCharacter", field: path.join(".") });
    }
    if (typeof value !== "object" || value === null) return;
    if (path.length >= maxDepth) {
      faults.push({ code: "unreadable", field: path[0] ?? "" });
      return;
    }
    for (const [key, part] of Object.entries(value)) {
      if (isStorable(key)) look(part, [...path, key]);
      else faults.push({ code: "controlCharacter", field: path.join(".") });
    }
  }
}

const isStorable = (text: string) => !text.includes("\0") && text.isWellFormed();
