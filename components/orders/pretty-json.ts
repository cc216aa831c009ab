/** @returns the same JSON in lines of two spaces, or null when the text is none. Figures keep their digits. */
export function prettyJson(text: string): string | null {
  try {
    JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  return indent(text);
}

/** Lays out valid JSON without reading its values, so that 14.90 does not become 14.9. */
function indent(text: string): string {
  const parts: string[] = [];
  let depth = 0;
  const newLine = () => parts.push("\n", "  ".repeat(depth));
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gs)) {
    const last = parts.at(-1);
    if (token === "}" || token === "]") {
      depth--;
      if (last !== "{" && last !== "[") newLine();
      parts.push(token);
    } else {
      if (last === "{" || last === "[" || last === ",") newLine();
      parts.push(token === ":" ? ": " : token);
      if (token === "{" || token === "[") depth++;
    }
  }
  return parts.join("");
}
