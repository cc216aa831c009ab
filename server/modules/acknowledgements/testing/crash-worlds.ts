import { type Switches, type SwitchName, switchTable } from "@/server/acorn/simulator/switches";

/** What nobody knows of Amazon and an answer meets on its way: taking it in, showing it, its transaction, the token. */
const touching = [
  "wordCaseIgnoresAnswer",
  "failureDetailsMissing",
  "instantsWithoutZone",
  "negativeQuantity",
  "gzipAnswers",
  "rateLimitHeaderMissing",
  "missingUserAgentRefused",
  "noWindowRefused",
  "emptyListOmitted",
  "emptyPagination",
] as const satisfies SwitchName[];

type CrashWorld = { name: string; switches: Partial<Switches> };

const flipped = (names: readonly SwitchName[]): Partial<Switches> =>
  Object.fromEntries(names.map((name) => [name, !switchTable[name].default]));

/** Amazon as we believe it to be, with each of the switches the other way, and with all of them. */
export const worlds: readonly [CrashWorld, ...CrashWorld[]] = [
  { name: "as believed", switches: {} },
  ...touching.map((name) => ({
    name: `${name} ${switchTable[name].default ? "off" : "on"}`,
    switches: flipped([name]),
  })),
  { name: "all the other way", switches: flipped(touching) },
];

export function findWorld(name: string): Partial<Switches> {
  const world = worlds.find((one) => one.name === name);
  if (!world) throw new RangeError(`no world ${name}`);
  return world.switches;
}
