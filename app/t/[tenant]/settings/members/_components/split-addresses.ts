/**
 * The addresses in a pasted text: parted by lines, commas, semicolons of either width, or blanks; of "Ada <ada@x.example>"
 * the part in brackets. Each once, whatever its case, in the order in which they were written.
 */
export function splitAddresses(text: string): string[] {
  const pieces = text
    .split(/[\n\r,;，；、]+/)
    .flatMap((piece) => /<([^<>]*)>/.exec(piece)?.[1] ?? piece.split(/\s+/))
    .map((piece) => piece.trim())
    .filter((piece) => piece !== "");
  const seen = new Set<string>();
  return pieces.filter((piece) => {
    const key = piece.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
