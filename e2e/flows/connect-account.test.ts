import { mailsTo, nextMail } from "../fixtures/mailbox";
import { groups, jun, larkmoor, mara } from "../fixtures/people";
import { simulator } from "../fixtures/simulator";
import { listConnections, waitUntilRead } from "../fixtures/sync";
import { expect, openTenant, test } from "../fixtures/test";

const { canada } = groups;
// another one each run, so that an instance that is up already can be walked again
const number = `9K${crypto.randomUUID().slice(0, 6).toUpperCase()}`;

test("a person who signs in by link and consents at Amazon finds the account's POs, and the other workspace finds none", async ({
  page,
  context,
  browser,
  baseURL,
  signIn,
}) => {
  test.setTimeout(240_000);
  await simulator.addOrder(canada.id, { number, lines: [{ amount: 12, cost: "8.40" }] });

  await test.step("sign in by the mailed link", async () => {
    const [last] = await mailsTo(mara.email);
    await page.goto("/sign-in");
    await page.getByRole("textbox").fill(mara.email);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/sign-in\/sent/);
    const mail = await nextMail(mara.email, last?.id ?? 0);
    await page.goto(mail.links.find((link) => link.includes("/sign-in/confirm")) ?? "");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/t\/tn_\w+$/);
  });

  const base = await openTenant(page, larkmoor);
  const tenant = base.split("/").at(-1) ?? "";

  await test.step("consent at Vendor Central", async () => {
    await page.goto(`${base}/connections`);
    await page.getByRole("link", { name: "Connect an account" }).click();
    await page.getByRole("radio", { name: /Canada/ }).check();
    await page.getByRole("button", { name: "Go to Vendor Central CA" }).click();
    await expect(page).toHaveURL(/\/vendorcentral\/CA\/apps\/authorize\/consent/);
    await page.getByLabel(canada.name).check();
    await page.getByRole("button", { name: /approve|authori/i }).click();
    await expect(page).toHaveURL(/\/connections\?connected=cn_/);
    await expect(page.getByRole("status").filter({ hasText: "is connected" })).toBeVisible();
  });

  await test.step("one sync later its POs are on the grid and on the home page", async () => {
    await waitUntilRead(context.request, tenant);
    const read = await listConnections(context.request, tenant);
    expect(read.find((one) => one.sellingPartnerId === canada.id)?.state).toBe("active");
    await page.goto(`${base}/orders?q=${number}`);
    await expect(page.getByText(number).first()).toBeVisible();
    await page.goto(base);
    await expect(page.getByRole("row", { name: /^CA/ }).first()).toBeVisible();
    await expect(page.getByText(/^CA ·/).first()).toBeVisible();
  });

  await test.step("the other workspace has neither the account nor its PO", async () => {
    const other = await browser.newContext({ baseURL: baseURL ?? "" });
    await signIn(jun, other);
    const theirs = await other.newPage();
    await theirs.goto("/");
    await expect(theirs).toHaveURL(/\/t\/tn_\w+$/);
    const theirBase = new URL(theirs.url()).pathname;
    await theirs.goto(`${theirBase}/connections`);
    await expect(theirs.getByRole("row", { name: /FR · / })).toBeVisible();
    await expect(theirs.getByRole("row", { name: /CA · / })).toHaveCount(0);
    await theirs.goto(`${theirBase}/orders?q=${number}`);
    await expect(theirs.getByText(number, { exact: true })).toHaveCount(0);
    expect((await theirs.goto(`${base}/connections`))?.status()).toBe(404);
    await other.close();
  });
});

test("a declined consent and a replayed answer connect nothing and say why", async ({ page, signIn }) => {
  await signIn(mara);
  const base = await openTenant(page, larkmoor);
  await page.goto(`${base}/connections/connect?country=GB`);
  await page.getByRole("button", { name: "Go to Vendor Central UK" }).click();
  await expect(page).toHaveURL(/\/vendorcentral\/GB\//);
  await page.getByRole("button", { name: /cancel/i }).click();
  await expect(page).toHaveURL(/refused=consent-declined/);
  await expect(page.getByRole("alert").filter({ hasText: "Not connected" })).toContainText(
    "You declined at Amazon",
  );
  await page.getByRole("link", { name: "Connect again" }).click();
  await expect(page).toHaveURL(/\/connections\/connect/);
});
