import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { settle } from "../fixtures/settle";
import { expect, test } from "../fixtures/test";

// A phone is looked at in the last theme of each: words and colours do not depend on each other.
const languages = [
  { locale: "en", themes: ["dark", "light"] },
  { locale: "zh-CN", themes: ["light", "dark"] },
] as const;
const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

/**
 * Looks at a page in both languages and themes, wide and on a phone: WCAG 2.2 AA by axe, nothing wider than the screen.
 * `bringUp` opens it anew in each language; the theme is one attribute, and changes in place.
 */
export async function lookAt(
  page: Page,
  baseURL: string | undefined,
  bringUp: () => Promise<void>,
): Promise<void> {
  for (const { locale, themes } of languages) {
    await test.step(locale, async () => {
      await page.setViewportSize(desk);
      const cookies = { "oakline-theme": themes[0], "oakline-locale": locale };
      await page
        .context()
        .addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: baseURL ?? "" })));
      await bringUp();
      const html = page.locator("html");
      await expect(html).toHaveAttribute("lang", locale);
      await expect(html).toHaveAttribute("data-theme", themes[0]);
      for (const theme of themes) {
        await html.evaluate((root, value) => root.setAttribute("data-theme", value), theme);
        await settle(page);
        expect.soft(await findFaults(page), theme).toEqual([]);
      }
      await page.setViewportSize(phone);
      await settle(page);
      expect.soft(await tooWide(page), "wider than a phone").toEqual([]);
      expect.soft(await findFaults(page), "on a phone").toEqual([]);
    });
  }
}

/** What axe finds, one line a rule. */
async function findFaults(page: Page): Promise<string[]> {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode(true).analyze();
  return violations.map(({ id, help, nodes }) =>
    [id, help, ...nodes.slice(0, 5).map(({ target, failureSummary }) => `${target} ${failureSummary}`)].join(
      "\n",
    ),
  );
}

/** Elements that reach beyond the window's right edge without a scroller of their own; none when the page does not scroll. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll("body *")]
      .filter((one) => one.getBoundingClientRect().right > clientWidth + 1)
      .map((one) => `${one.tagName} ${one.className} ${Math.round(one.getBoundingClientRect().right)}`)
      .slice(0, 8);
  });
}
