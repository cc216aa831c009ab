/** The mails of the outbox; texts in mails.json under the same names. */
export const mailTemplates = [
  "authorisation-due",
  "authorisation-revoked",
  "secret-due",
  "sync-failing",
  "access-review",
] as const;
export type MailTemplate = (typeof mailTemplates)[number];

/** Where a mail leads to, below the workspace; the others lead to its connections. */
export const mailPlaces: Partial<Record<MailTemplate, string>> = {
  "access-review": "/settings/access-review",
};

export function isMailTemplate(name: string): name is MailTemplate {
  return mailTemplates.some((known) => known === name);
}
