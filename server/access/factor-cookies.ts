import type { SignedIn } from "./session";

/** What a browser carries through setting up a factor, sealed, below /sign-in only. */
export const enrolCookie = "oakline.enrol";
export const codesCookie = "oakline.codes";

export const placeOfCodes = ({ person, sessionId }: SignedIn) => `codes|${person.id}|${sessionId}`;
