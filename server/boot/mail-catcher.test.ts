import nodemailer from "nodemailer";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startMailCatcher } from "@/server/boot/mail-catcher";
import { probeMail } from "@/server/boot/probe";

let catcher: Awaited<ReturnType<typeof startMailCatcher>>;
beforeAll(async () => {
  catcher = await startMailCatcher({ smtp: 0, http: 0 });
  const transport = nodemailer.createTransport(catcher.smtpUrl);
  await transport.sendMail({
    from: "a@x.example",
    to: "köln@y.example",
    subject: "Grüße 订单",
    text: "see https://z.example/in?t=1&u=2.",
  });
  await transport.sendMail({
    from: "a@x.example",
    to: "b@y.example",
    subject: "<script>alert(1)</script>",
    text: "none",
  });
  transport.close();
});
afterAll(() => catcher.stop());

test("keeps each mail with its links, newest first, and filters by reader", async () => {
  const all = await (await fetch(`${catcher.pageUrl}/messages`)).json();
  expect(all).toMatchObject([{ to: ["b@y.example"], links: [] }, { subject: "Grüße 订单" }]);
  const one = await (await fetch(`${catcher.pageUrl}/messages?to=b@y.example`)).json();
  expect(one).toHaveLength(1);
  expect(all[1].links[0]).toMatch(/^https:\/\/z\.example\/in\?t=1&u=2/);
});

test("shows what a stranger wrote as text, never as markup", async () => {
  const response = await fetch(catcher.pageUrl);
  const page = await response.text();
  expect(page).not.toContain("<script>");
  expect(page).toContain("&#60;script&#62;");
  expect(response.headers.get("content-security-policy")).toMatch(/default-src 'none'/);
});

test("a mail server that answers is healthy, one that is gone is not and the fix is named", async () => {
  expect(await probeMail(catcher.smtpUrl)).toMatchObject({ isHealthy: true });
  expect(await probeMail("smtp://127.0.0.1:9")).toMatchObject({
    isHealthy: false,
    fix: expect.stringMatching(/check host/),
  });
});
