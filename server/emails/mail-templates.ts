/** The mails of the outbox; texts in mails.json under the same names. */
export const mailTemplates = [
  "authorisation-due",
  "authorisation-revoked",
  "secret-due",
  "sync-failing",
  "invitation",
  "tenant-ending",
  "tenant-ending-soon",
  "tenant-kept",
  "access-review",
] as const;
export type MailTemplate = (typeof mailTemplates)[number];

/** Where in the workspace the reader can act on it; connections unless named. */
const places: Partial<Record<MailTemplate, string>> = {
  "tenant-ending": "/settings",
  "tenant-ending-soon": "/settings",
  "tenant-kept": "/settings",
  "access-review": "/settings/access-review",
};
export const placeOf = (template: MailTemplate): string => places[template] ?? "/connections";

export function isMailTemplate(name: string): name is MailTemplate {
  return mailTemplates.some((known) => known === name);
}
