import { and, eq, gt } from "drizzle-orm";
import { authDb } from "@/db/auth-door";
import { user, verificationToken } from "@/db/schema/auth";
import { renderNotifyLink } from "@/server/emails/security-mail";
import { sendMail } from "@/server/emails/send-mail";
import { randomToken } from "@/server/platform/crypto";
import { env } from "@/server/platform/env";
import { invalid } from "@/server/platform/errors";
import { asId, type Id } from "@/server/platform/ids";
import type { Logger } from "@/server/platform/log";
import { emailAddress } from "./email-address";
import { hashLinkToken } from "./link-token";
import type { Person } from "./session";
import { countTry } from "./sign-in-limits";
import type { Tell } from "./tell-person";

const lifeMs = 24 * 3_600_000;
// Hashed with its purpose: it signs nobody in, and no sign-in link changes an address.
const hashToken = (token: string) => hashLinkToken(`notify:${token}`);

type Outside = { defer(work: () => Promise<void>): void; log: Logger };

/** Mails a link to the address that is to get the product's mails; nothing changes until it is opened there. */
export async function requestNotifyAddress(person: Person, given: string, outside: Outside): Promise<void> {
  const parsed = emailAddress.safeParse(given);
  if (!parsed.success) throw invalid([{ code: "email", field: "email" }]);
  await countTry("notify", person.id);
  const token = randomToken();
  await authDb()
    .insert(verificationToken)
    .values({
      identifier: `notify ${person.id} ${parsed.data}`,
      token: hashToken(token),
      expires: new Date(Date.now() + lifeMs),
    });
  const link = `${env().APP_URL}/sign-in/address?${new URLSearchParams({ token })}`;
  outside.defer(async () => {
    try {
      await sendMail({ to: parsed.data, ...renderNotifyLink(link, person) });
    } catch (error) {
      outside.log.error({ err: error }, "address link not mailed");
    }
  });
}

/** The address that a link would set, without using it up; null for a used, old or altered one. */
export async function findNotifyLink(token: string): Promise<{ email: string } | null> {
  const [row] = await authDb()
    .select({ identifier: verificationToken.identifier })
    .from(verificationToken)
    .where(isThis(token));
  return row ? readIdentifier(row.identifier) : null;
}

/** Uses the link up: mails go to its address from now on. @returns false for a used, old or altered one */
export async function confirmNotifyAddress(token: string, tell: Tell): Promise<boolean> {
  const [row] = await authDb()
    .delete(verificationToken)
    .where(isThis(token))
    .returning({ identifier: verificationToken.identifier });
  const wish = row && readIdentifier(row.identifier);
  if (!wish) return false;
  await authDb().update(user).set({ notifyEmail: wish.email }).where(eq(user.id, wish.userId));
  tell(wish.userId, { kind: "notify-changed", facts: { email: wish.email } });
  return true;
}

/** Mails go to the sign-in address again. */
export async function forgetNotifyAddress(userId: Id<"user">): Promise<void> {
  await authDb().update(user).set({ notifyEmail: null }).where(eq(user.id, userId));
}

function readIdentifier(identifier: string): { userId: Id<"user">; email: string } | null {
  const [purpose, userId, email] = identifier.split(" ");
  return purpose === "notify" && userId && email ? { userId: asId<"user">(userId), email } : null;
}

const isThis = (token: string) =>
  and(eq(verificationToken.token, hashToken(token)), gt(verificationToken.expires, new Date()));
