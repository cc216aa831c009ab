export type DiffPart = { kind: "same"; lines: string[] } | { kind: "removed" | "added"; lines: string[] };

/** past this many differing lines on both sides the middle is shown as replaced whole: a table of them would be too large */
const mostCells = 4_000_000;

/** What turns `before` into `after`, line by line, by the longest common subsequence of what lies between equal ends. */
export function diffLines(before: readonly string[], after: readonly string[]): DiffPart[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail++;
  const parts: DiffPart[] = [];
  const push = (kind: DiffPart["kind"], lines: readonly string[]) => {
    if (lines.length === 0) return;
    const last = parts.at(-1);
    if (last?.kind === kind) last.lines.push(...lines);
    else parts.push({ kind, lines: [...lines] });
  };
  push("same", before.slice(0, head));
  middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail), push);
  push("same", before.slice(before.length - tail));
  return parts;
}

type Push = (kind: DiffPart["kind"], lines: readonly string[]) => void;

function middle(a: readonly string[], b: readonly string[], push: Push): void {
  if (a.length * b.length > mostCells) {
    push("removed", a);
    push("added", b);
    return;
  }
  const width = b.length + 1;
  // longest[i * width + j]: common lines of a from i and b from j
  const longest = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      push("same", a.slice(i, i + 1));
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      push("removed", a.slice(i, i + 1));
      i++;
    } else {
      push("added", b.slice(j, j + 1));
      j++;
    }
  }
}
