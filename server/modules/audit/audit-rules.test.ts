import { describe, expect, test } from "vitest";
import { newId } from "@/server/platform/ids";
import {
  type ChainFaultKind,
  canonicalForm,
  chainStart,
  followLinks,
  forgeLinks,
  type Link,
  linkHash,
  type SealableRow,
} from "./audit-rules";

const sealedAt = new Date("2026-11-23T09:00:30Z");
const tenantId = newId("tenant");
const makeRow = (over: Partial<SealableRow> = {}): SealableRow => ({
  tenantId,
  id: newId("audit"),
  at: new Date("2026-11-23T09:00:00Z"),
  actorKind: "member",
  actorId: newId("user"),
  actorName: "Mara Osei",
  grantId: null,
  agencyName: null,
  address: "203.0.113.7",
  device: "Firefox, Windows",
  action: "connection.remove",
  outcome: "done",
  subjectKind: "connection",
  subjectId: newId("connection"),
  before: '{"label": "Alder Lane"}',
  after: null,
  requestId: "r1",
  ...over,
});

const seal = (rows: readonly SealableRow[]): Link[] =>
  forgeLinks(chainStart, rows, sealedAt).map((link, i) => ({ ...link, row: rows[i] ?? null }));
const at = (links: readonly Link[], index: number): Link => {
  const link = links[index];
  if (!link) throw new Error("no such link");
  return link;
};
const swap = (links: readonly Link[], a: number, b: number): Link[] =>
  links.map((link, i) => ({
    ...link,
    row: i === a ? at(links, b).row : i === b ? at(links, a).row : link.row,
  }));
const changed = (links: readonly Link[], index: number, over: Partial<SealableRow>): Link[] =>
  links.map((link, i) => (i === index && link.row ? { ...link, row: { ...link.row, ...over } } : link));

const five = seal(Array.from({ length: 5 }, (_, i) => makeRow({ requestId: `r${i}` })));

describe("a chain", () => {
  test("that nobody touched holds to its end, in one go or page by page", () => {
    const whole = followLinks(chainStart, five);
    expect(whole).toMatchObject({ head: { position: 5 } });
    const first = followLinks(chainStart, five.slice(0, 2));
    if (!("head" in first)) throw new Error("broken");
    expect(followLinks(first.head, five.slice(2))).toEqual(whole);
  });

  const inserted = makeRow({ requestId: "slipped in", at: new Date("2026-11-20T09:00:00Z") });
  const late = new Date(sealedAt.getTime() + 3 * 86_400_000);
  const cases: [name: string, links: Link[], position: number, kind: ChainFaultKind][] = [
    ["a changed word", changed(five, 2, { actorName: "Somebody else" }), 3, "altered"],
    ["a changed outcome", changed(five, 0, { outcome: "denied" }), 1, "altered"],
    [
      "a value moved from before to after",
      changed(five, 1, { before: null, after: '{"label": "Alder Lane"}' }),
      2,
      "altered",
    ],
    ["a row that is gone", five.map((link, i) => (i === 3 ? { ...link, row: null } : link)), 4, "gone"],
    ["a link that is gone", five.filter((_, i) => i !== 1), 2, "gap"],
    ["the first link gone", five.slice(1), 1, "gap"],
    ["two rows exchanged", swap(five, 1, 3), 2, "altered"],
    [
      "another instant of sealing",
      five.map((link, i) => (i === 4 ? { ...link, sealedAt: late } : link)),
      5,
      "altered",
    ],
    [
      "a row slipped in between, the links behind it moved on",
      [
        ...five.slice(0, 2),
        { ...at(five, 2), row: inserted },
        ...five.slice(2).map((link) => ({ ...link, position: link.position + 1 })),
      ],
      3,
      "altered",
    ],
    [
      "a row of three days ago sealed today",
      [
        ...five,
        {
          position: 6,
          sealedAt: late,
          row: inserted,
          hash: linkHash(at(five, 4).hash, { position: 6, sealedAt: late }, inserted),
        },
      ],
      6,
      "backdated",
    ],
  ];
  test.each(cases)("shows %s at its position", (_, links, position, kind) => {
    expect(followLinks(chainStart, links)).toEqual({ fault: { position, kind } });
  });

  test("takes a row that was written shortly before the last seal: its transaction was still open", () => {
    const [row, slow] = [makeRow(), makeRow({ at: new Date(sealedAt.getTime() - 20 * 60_000) })];
    expect(followLinks(chainStart, seal([row, slow]))).toMatchObject({ head: { position: 2 } });
  });
});

test("every field of a row changes its canonical form", () => {
  const row = makeRow();
  for (const key of Object.keys(row)) {
    const value = key === "at" ? new Date("2026-11-23T09:00:00.001Z") : `${newId("audit")}`;
    expect([key, canonicalForm({ ...row, [key]: value })]).not.toEqual([key, canonicalForm(row)]);
  }
});
