import { Body, Button, Container, Head, Heading, Html, Section, Text } from "@react-email/components";
import { render } from "@react-email/render";
import { createTranslator } from "next-intl";
import enErrors from "@/components/i18n/messages/en/errors.json";
import enFrame from "@/components/i18n/messages/en/frame.json";
import en from "@/components/i18n/messages/en/mails.json";
import enTime from "@/components/i18n/messages/en/time.json";
import zhErrors from "@/components/i18n/messages/zh-CN/errors.json";
import zhFrame from "@/components/i18n/messages/zh-CN/frame.json";
import zh from "@/components/i18n/messages/zh-CN/mails.json";
import zhTime from "@/components/i18n/messages/zh-CN/time.json";
import { readQuarter } from "@/server/modules/reviews/rules";
import { hasOwnReason, type MailTemplate } from "./mail-templates";

export type MailToRender = {
  template: MailTemplate;
  locale: string;
  /** as queued: sentences' values, `tenant` and `zone` among them */
  facts: Readonly<Record<string, string | number>>;
  /** where the reader can act */
  link: string;
};
type Words = { subject: string; title: string; text: string; next: string; action: string; why: string };

/** One mail of the outbox as subject, text and HTML: no pictures, no tracking, one link. */
export async function renderMail(
  mail: MailToRender,
): Promise<{ subject: string; text: string; html: string }> {
  const locale = mail.locale === "zh-CN" ? "zh-CN" : "en";
  const words = readWords(mail, locale);
  return {
    // A subject is one line whatever a label holds.
    subject: words.subject.replace(/[\r\n]+/g, " "),
    text: [words.title, words.text, words.next, mail.link, words.why].join("\n\n"),
    html: await render(<MailPage locale={locale} words={words} link={mail.link} />),
  };
}

function readWords({ template, facts }: MailToRender, locale: "en" | "zh-CN"): Words {
  const say = createTranslator({ locale, messages: locale === "en" ? en : zh });
  const errors = locale === "en" ? enErrors : zhErrors;
  const values = { ...facts };
  if (typeof facts.country === "string") {
    values.country = new Intl.DisplayNames(locale, { type: "region" }).of(facts.country) ?? facts.country;
  }
  if (typeof facts.endsAt === "string") {
    const format = new Intl.DateTimeFormat(locale, {
      dateStyle: "long",
      timeZone: String(facts.zone ?? "UTC"),
    });
    values.date = format.format(new Date(facts.endsAt));
  }
  const quarter = readQuarter(String(facts.quarter));
  if (quarter) {
    const time = createTranslator({ locale, messages: locale === "en" ? enTime : zhTime });
    values.quarter = time("quarter", quarter);
  }
  const codes: Readonly<Record<string, string>> = errors.codes;
  const roles: Readonly<Record<string, string>> = (locale === "en" ? enFrame : zhFrame).tenant.role;
  for (const name of ["role", "before"] as const) {
    const role = facts[name];
    if (typeof role === "string") values[name] = roles[role] ?? role;
  }
  if (typeof facts.code === "string") values.code = codes[facts.code] ?? facts.code;
  const of = (part: "subject" | "title" | "text" | "next" | "action") => say(`${template}.${part}`, values);
  return {
    subject: of("subject"),
    title: of("title"),
    text: of("text"),
    next: of("next"),
    action: of("action"),
    why: hasOwnReason(template) ? say(`${template}.why`, values) : say("why", values),
  };
}

// Colours of the light theme: mail programs know no variables.
const ink = "#172023";
const quiet = { color: "#475256", fontSize: "13px", lineHeight: "20px" };

function MailPage({ locale, words, link }: { locale: string; words: Words; link: string }) {
  return (
    <Html lang={locale}>
      <Head />
      <Body
        style={{ backgroundColor: "#f6f8f9", color: ink, fontFamily: "system-ui, sans-serif", margin: 0 }}
      >
        <Container style={{ maxWidth: "480px", padding: "32px 16px" }}>
          <Text style={{ fontWeight: 600, margin: 0 }}>Oakline</Text>
          <Heading as="h1" style={{ fontSize: "18px", lineHeight: "26px" }}>
            {words.title}
          </Heading>
          <Text>{words.text}</Text>
          <Text>{words.next}</Text>
          <Section>
            <Button
              href={link}
              style={{ backgroundColor: "#006773", borderRadius: "6px", color: "#fff", padding: "8px 16px" }}
            >
              {words.action}
            </Button>
          </Section>
          <Text style={quiet}>{words.why}</Text>
        </Container>
      </Body>
    </Html>
  );
}
