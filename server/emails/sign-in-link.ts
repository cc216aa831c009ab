import { createTranslator } from "next-intl";
import en from "@/components/i18n/messages/en/signin.json";
import zh from "@/components/i18n/messages/zh-CN/signin.json";
import { renderPlainMail } from "./plain-mail";

/** The mail with a sign-in link. */
export function renderSignInLink(
  link: string,
  given: string,
): { subject: string; text: string; html: string } {
  const locale = given === "zh-CN" ? "zh-CN" : "en";
  const say = createTranslator({ locale, messages: locale === "zh-CN" ? zh : en, namespace: "mail" });
  const parts = { locale, before: [say("open")], link, button: say("button") } as const;
  return { subject: say("subject"), ...renderPlainMail({ ...parts, after: [say("once"), say("ignore")] }) };
}
