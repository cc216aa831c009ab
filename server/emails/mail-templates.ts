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
  "role-changed",
  "member-removed",
  "agency-granted",
  "agency-changed",
  "agency-revoked",
] as const;
export type MailTemplate = (typeof mailTemplates)[number];

/** These say for themselves why the reader gets them; all others go to whoever can act on them. */
const withOwnReason = [
  "invitation",
  "role-changed",
  "member-removed",
  "agency-granted",
  "agency-changed",
  "agency-revoked",
] as const satisfies readonly MailTemplate[];
export const hasOwnReason = (template: MailTemplate): template is (typeof withOwnReason)[number] =>
  withOwnReason.some((known) => known === template);

/** Where in the workspace the reader can act on it; connections unless named. */
const places: Partial<Record<MailTemplate, string>> = {
  "tenant-ending": "/settings",
  "tenant-ending-soon": "/settings",
  "tenant-kept": "/settings",
  "access-review": "/settings/access-review",
  "role-changed": "",
  "agency-granted": "",
  "agency-changed": "",
  "agency-revoked": "",
};

/** The path of a mail's link; `workspace` is the path of the workspace that sends it. Who is out of it is led to theirs. */
export const placeOf = (template: MailTemplate, workspace: string): string =>
  template === "member-removed" ? "/t" : `${workspace}${places[template] ?? "/connections"}`;

export function isMailTemplate(name: string): name is MailTemplate {
  return mailTemplates.some((known) => known === name);
}
