type Place = "before" | "transport" | "payload" | "token" | "fate";
type FaultFacts = { row: string; place: Place; meaning: string };

/**
 * Every fault by name: the row of the matrix it stands for, where it strikes and what the client sees.
 * F11 is the simulated clock, F13 is `throttle` for one group with `forMs`.
 * before = instead of the operation; payload = a bent but well-formed answer; transport = a broken answer; fate = what
 * becomes of a document that was taken in.
 */
export const faultTable = {
  throttle: {
    row: "F1",
    place: "before",
    meaning: "429 QuotaExceeded; Retry-After when retryAfterSeconds is given",
  },
  "internal-error": { row: "F2", place: "before", meaning: "500 InternalFailure" },
  "bad-gateway-html": { row: "F2", place: "before", meaning: "502 with an html page" },
  unavailable: { row: "F2", place: "before", meaning: "503" },
  "gateway-timeout": { row: "F2", place: "before", meaning: "504 without a body" },
  "reset-before": { row: "F3", place: "before", meaning: "connection reset, nothing was done" },
  "reset-after": { row: "F4", place: "transport", meaning: "the call is done, then the connection is reset" },
  "never-answer": { row: "F5", place: "before", meaning: "the connection stays open without an answer" },
  "slow-body": { row: "F5", place: "transport", meaning: "one byte a second" },
  "stalled-body": { row: "F5", place: "transport", meaning: "half of the body, then silence" },
  "cut-body": { row: "F6", place: "transport", meaning: "half of the announced body, then the end" },
  "cut-gzip": { row: "F6", place: "transport", meaning: "half of a gzip stream as if it were whole" },
  "malformed-json": { row: "F6", place: "transport", meaning: "200 with text that is no JSON" },
  "wrong-content-type": { row: "F6", place: "transport", meaning: "200 with an html page" },
  "huge-body": { row: "F6", place: "transport", meaning: "a body of over 50 MB" },
  "split-character": { row: "F6", place: "transport", meaning: "chunks that end inside a character" },
  "duplicate-page": { row: "F7", place: "payload", meaning: "the page before comes again" },
  "looping-token": { row: "F7", place: "payload", meaning: "nextToken is that of the first page" },
  "empty-page": {
    row: "F7",
    place: "payload",
    meaning: "no records and a token to go on; always = without end",
  },
  "many-pages": { row: "F7", place: "payload", meaning: "one record a page" },
  "change-between-pages": {
    row: "F8",
    place: "payload",
    meaning: "an order of the page before returns, newer",
  },
  "same-order-twice": { row: "F8", place: "payload", meaning: "the first order of the page comes twice" },
  "older-after-newer": { row: "F8", place: "payload", meaning: "a newer version first, then the older one" },
  "expired-token": {
    row: "F9",
    place: "before",
    meaning: "403: the access token just expired, and stays so",
  },
  "access-denied": { row: "F9", place: "before", meaning: "403 without word of expiry" },
  "revoked-grant": { row: "F10", place: "token", meaning: "invalid_grant" },
  "invalid-client": { row: "F10", place: "token", meaning: "invalid_client" },
  "unauthorized-client": { row: "F10", place: "token", meaning: "unauthorized_client" },
  "token-server-error": { row: "F2", place: "token", meaning: "500 server_error" },
  "token-unavailable": { row: "F2", place: "token", meaning: "503 temporarily_unavailable" },
  "fail-late": { row: "F12", place: "fate", meaning: "taken in; Failure without details after 10 minutes" },
  "no-effect": { row: "F12", place: "fate", meaning: "taken in; Processing for ever, and nothing happens" },
  "early-effect": { row: "F12", place: "fate", meaning: "taken in; what it did shows at once" },
  "late-effect": { row: "F12", place: "fate", meaning: "taken in; what it did shows after 40 minutes" },
  "wrong-effect": {
    row: "F12",
    place: "fate",
    meaning: "taken in; one unit less is accepted than was sent",
  },
  "extra-fields": { row: "drift", place: "payload", meaning: "unknown fields on every level" },
  "unknown-words": { row: "drift", place: "payload", meaning: "enum values that no model knows" },
  "garbage-record": {
    row: "drift",
    place: "payload",
    meaning: "a record without its number and a bare string",
  },
} as const satisfies Record<string, FaultFacts>;

export type FaultName = keyof typeof faultTable;
export const faultNames: readonly FaultName[] = Object.keys(faultTable).filter(isFaultName);

function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(faultTable, name);
}
