import { createTranslator } from "next-intl";
import en from "@/components/i18n/messages/en/security.json";
import enZones from "@/components/i18n/messages/en/zones.json";
import zh from "@/components/i18n/messages/zh-CN/security.json";
import zhZones from "@/components/i18n/messages/zh-CN/zones.json";
import { placeOfZone, zoneKey } from "@/server/platform/zoned-time";
import { renderPlainMail } from "./plain-mail";

/** What happened to a person's sign-in; texts in security.json under the same names. */
export const securityNews = [
  "new-device",
  "factor-on",
  "factor-replaced",
  "factor-off",
  "factor-locked",
  "recovery-used",
  "recovery-renewed",
  "company-linked",
  "company-unlinked",
  "notify-changed",
] as const;

export type SecurityMail = {
  kind: (typeof securityNews)[number];
  /** values for the sentences; never secrets */
  facts?: Record<string, string | number>;
  at: Date;
  locale: string;
  /** the reader's */
  zone: string;
  device: string | null;
  address: string | null;
  /** IANA, as the browser itself says */
  browserZone: string | null;
  /** where the reader can act */
  link: string;
};
type Rendered = { subject: string; text: string; html: string };

const localeOf = (given: string | null): "en" | "zh-CN" => (given === "zh-CN" ? "zh-CN" : "en");
const wordsOf = (locale: "en" | "zh-CN") =>
  createTranslator({ locale, messages: locale === "zh-CN" ? zh : en, namespace: "mail" });

function placeIn(locale: "en" | "zh-CN", zone: string): string {
  const names: Record<string, string> = locale === "zh-CN" ? zhZones : enZones;
  return names[zoneKey(zone)] ?? placeOfZone(zone);
}

/** What happened, when, on what and from where, and how to act when it was not the reader. */
export function renderSecurityMail(mail: SecurityMail): Rendered {
  const locale = localeOf(mail.locale);
  const say = wordsOf(locale);
  const when = new Intl.DateTimeFormat(locale, {
    dateStyle: "full",
    timeStyle: "long",
    timeZone: mail.zone,
  }).format(mail.at);
  const where = [
    say("when", { when }),
    say("device", { device: mail.device ?? say("unknown") }),
    say("address", { address: mail.address ?? say("unknown") }),
    say("zone", { place: mail.browserZone ? placeIn(locale, mail.browserZone) : say("unknown") }),
  ].join("\n");
  const isLocked = mail.kind === "factor-locked";
  const facts = { email: "", left: 0, ...mail.facts };
  return {
    subject: say(`news.${mail.kind}.subject`),
    ...renderPlainMail({
      locale,
      before: [say(`news.${mail.kind}.text`, facts), where],
      link: mail.link,
      button: say(isLocked ? "unlock" : "check"),
      after: [say(isLocked ? "notYouLocked" : "notYou")],
    }),
  };
}

/** The mail to an address that is to get the product's mails: only whoever reads it there can say yes. */
export function renderNotifyLink(link: string, person: { email: string; locale: string | null }): Rendered {
  const locale = localeOf(person.locale);
  const say = wordsOf(locale);
  const before = [say("notify.text", { email: person.email })];
  const parts = { locale, before, link, button: say("notify.button"), after: [say("notify.ignore")] };
  return { subject: say("notify.subject"), ...renderPlainMail(parts) };
}
