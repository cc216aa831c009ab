import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

// Words and colours do not depend on each other: on a phone the two corners stand for the rest.
export const looks = [
  { theme: "light", locale: "en", onPhone: true },
  { theme: "light", locale: "zh-CN", onPhone: false },
  { theme: "dark", locale: "en", onPhone: false },
  { theme: "dark", locale: "zh-CN", onPhone: true },
];
export const desk = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

/** What axe finds, one line a rule. */
export async function findFaults(page: Page): Promise<string[]> {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).setLegacyMode(true).analyze();
  return violations.map(({ id, help, nodes }) =>
    [id, help, ...nodes.slice(0, 5).map(({ target, failureSummary }) => `${target} ${failureSummary}`)].join(
      "\n",
    ),
  );
}

/** Elements that reach beyond the window's right edge without a scroller of their own; none when the page does not scroll. */
export function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll("body *")]
      .filter((one) => one.getBoundingClientRect().right > clientWidth + 1)
      .map((one) => `${one.tagName} ${one.className} ${Math.round(one.getBoundingClientRect().right)}`)
      .slice(0, 8);
  });
}
