/** How well a rule is known: official model, official page, issue thread, or not verified. */
type Evidence = "M" | "D" | "I" | "U";
type SwitchFacts = { evidence: Evidence; default: boolean; meaning: string };

/** Every rule of the simulator that rests on a report or a guess: runs must pass with each of them on and off. */
export const switchTable = {
  ascendingSortRefused: {
    evidence: "I",
    default: true,
    meaning: "sortOrder=ASC is answered with 400 for the accounts marked so",
  },
  ascendingSortIgnored: {
    evidence: "I",
    default: false,
    meaning: "sortOrder=ASC is taken and answered newest first",
  },
  wrongRegionRefused: {
    evidence: "U",
    default: true,
    meaning: "a token used at another region's host is answered with 403; off: an empty list or 404",
  },
  missingUserAgentRefused: {
    evidence: "U",
    default: true,
    meaning: "a call without user-agent is answered with 403; off: it is served",
  },
  negativeQuantity: {
    evidence: "I",
    default: false,
    meaning: "a cancelled line shows an ordered quantity of -3 instead of 0",
  },
  instantsWithoutZone: {
    evidence: "I",
    default: false,
    meaning: "instants in answers come without Z",
  },
  gzipAnswers: {
    evidence: "U",
    default: false,
    meaning: "bodies are compressed for a client that accepts gzip",
  },
  rateLimitHeaderMissing: {
    evidence: "U",
    default: false,
    meaning: "x-amzn-RateLimit-Limit is never sent (Amazon calls it best effort)",
  },
  boundsExclusive: {
    evidence: "U",
    default: false,
    meaning: "an order exactly at the lower bound of a window is left out; off: windows are half-open",
  },
  noWindowRefused: {
    evidence: "U",
    default: false,
    meaning: "a list without any date filter is answered with 400; off: the last 7 days",
  },
  openWindowRefused: {
    evidence: "U",
    default: false,
    meaning: "a window with one end whose other end lies over 7 days away is 400; off: it is cut to 7 days",
  },
  beforeSixMonthsRefused: {
    evidence: "U",
    default: false,
    meaning: "a window that begins over six months ago is 400; off: the older part is empty",
  },
  stateChangeIsChange: {
    evidence: "U",
    default: false,
    meaning: "changedAfter finds acknowledged and closed orders too; off: only Amazon's changes",
  },
  changedArgumentsRefused: {
    evidence: "U",
    default: true,
    meaning:
      "a nextToken with other arguments than its first page is 400; off: the token's own arguments rule",
  },
  wordCaseIgnoresAnswer: {
    evidence: "I",
    default: true,
    meaning: "a code in another case (REJECTED) is taken in and does nothing; off: the transaction fails",
  },
  failureDetailsMissing: {
    evidence: "I",
    default: false,
    meaning: "a Failure says NotAvailable instead of its reason",
  },
  emptyListOmitted: {
    evidence: "U",
    default: false,
    meaning: "an empty result has no list at all; off: an empty list",
  },
  emptyPagination: {
    evidence: "U",
    default: false,
    meaning: "the last page has an empty pagination object; off: none",
  },
  newGrantRevokesOlder: {
    evidence: "U",
    default: false,
    meaning: "a new consent ends the older refresh tokens of the same app and account; off: they live on",
  },
  foreignTokenIsInvalidGrant: {
    evidence: "U",
    default: false,
    meaning: "a refresh token of another app gives invalid_grant; off: unauthorized_client",
  },
  cancelRedirects: {
    evidence: "U",
    default: true,
    meaning:
      "Cancel on the consent page returns to the app with error=access_denied; off: it stays on a page",
  },
  sandboxMismatchIs500: {
    evidence: "I",
    default: false,
    meaning: "a sandbox request without a pair is 500 InternalFailure; off: 400 InvalidInput",
  },
  sandboxEmptyRequestMatches: {
    evidence: "I",
    default: true,
    meaning: "the sandbox answers mock data to a request that matches no other pair",
  },
} as const satisfies Record<string, SwitchFacts>;

export type SwitchName = keyof typeof switchTable;
export type Switches = Record<SwitchName, boolean>;

export const switchNames: readonly SwitchName[] = Object.keys(switchTable).filter(isSwitchName);

function isSwitchName(name: string): name is SwitchName {
  return Object.hasOwn(switchTable, name);
}

/** Defaults, changed by `given`. */
export function createSwitches(given: Partial<Switches> = {}): Switches {
  const entries = switchNames.map((name) => [name, given[name] ?? switchTable[name].default] as const);
  // Object.fromEntries widens its keys; the entries come from the table itself.
  return Object.fromEntries(entries) as Switches;
}
