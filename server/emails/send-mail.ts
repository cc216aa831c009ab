import { createTransport } from "nodemailer";
import { reportService } from "@/db/health-door";
import { env } from "@/server/platform/env";
import { AppError } from "@/server/platform/errors";

export type Mail = { to: string; subject: string; text: string; html: string };

const timeoutMs = 15_000;

/**
 * Hands one mail to the SMTP server within 15 s; throws when it is not accepted. Sending again sends twice.
 * How it went is written down for the health of the instance.
 */
export async function sendMail(mail: Mail): Promise<void> {
  try {
    await deliver(mail);
  } catch (error) {
    await reportService("mail", "INTERNAL");
    throw error;
  }
  await reportService("mail", null);
}

async function deliver(mail: Mail): Promise<void> {
  const transport = createTransport(
    {
      url: env().SMTP_URL,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from: env().MAIL_FROM },
  );
  try {
    // An object and not a text: nothing in it is read as a list of further addresses.
    const sent = await transport.sendMail({ ...mail, to: { name: "", address: mail.to } });
    if (sent.rejected.length > 0) throw new AppError("INTERNAL", "the mail server refused the address");
  } finally {
    transport.close();
  }
}
