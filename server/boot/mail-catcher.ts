import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo, Server } from "node:net";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

export type CaughtMail = {
  /** counts from 1 in order of arrival */
  id: number;
  receivedAt: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string | null;
  /** every http(s) address of the text, in order */
  links: string[];
};

type MailCatcher = { smtpUrl: string; pageUrl: string; stop(): Promise<void> };

// Older mails fall out: it is a looking glass, not a store.
const keep = 500;
const maxBytes = 10 * 1024 * 1024;

/** Accepts every mail on a loopback port and shows it: a page at /, JSON at /messages (newest first, `?to=` filters). */
export async function startMailCatcher(ports: { smtp: number; http: number }): Promise<MailCatcher> {
  const mails: CaughtMail[] = [];
  let received = 0;
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    size: maxBytes,
    onData(stream, session, done) {
      simpleParser(stream)
        .then((mail) => {
          const text = mail.text ?? "";
          mails.unshift({
            id: ++received,
            receivedAt: new Date().toISOString(),
            from: mail.from?.text ?? "",
            to: session.envelope.rcptTo.map((recipient) => recipient.address),
            subject: mail.subject ?? "",
            text,
            html: mail.html || null,
            links: text.match(/https?:\/\/[^\s<>"'\])]+/g) ?? [],
          });
          mails.length = Math.min(mails.length, keep);
          done();
        })
        .catch(done);
    },
  });
  const page = createServer((request, response) => {
    // Any other name could be a stranger's page that points its own domain at this port.
    if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(request.headers.host ?? ""))
      return answer(response, 421, "", "text/plain");
    const url = new URL(request.url ?? "/", "http://localhost");
    const to = url.searchParams.get("to");
    const shown = to ? mails.filter((mail) => mail.to.includes(to)) : mails;
    if (url.pathname === "/messages") return answer(response, 200, JSON.stringify(shown), "application/json");
    if (url.pathname === "/") return answer(response, 200, renderPage(shown), "text/html");
    answer(response, 404, "not found", "text/plain");
  });
  const smtpPort = await listen(smtp.server, ports.smtp);
  const httpPort = await listen(page, ports.http);
  return {
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    pageUrl: `http://localhost:${httpPort}`,
    stop: async () => {
      page.closeAllConnections();
      await Promise.all([
        new Promise<void>((resolve) => smtp.close(resolve)),
        new Promise<void>((resolve) => page.close(() => resolve())),
      ]);
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      // A TCP server's address is never a pipe's text.
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function answer(response: ServerResponse, status: number, body: string, type: string): void {
  response.writeHead(status, {
    "content-type": `${type}; charset=utf-8`,
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  });
  response.end(body);
}

function renderPage(mails: readonly CaughtMail[]): string {
  const items = mails.map((mail) => {
    const links = mail.links
      .map((link) => `<li><a href="${escapeHtml(link)}">${escapeHtml(link)}</a></li>`)
      .join("");
    return `<article><h2>${escapeHtml(mail.subject)}</h2>
      <p>${escapeHtml(mail.receivedAt)} · ${escapeHtml(mail.from)} → ${escapeHtml(mail.to.join(", "))}</p>
      <ul>${links}</ul><details><summary>Text</summary><pre>${escapeHtml(mail.text)}</pre></details></article>`;
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Mail catcher</title>
    <meta name="viewport" content="width=device-width"><style>
    body{font:16px/1.5 system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
    pre{white-space:pre-wrap}article{border-top:1px solid}a{overflow-wrap:anywhere}</style>
    <h1>Mail catcher</h1><p>${mails.length === 0 ? "No mail yet." : `${mails.length} mails, newest first.`}</p>
    ${items.join("")}</html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
