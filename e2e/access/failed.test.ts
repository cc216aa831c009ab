import { withoutRows } from "@/db/testing/open-instance";
import { settle, visit } from "../fixtures/settle";
import { addSession, expect } from "../fixtures/test";
import { lookAt } from "./look";
import { routes } from "./pages";
import { test } from "./world";

/** They read nothing that can be taken away here: the frame, the person's own affairs, an empty form. */
const still = ["/t/[tenant]/[...missing]", "/t/[tenant]/profile", "/t/[tenant]/connections/apps/new"];

for (const [name, look] of Object.entries(routes)) {
  if (!look || !name.startsWith("/t") || still.includes(name)) continue;
  test(`${name}, its rows out of reach: says what failed, open to all by WCAG 2.2 AA, in both themes and languages`, async ({
    browser,
    baseURL,
    world,
  }) => {
    test.setTimeout(180_000);
    const { path, session } = look(world);
    // of its own: what this browser complains of is what the test is about
    const context = await browser.newContext({ baseURL: baseURL ?? "" });
    if (session) await addSession(context, { baseURL, token: session });
    const page = await context.newPage();
    await withoutRows(() =>
      lookAt(page, baseURL, async () => {
        await visit(page, path);
        await expect(page.getByRole("alert").filter({ visible: true }).first()).toBeVisible();
        await settle(page);
      }),
    );
    await context.close();
  });
}
