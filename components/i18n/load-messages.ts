import type { MessageModule, Messages } from "./message-types";
import type { Locale } from "./preferences";

/** A new module of words is named here and in `Messages`; its file exists in every language. */
export const messageModules = [
  "settings",
  "members",
  "agencies",
  "reviews",
  "security",
  "audit",
  "views",
  "workspace",
  "common",
  "connections",
  "errors",
  "first-run",
  "frame",
  "mails",
  "signin",
  "home",
  "order",
  "answer",
  "orders",
  "profile",
  "table",
  "time",
  "violations",
  "work-items",
  "zones",
] as const satisfies readonly MessageModule[];

/** What every signed-in page needs in the browser; a page adds its own modules. */
export const sharedModules = ["common", "errors", "frame", "table", "time", "zones"] as const;

/** All words of one language. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  const loaded = await Promise.all(
    messageModules.map(async (name) => [name, (await import(`./messages/${locale}/${name}.json`)).default]),
  );
  // `messages.test.ts` holds every file of every language to the shape of the English one
  return Object.fromEntries(loaded) as Messages;
}
