import { settle } from "../fixtures/settle";
import { addSession, expect } from "../fixtures/test";
import { desk, findFaults, looks, phone, tooWide } from "./look";
import { routes, states } from "./pages";
import { listRoutes } from "./routes";
import { test } from "./world";

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
