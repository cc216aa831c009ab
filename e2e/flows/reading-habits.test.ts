import { fernhill, jun } from "../fixtures/people";
import { settle } from "../fixtures/settle";
import { expect, openTenant, test } from "../fixtures/test";

test("language and theme change at once and stay after a reload", async ({ page, signIn }) => {
  await signIn(jun);
  const base = await openTenant(page, fernhill);
  const html = page.locator("html");
  await page.getByRole("button", { name: `Account of ${jun.name}` }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(html).toHaveAttribute("data-theme", "dark");
  await expect(page.locator("body")).toHaveCSS("color-scheme", "dark");
  await page.keyboard.press("Escape");

  await page.goto(`${base}/profile`);
  await settle(page);
  await page.getByRole("radio", { name: "简体中文" }).click();
  await expect(html).toHaveAttribute("lang", "zh-CN");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/[\u4e00-\u9fff]/);
  await page.reload();
  await settle(page);
  await expect(html).toHaveAttribute("lang", "zh-CN");
  await expect(html).toHaveAttribute("data-theme", "dark");

  await page.getByRole("radio", { name: "English" }).click();
  await expect(html).toHaveAttribute("lang", "en");
  await page.getByRole("radio", { name: "As the system" }).click();
  await expect(html).toHaveAttribute("data-theme", "system");
});
