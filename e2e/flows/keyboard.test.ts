import { larkmoor, mara } from "../fixtures/people";
import { settle, visit } from "../fixtures/settle";
import { waitUntilRead } from "../fixtures/sync";
import { expect, openTenant, test } from "../fixtures/test";

test("the grid is worked by keys alone: rows, selection, order and back, help, search", async ({
  page,
  signIn,
}) => {
  await signIn(mara);
  const base = await openTenant(page, larkmoor);
  await waitUntilRead(page.request, base.slice("/t/".length));
  await visit(page, `${base}/orders?status=any`);
  const rows = page.locator("tr[data-row]");
  await expect(rows.nth(2)).toBeVisible();
  const [first, second] = [await rows.nth(0).textContent(), await rows.nth(1).textContent()];

  // K from nowhere is the first row, however often it is pressed until the page listens.
  await expect(async () => {
    await page.keyboard.press("k");
    await expect(rows.nth(0)).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("j");
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press("k");
  await expect(rows.nth(0)).toBeFocused();
  await page.keyboard.press("x");
  await expect(rows.nth(0)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("x");
  await expect(page.getByRole("toolbar", { name: "2 selected" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("toolbar")).toHaveCount(0);

  await page.keyboard.press("Enter");
  const number = /[A-Z0-9]{8}/.exec(second ?? "")?.[0] ?? "";
  await expect(page).toHaveTitle(new RegExp(number));
  // The title comes before the page that hears the key.
  await expect(page.getByRole("heading", { name: "Timeline" })).toBeVisible();
  await settle(page);
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/orders\?.*status=any/);
  await expect(rows.filter({ hasText: number })).toBeVisible();
  expect(first).not.toEqual(second);

  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keys" });
  await expect(help.getByText("Select row")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(help).toHaveCount(0);

  await page.keyboard.press("/");
  await expect(page.getByRole("dialog", { name: "Search or jump" }).getByRole("combobox")).toBeFocused();
  await page.keyboard.type(number);
  await expect(page.getByRole("option", { name: new RegExp(number) })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveTitle(new RegExp(number));
});

test("with Tab alone the focus is seen, and the first stop skips to the work area", async ({
  page,
  signIn,
}) => {
  await signIn(mara);
  const base = await openTenant(page, larkmoor);
  await visit(page, base);
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the work area" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});
