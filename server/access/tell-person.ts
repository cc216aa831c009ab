import { eq } from "drizzle-orm";
import { authDb } from "@/db/auth-door";
import { user } from "@/db/schema/auth";
import { renderSecurityMail, type SecurityMail } from "@/server/emails/security-mail";
import { sendMail } from "@/server/emails/send-mail";
import { env } from "@/server/platform/env";
import type { Id } from "@/server/platform/ids";
import type { Logger } from "@/server/platform/log";
import type { Origin } from "./context";
import { createUnlockLink } from "./unlock-link";

type News = Pick<SecurityMail, "kind"> & { facts?: SecurityMail["facts"] };

/** Mails a person what happened to their sign-in; after the answer is out, and never failing the act itself. */
export type Tell = (userId: Id<"user">, news: News) => void;

type From = {
  /** runs work after the answer has gone out */
  defer(work: () => Promise<void>): void;
  log: Logger;
  origin?: Origin | undefined;
  now: () => Date;
};

export function tellFrom({ defer, log, origin, now }: From): Tell {
  return (userId, news) => {
    const at = now();
    defer(async () => {
      try {
        await mailNews(userId, { ...news, origin, at });
      } catch (error) {
        log.error({ err: error, kind: news.kind }, "security mail not sent");
      }
    });
  };
}

/** To the sign-in address always: a notification address that somebody else set must not swallow the warning. */
async function mailNews(
  userId: Id<"user">,
  news: News & { origin: Origin | undefined; at: Date },
): Promise<void> {
  const [person] = await authDb()
    .select({ email: user.email, notifyEmail: user.notifyEmail, locale: user.locale, zone: user.zone })
    .from(user)
    .where(eq(user.id, userId));
  if (!person) return;
  const { APP_URL: baseUrl } = env();
  const mail = renderSecurityMail({
    ...news,
    locale: person.locale ?? "en",
    zone: person.zone ?? "UTC",
    device: news.origin?.device ?? null,
    address: news.origin?.address ?? null,
    browserZone: news.origin?.zone ?? null,
    link: news.kind === "factor-locked" ? await createUnlockLink(userId, baseUrl) : `${baseUrl}/?to=security`,
  });
  const readers = new Set([person.email, ...(person.notifyEmail ? [person.notifyEmail] : [])]);
  // an unlock link opens a door: it goes where sign-in links go, and nowhere else
  for (const to of news.kind === "factor-locked" ? [person.email] : readers) await sendMail({ to, ...mail });
}
