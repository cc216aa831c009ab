const dayMs = 86_400_000;

/** [D] a public app's consent ends after so long; a self-authorisation has no known end. */
const consentDays = 365;
/** [D] a client secret must be renewed within so long. */
const secretDays = 180;

/** When the authorisation ends as far as Amazon says; null = no end is known. */
export function authorisationEndsAt(
  authorisation: "consent" | "self",
  visibility: "public" | "private",
  authorisedAt: Date,
): Date | null {
  if (authorisation === "self" || visibility === "private") return null;
  return new Date(authorisedAt.getTime() + consentDays * dayMs);
}

export function secretEndsAt(secretSetAt: Date): Date {
  return new Date(secretSetAt.getTime() + secretDays * dayMs);
}

/** What is to be said of a date that comes nearer. */
export type Notice = {
  /** rounded down; negative once it is past */
  daysLeft: number;
  isWorkDue: boolean;
  /** the nearest mail threshold that was crossed: one mail each, and none for those passed unseen */
  mailAt: number | null;
};

const notices = {
  consent: { work: 30, mails: [1, 7, 30] },
  secret: { work: 90, mails: [1, 7, 30, 90] },
} as const;

export function noticeOf(kind: keyof typeof notices, endsAt: Date, now: Date): Notice {
  const { work, mails } = notices[kind];
  const leftMs = endsAt.getTime() - now.getTime();
  return {
    daysLeft: Math.floor(leftMs / dayMs),
    isWorkDue: leftMs <= work * dayMs,
    mailAt: mails.find((days) => leftMs <= days * dayMs) ?? null,
  };
}

/** Vendor groups look like amzn1.vg.6213651 [M]; sellers have bare ids and are refused for now. */
export function isVendorGroup(sellingPartnerId: string): boolean {
  return /^amzn1\.vg\.[A-Za-z0-9]{1,64}$/.test(sellingPartnerId);
}

export const refusals = [
  "state-malformed",
  "state-unknown",
  "state-used",
  "state-expired",
  "state-session",
  "consent-declined",
  "seller-account",
  "app-disabled",
  "code-missing",
  "code-refused",
  "client-refused",
  "amazon-down",
  "not-allowed",
  "internal",
] as const;
/** Why a consent was not completed; text in connections.json below `refused`. */
export type Refusal = (typeof refusals)[number];

export type StoredState = { usedAt: Date | null; expiresAt: Date; isSameSession: boolean };

/** Why a state cannot be spent; null = it can. Foreign sessions come first: they learn nothing of the row. */
export function refuseState(state: StoredState | null, now: Date): Refusal | null {
  if (state === null) return "state-unknown";
  if (!state.isSameSession) return "state-session";
  if (state.usedAt !== null) return "state-used";
  return state.expiresAt.getTime() <= now.getTime() ? "state-expired" : null;
}

const runLifeMs = { queued: 10 * 60_000, running: 6 * 3_600_000 } as const;

/** A run that may still be at work; one that is older was left behind by a crash and stands in nobody's way. */
export function isRunLive(run: { state: string; startedAt: Date }, now: Date): boolean {
  if (run.state !== "queued" && run.state !== "running") return false;
  return now.getTime() - run.startedAt.getTime() < runLifeMs[run.state];
}
