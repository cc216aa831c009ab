/** The mails of the outbox; texts in mails.json under the same names. */
export const mailTemplates = [
  "authorisation-due",
  "authorisation-revoked",
  "secret-due",
  "sync-failing",
  "invitation",
] as const;
export type MailTemplate = (typeof mailTemplates)[number];

export function isMailTemplate(name: string): name is MailTemplate {
  return mailTemplates.some((known) => known === name);
}
