import { eq } from "drizzle-orm";
import { authDb } from "@/db/auth-door";
import { user } from "@/db/schema/auth";
import { sendMail } from "@/server/emails/send-mail";
import { renderSignInLink } from "@/server/emails/sign-in-link";
import { env } from "@/server/platform/env";
import { invalid } from "@/server/platform/errors";
import type { Logger } from "@/server/platform/log";
import { createSignInLink } from "./create-sign-in-link";
import { emailAddress } from "./email-address";
import { countTry } from "./sign-in-limits";

export type LinkRequest = {
  email: string;
  /** where the request came from, for counting */
  client: string;
  /** language of the page that asked; the person's own choice goes first */
  locale: string;
  next: string;
};

type Outside = {
  /** runs work after the answer has gone out */
  defer(work: () => Promise<void>): void;
  log: Logger;
};

/**
 * Mails a link to a person we know. Whether we know them decides nothing before the answer is out, so that neither
 * its content nor its time tells. INVALID for what is no address, LIMIT when asked too often.
 */
export async function requestSignInLink(request: LinkRequest, { defer, log }: Outside): Promise<void> {
  const parsed = emailAddress.safeParse(request.email);
  if (!parsed.success) throw invalid([{ code: "email", field: "email" }]);
  const email = parsed.data;
  await countTry("client", request.client);
  await countTry("address", email);
  defer(async () => {
    try {
      await mailLink(email, request);
    } catch (error) {
      log.error({ err: error }, "sign-in link not mailed");
    }
  });
}

async function mailLink(email: string, { locale, next }: LinkRequest): Promise<void> {
  const [person] = await authDb().select({ locale: user.locale }).from(user).where(eq(user.email, email));
  if (!person) return;
  const link = await createSignInLink({ email, baseUrl: env().APP_URL, next });
  await sendMail({ to: email, ...renderSignInLink(link, person.locale ?? locale) });
}
