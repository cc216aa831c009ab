import { describe, expect, test } from "vitest";
import { renderNotifyLink, renderSecurityMail, securityNews } from "./security-mail";

const link = "http://localhost:3000/?to=security";
const facts = { email: "<b>stock@larkmoor.example</b>", left: 3 };
const from = {
  device: "Firefox on Windows",
  address: "203.0.113.7",
  browserZone: "Europe/London",
  at: new Date("2026-11-23T12:00:00Z"),
};

describe.each(["en", "zh-CN"])("in %s", (locale) => {
  test.each(securityNews)("%s says what, when, where and how to act", (kind) => {
    const mail = renderSecurityMail({ kind, facts, locale, zone: "Asia/Tokyo", link, ...from });
    for (const part of [mail.subject, mail.text]) expect(part).not.toMatch(/[{}]|mail\.|undefined/);
    expect(/\p{Script=Han}/u.test(mail.subject)).toBe(locale === "zh-CN");
    for (const part of [
      "Firefox on Windows",
      "203.0.113.7",
      "2026",
      link,
      locale === "en" ? "London" : "伦敦",
    ])
      expect(mail.text).toContain(part);
    expect(mail.text).toMatch(/21:00|9:00/);
    expect(mail.html).toContain(`lang="${locale}"`);
    expect(mail.html).not.toContain("<b>");
  });

  test("what is not known is said to be unknown", () => {
    const mail = renderSecurityMail({
      kind: "factor-on",
      locale,
      zone: "UTC",
      link,
      device: null,
      address: null,
      browserZone: null,
      at: from.at,
    });
    expect(mail.text).toMatch(/unknown|未知/);
    expect(mail.text).not.toContain("null");
  });

  test("the mail to a new address names who asks", () => {
    const mail = renderNotifyLink(link, { email: "mara@larkmoor.example", locale });
    expect(mail.text).toContain("mara@larkmoor.example");
    expect(mail.text).toContain(link);
  });
});
