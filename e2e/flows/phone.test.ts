import { larkmoor, mara } from "../fixtures/people";
import { settle } from "../fixtures/settle";
import { expect, openTenant, test } from "../fixtures/test";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test("on a phone one gets from home to an order and back, to another workspace, and out", async ({
  page,
  signIn,
}) => {
  await signIn(mara);
  await openTenant(page, larkmoor);
  const bar = page.getByRole("navigation", { name: "Main navigation" });
  await bar.getByRole("link", { name: "Orders" }).tap();
  const rows = page.locator("tr[data-row]");
  await expect(rows.first()).toBeVisible();
  await rows.first().tap();
  await page.getByRole("link", { name: /^Open/ }).last().tap();
  await expect(page).toHaveURL(/\/orders\/po_/);
  await expect(page.getByRole("heading", { name: "Lines" })).toBeVisible();
  await settle(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await bar.getByRole("link", { name: "Home" }).tap();
  await expect(page.getByRole("heading", { name: /^Do now/ })).toBeVisible();

  await bar.getByRole("button", { name: "More" }).tap();
  await page.getByRole("button", { name: larkmoor }).tap();
  await page.getByRole("option", { name: /Fernhill/ }).tap();
  await expect(page.getByRole("heading", { name: /^Do now/ })).toBeVisible();
  await bar.getByRole("button", { name: "More" }).tap();
  await page.getByRole("button", { name: "Sign out" }).tap();
  await expect(page).toHaveURL(/\/sign-in$/);
});
