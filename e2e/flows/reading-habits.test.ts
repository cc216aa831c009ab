import { fernhill, jun } from "../fixtures/people";
import { visit } from "../fixtures/settle";
import { signInByMail } from "../fixtures/sign-in-by-mail";
import { expect, openTenant, test } from "../fixtures/test";

test("language and theme change at once, stay after a reload and follow the reader to a new browser", async ({
  page,
  signIn,
  browser,
  baseURL,
}) => {
  await signIn(jun);
  const base = await openTenant(page, fernhill);
  const html = page.locator("html");
  await page.getByRole("button", { name: `Account of ${jun.name}` }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(html).toHaveAttribute("data-theme", "dark");
  await expect(page.locator("body")).toHaveCSS("color-scheme", "dark");
  await page.keyboard.press("Escape");

  await visit(page, `${base}/profile`);
  await page.getByRole("radio", { name: "简体中文" }).click();
  await expect(html).toHaveAttribute("lang", "zh-CN");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/[\u4e00-\u9fff]/);
  await visit(page, page.url());
  await expect(html).toHaveAttribute("lang", "zh-CN");
  await expect(html).toHaveAttribute("data-theme", "dark");

  const other = await browser.newContext({ baseURL: baseURL ?? "" });
  const elsewhere = await other.newPage();
  await signInByMail(elsewhere, jun.email);
  await expect(elsewhere.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(elsewhere.locator("html")).toHaveAttribute("data-theme", "dark");
  await other.close();

  await page.getByRole("radio", { name: "English" }).click();
  await expect(html).toHaveAttribute("lang", "en");
  await page.getByRole("radio", { name: "As the system" }).click();
  await expect(html).toHaveAttribute("data-theme", "system");
});

test("the list of zones opens on the zone in force, and Enter alone keeps it", async ({ page, signIn }) => {
  await signIn(jun);
  await visit(page, `${await openTenant(page, fernhill)}/profile`);
  const picker = page.getByRole("combobox", { name: "Your time zone" });
  const inForce = await picker.inputValue();
  await picker.click();
  await expect(page.getByRole("option", { selected: true })).toBeInViewport();
  await picker.press("Enter");
  await expect(page.getByRole("listbox")).toHaveCount(0);
  await expect(picker).toHaveValue(inForce);
  await picker.press("ArrowDown");
  await picker.press("ArrowDown");
  await picker.press("Enter");
  await expect(picker).not.toHaveValue(inForce);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(picker).toHaveValue(inForce);
});
