import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { vi } from "vitest";
import { authDb } from "@/db/auth-door";
import { connectDatabase, disconnectDatabase } from "@/db/client";
import { signInLimit } from "@/db/schema/auth";
import { createTestDatabase } from "@/db/testing/database";
import { newId } from "@/server/platform/ids";
import { handleAuth } from "../handle-auth";

const appUrl = "http://localhost:3000";

type Browser = { cookies?: Record<string, string>; agent?: string; address?: string };
export type Said = {
  status: number;
  location: string;
  body: string;
  cookies: Record<string, string>;
  lines: string[];
};
export type Desk = Awaited<ReturnType<typeof openDesk>>;

const firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";

/** The forms of sign-in as a browser posts them, and the mails that follow; work after an answer is done when it returns. */
export async function openDesk() {
  const database = await createTestDatabase();
  connectDatabase({ app: database.appUrl, auth: database.authUrl, scheduler: database.schedulerUrl });
  const mails: { mail: ParsedMail; to: string[] }[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: async (stream, session, done) => {
      const mail = await simpleParser(stream);
      mails.push({ mail, to: session.envelope.rcptTo.map((one) => one.address) });
      done();
    },
  });
  await new Promise<void>((ready) => smtp.listen(0, "127.0.0.1", ready));
  const address = smtp.server.address();
  if (!address || typeof address === "string") throw new Error("no port");
  // read at the first env(), which the first request makes
  vi.stubEnv("SMTP_URL", `smtp://127.0.0.1:${address.port}`);
  vi.stubEnv("MAIL_FROM", "Oakline <post@vendors.example>");

  async function send(path: string, init: RequestInit, from: Browser = {}): Promise<Said> {
    const later: (() => Promise<void>)[] = [];
    const headers = new Headers(init.headers);
    headers.set("x-forwarded-for", from.address ?? "203.0.113.7");
    headers.set("user-agent", from.agent ?? firefox);
    const jar = Object.entries(from.cookies ?? {}).map(([name, value]) => `${name}=${value}`);
    headers.set("cookie", jar.join("; "));
    const answer = await handleAuth(new Request(`${appUrl}/api/auth/${path}`, { ...init, headers }), {
      defer: (work) => later.push(work),
      createTenant: async () => null,
      acceptInvitation: async () => newId("tenant"),
    });
    for (const work of later) await work();
    const lines = answer.headers.getSetCookie();
    const pairs = lines.map((line) => /^([^=]+)=([^;]*)/.exec(line) ?? []);
    return {
      status: answer.status,
      location: answer.headers.get("location") ?? "",
      body: await answer.text(),
      cookies: Object.fromEntries(pairs.map(([, name = "", value = ""]) => [name, value])),
      lines,
    };
  }

  return {
    mails,
    post: (path: string, fields: Record<string, string>, from?: Browser) =>
      send(
        path,
        {
          method: "POST",
          headers: { origin: appUrl, "content-type": "application/x-www-form-urlencoded" },
          body: new URLSearchParams(fields),
        },
        from,
      ),
    get: (path: string, from?: Browser) => send(path, { method: "GET" }, from),
    forget: async () => {
      mails.length = 0;
      await authDb().delete(signInLimit);
    },
    close: async () => {
      await new Promise<void>((done) => smtp.close(() => done()));
      await disconnectDatabase();
      await database.drop();
    },
  };
}

/** The link of a mail, as its path and token. */
export function linkIn(mail: ParsedMail | undefined, path: string): string {
  const found = new RegExp(`http://localhost:3000${path}\\?token=([\\w-]+)`).exec(mail?.text ?? "");
  return found?.[1] ?? "";
}
