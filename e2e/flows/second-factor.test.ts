import type { Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { ageFactor, openOwner } from "@/db/testing/open-instance";
import { callApi } from "../fixtures/api";
import { nextMail } from "../fixtures/mailbox";
import { settle, visit } from "../fixtures/settle";
import { signInByMail } from "../fixtures/sign-in-by-mail";
import { expect, test } from "../fixtures/test";

const stepMs = 30_000;
/** The code an app shows, some half minutes from now; each is taken once, the next one early too. */
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * stepMs });

const security = (page: Page) => page.getByRole("region", { name: "Sign-in and security" });

/** Gives a code on the page that asks for one; each wrong one is answered in words. */
async function giveCode(page: Page, code: string) {
  await page.getByRole("textbox", { name: "Code" }).fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
}

test("a second factor is set up, asked for, locked by wrong codes, unlocked by mail, and a recovery code opens", async ({
  page,
  context,
  baseURL,
  complaints,
}) => {
  test.setTimeout(120_000);
  const { email, tenant } = await openOwner("Quiet Larder");
  await signInByMail(page, email);

  const codes = await test.step("set up from the profile, with codes shown once", async () => {
    await visit(page, `/t/${tenant}/profile`);
    await expect(page.getByText("Demo on the simulator")).toBeVisible();
    await page.getByRole("link", { name: "Set up" }).click();
    await expect(page.getByRole("heading", { name: "Set up your second factor" })).toBeVisible();
    await expect(page.getByRole("img", { name: "QR code with your secret" })).toBeVisible();
    const secret = ((await page.locator("code").textContent()) ?? "").replaceAll(" ", "");
    await page.getByLabel("Code from the app").fill("000000");
    await page.getByRole("button", { name: "Confirm" }).click();
    await expect(page.getByText("This code does not fit")).toBeVisible();
    // the app has scanned it: the secret stays the same
    expect(((await page.locator("code").textContent()) ?? "").replaceAll(" ", "")).toBe(secret);
    await page.getByLabel("Code from the app").fill(codeOf(secret));
    await page.getByRole("button", { name: "Confirm" }).click();
    await expect(page.getByRole("heading", { name: "Your recovery codes" })).toBeVisible();
    const recovery = await page.locator("ol li").allTextContents();
    expect(recovery).toHaveLength(10);
    await page.getByRole("button", { name: "I have kept them" }).click();
    await expect(page).toHaveURL(/\/profile#security$/);
    await expect(security(page).getByText("10 left of 10")).toBeVisible();
    await visit(page, "/sign-in/recovery-codes");
    await expect(page.getByRole("heading", { name: "No codes to show" })).toBeVisible();
    return { secret, recovery };
  });

  await test.step("the next sign-in asks for a code, and nothing is open before", async () => {
    await context.clearCookies();
    await signInByMail(page, email, { landing: /\/sign-in\/code/ });
    await expect(callApi(page.request, "session.me", { input: {} })).rejects.toThrow("UNAUTHENTICATED");
    await visit(page, `/t/${tenant}/orders`);
    await expect(page).toHaveURL(/\/sign-in\/code\?next=/);
    await giveCode(page, codeOf(codes.secret, 1));
    await expect(page).toHaveURL(new RegExp(`/t/${tenant}/orders`));
    await settle(page);
  });

  await test.step("ten wrong codes lock it; the mailed link unlocks", async () => {
    await context.clearCookies();
    await signInByMail(page, email, { landing: /\/sign-in\/code/ });
    for (let i = 0; i < 10; i++) {
      await giveCode(page, "000000");
      await expect(page.getByText("This code is wrong")).toBeVisible();
    }
    await giveCode(page, "000000");
    await expect(page.getByText("Too many wrong codes")).toBeVisible();
    const mail = await nextMail(email, { holding: "/sign-in/unlock" });
    expect(mail.subject).toBe("Second factor locked");
    await visit(page, mail.links.find((link) => link.includes("/sign-in/unlock")) ?? "");
    await page.getByRole("button", { name: "Unlock" }).click();
    await expect(page.getByText("Unlocked. Enter a code.")).toBeVisible();
  });

  await test.step("a recovery code opens once", async () => {
    const [code = ""] = codes.recovery;
    await giveCode(page, code);
    await expect(page).toHaveURL(/\/t\/tn_/);
    const answer = await page.request.post("/api/auth/code", {
      headers: { origin: new URL(baseURL ?? "").origin },
      form: { code },
      maxRedirects: 0,
    });
    expect(answer.headers().location).toContain("error=wrongCode");
  });

  await test.step("a dangerous act asks for a code again, in place, and is done once it is given", async () => {
    await ageFactor(email);
    await visit(page, `/t/${tenant}/connections`);
    await page.getByRole("button", { name: /^More/ }).click();
    await page.getByRole("menuitem", { name: "Remove" }).click();
    await page.getByRole("dialog").getByRole("textbox").fill("US");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^Remove/ })
      .click();
    await expect(page.getByRole("dialog", { name: "Enter a code to continue" })).toBeVisible();
    await giveCode(page, "000000");
    await expect(page.getByText("This code is wrong")).toBeVisible();
    await giveCode(page, codes.recovery[2] ?? "");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    const left = (await callApi(page.request, "connections.list", { input: { tenant } })) as {
      state: string;
    }[];
    expect(left.filter(({ state }) => state !== "removed")).toEqual([]);
    // the browser writes refused requests down; these two were meant
    expect(complaints.splice(0)).toEqual([
      expect.stringMatching(/412 \(Precondition Failed\) \S+connections\.remove\b/),
      expect.stringMatching(/400 \(Bad Request\) \S+security\.stepUp\b/),
    ]);
  });

  await test.step("the list shows the browsers, and all others are signed out at once", async () => {
    const other = await page
      .context()
      .browser()
      ?.newContext({ baseURL: baseURL ?? "", timezoneId: "Europe/London" });
    if (!other) throw new Error("no browser");
    const there = await other.newPage();
    await signInByMail(there, email, { landing: /\/sign-in\/code/ });
    await giveCode(there, codes.recovery[1] ?? "");
    await expect(there).toHaveURL(/\/t\/tn_/);
    await visit(page, `/t/${tenant}/profile`);
    await expect(security(page).getByText("this browser")).toHaveCount(1);
    // a first visitor's browser has said its zone by the time the link's button is pressed
    await expect(security(page).getByText(/Time zone London · IP address [\d.:a-f]+ · since/)).toHaveCount(1);
    await security(page).getByRole("button", { name: "Sign out all others" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Sign out all others" }).click();
    await expect(security(page).getByRole("listitem")).toHaveCount(1);
    await visit(there, `/t/${tenant}/orders`);
    await expect(there).toHaveURL(/\/sign-in\?next=/);
    await other.close();
  });
});
