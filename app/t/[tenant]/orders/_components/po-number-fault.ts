export type PoNumberFault = {
  code: "required" | "po-number" | "po-letters";
  params: { length: number; letters: string };
};

/** What is wrong with a typed PO number, or null; spaces around it and its case are forgiven. */
export function poNumberFault(typed: string): PoNumberFault | null {
  const number = typed.trim().toUpperCase();
  const letters = [...new Set(number.replaceAll(/[A-Z0-9]/g, ""))].join("");
  const params = { length: [...number].length, letters };
  if (number === "") return { code: "required", params };
  if (letters !== "") return { code: "po-letters", params };
  return number.length === 8 ? null : { code: "po-number", params };
}
