import { settle, visit } from "../fixtures/settle";
import { addSession, expect } from "../fixtures/test";
import { lookAt } from "./look";
import { routes, states } from "./pages";
import { listRoutes } from "./routes";
import { test } from "./world";

test("every page of the product is looked at below", () => {
  expect(Object.keys(routes).sort()).toEqual(listRoutes());
});

for (const [name, look] of Object.entries({ ...routes, ...states })) {
  if (!look) continue;
  test(`${name}: open to all by WCAG 2.2 AA, titled, nothing cut on a phone, in both themes and languages`, async ({
    page,
    context,
    baseURL,
    world,
  }) => {
    test.setTimeout(120_000);
    const { path, session, open } = look(world);
    if (session) await addSession(context, { baseURL, token: session });
    await lookAt(page, baseURL, async () => {
      await visit(page, path);
      await open?.(page);
      await settle(page);
      await expect.soft(page).toHaveTitle(/^.+ · Oakline$/, { timeout: 2000 });
    });
  });
}
