import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { settle } from "../fixtures/settle";
import { addSession, expect } from "../fixtures/test";
import { routes, states } from "./pages";
import { listRoutes } from "./routes";
import { test } from "./world";

// Words and colours do not depend on each other: on a phone the two corners stand for the rest.
const looks = [
  { theme: "light", locale: "en", onPhone: true },
  { theme: "light", locale: "zh-CN", onPhone: false },
  { theme: "dark", locale: "en", onPhone: false },
  { theme: "dark", locale: "zh-CN", onPhone: true },
];
const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

test("every page of the product is looked at below", () => {
  expect(Object.keys(routes).sort()).toEqual(listRoutes());
});

for (const [name, visit] of Object.entries({ ...routes, ...states })) {
  if (!visit) continue;
  test(`${name}: open to all by WCAG 2.2 AA, titled, nothing cut on a phone, in both themes and languages`, async ({
    page,
    context,
    baseURL,
    world,
  }) => {
    test.setTimeout(120_000);
    const { path, session, open } = visit(world);
    if (session) await addSession(context, { baseURL, token: session });
    for (const { theme, locale, onPhone } of looks) {
      await test.step(`${theme}, ${locale}`, async () => {
        await page.setViewportSize(desk);
        await context.addCookies([
          { name: "oakline-theme", value: theme, url: baseURL ?? "" },
          { name: "oakline-locale", value: locale, url: baseURL ?? "" },
        ]);
        await page.goto(path);
        await expect(page.locator("html")).toHaveAttribute("lang", locale);
        await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
        await settle(page);
        await open?.(page);
        await settle(page);
        await expect.soft(page).toHaveTitle(/^.+ · Oakline$/, { timeout: 2000 });
        expect.soft(await findFaults(page)).toEqual([]);
        await page.setViewportSize(phone);
        await settle(page);
        expect.soft(await tooWide(page), "wider than a phone").toEqual([]);
        if (onPhone) expect.soft(await findFaults(page), "on a phone").toEqual([]);
      });
    }
  });
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
