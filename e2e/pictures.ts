import { join } from "node:path";
import { routes, states } from "./access/pages";
import { test } from "./access/world";
import { settle, visit } from "./fixtures/settle";
import { addSession } from "./fixtures/test";

// Run by hand: PICTURES_DIR=<folder> npm test -- browser
const folder = process.env.PICTURES_DIR ?? "";
const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

for (const [name, look] of Object.entries({ ...routes, ...states })) {
  if (!look) continue;
  test(`pictures of ${name}`, async ({ page, context, baseURL, world }) => {
    test.setTimeout(120_000);
    const { path, session, open } = look(world);
    if (session) await addSession(context, { baseURL, token: session });
    for (const theme of ["light", "dark"]) {
      for (const locale of ["en", "zh-CN"]) {
        await context.addCookies([
          { name: "oakline-theme", value: theme, url: baseURL ?? "" },
          { name: "oakline-locale", value: locale, url: baseURL ?? "" },
          { name: "oakline-zone", value: "Europe/London", url: baseURL ?? "" },
        ]);
        for (const size of sizes) {
          await page.setViewportSize(size);
          await visit(page, path);
          await open?.(page);
          await settle(page);
          const file = name.replace(/\W+/g, "-").replace(/^-|-$/g, "") || "start";
          await page.screenshot({ path: join(folder, `${file}-${size.width}-${theme}-${locale}.png`) });
        }
      }
    }
  });
}
