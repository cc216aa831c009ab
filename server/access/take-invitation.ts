import { AppError, invalid, notFound } from "@/server/platform/errors";
import { type Id, publicId } from "@/server/platform/ids";
import { createPerson } from "./create-person";
import { findPersonByEmail } from "./create-sign-in-link";
import { findInvitation } from "./find-invitation";
import { personName } from "./person-name";
import type { RequestScope } from "./request-scope";

/** Gives the invited person their place; the route hands in the verb of modules/members, which access may not know. */
export type AcceptInvitation = (
  input: { token: string; person: { id: Id<"user">; name: string; email: string } },
  scope: RequestScope,
) => Promise<Id<"tenant">>;

/**
 * Accepts as the person who is signed in, or makes the invited person first. An address that has an account is never signed
 * in by an invitation: its link lives 7 days, and an account may open more than this one workspace (`has-account`).
 * @returns where to go, and the address to sign in when the person is new
 */
export async function takeInvitation(
  { token, name }: { token: string; name: string },
  scope: RequestScope,
  accept: AcceptInvitation,
): Promise<{ path: string; newcomer: string | null }> {
  const signedIn = await scope.findPerson();
  if (signedIn) return { path: pathOf(await accept({ token, person: signedIn }, scope)), newcomer: null };
  const found = await findInvitation(token, scope.clock.now());
  if (!found) throw notFound("invitation");
  const { email, state } = found;
  if (state !== "open") throw precondition(`invitation-${state}`);
  if (await findPersonByEmail(email)) throw precondition("has-account");
  const parsed = personName.safeParse(name);
  if (!parsed.success) throw invalid([{ code: "required", field: "name" }]);
  // First the person: one without a workspace is harmless, a place without its person is not.
  const id = await createPerson({ email, name: parsed.data });
  const tenantId = await accept({ token, person: { id, name: parsed.data, email } }, scope);
  return { path: pathOf(tenantId), newcomer: email };
}

const pathOf = (tenantId: Id<"tenant">) => `/t/${publicId("tenant", tenantId)}`;
const precondition = (reason: string) => new AppError("PRECONDITION", reason, { reason });
