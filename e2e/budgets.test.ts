import type { Browser, Page } from "@playwright/test";
import { larkmoor, mara } from "./fixtures/people";
import { settle, visit } from "./fixtures/settle";
import { addSession, expect, openTenant, test } from "./fixtures/test";

// KB of 1,024 bytes as they cross the wire, compressed, headers apart.
const signInKb = 165;
const workspaceKb = 210;
/** After this long without a script a page has all that its first load takes. */
const quietMs = 2_000;

test("sign-in, home page and grid load no more script than they may, from a cold cache", async ({
  browser,
  context,
  page,
  signIn,
  baseURL,
}) => {
  await signIn(mara);
  const tenant = await openTenant(page, larkmoor);
  const [session] = (await context.cookies()).filter(({ name }) => name.endsWith("oakline.session"));
  const at = (path: string, token?: string) => measure(browser, { baseURL: baseURL ?? "", path, token });
  const found = {
    "sign-in": { kb: await at("/sign-in"), bar: signInKb },
    "home page": { kb: await at(tenant, session?.value), bar: workspaceKb },
    "orders grid": { kb: await at(`${tenant}/orders`, session?.value), bar: workspaceKb },
  };
  for (const [name, { kb, bar }] of Object.entries(found)) {
    console.log(`first-load script of the ${name}: ${kb.toFixed(1)} KB, at most ${bar}`);
  }
  for (const [name, { kb, bar }] of Object.entries(found)) {
    expect(kb, `${name} loads script at all`).toBeGreaterThan(50);
    expect.soft(kb, `KB of script for the ${name}`).toBeLessThanOrEqual(bar);
  }
});

type Visit = { baseURL: string | undefined; path: string; token: string | undefined };

/** KB of all .js answers until none comes any more, in a browser context of its own. */
async function measure(browser: Browser, { baseURL, path, token }: Visit): Promise<number> {
  const context = await browser.newContext(baseURL ? { baseURL } : {});
  try {
    if (token) await addSession(context, { baseURL, token });
    const page = await context.newPage();
    await visit(page, path);
    expect(new URL(page.url()).pathname).toBe(path);
    await settle(page);
    const read = async () => {
      const { bytes, quietFor } = await readScripts(page);
      return quietFor > quietMs ? bytes : 0;
    };
    await expect.poll(read, { timeout: 30_000 }).toBeGreaterThan(0);
    return (await readScripts(page)).bytes / 1024;
  } finally {
    await context.close();
  }
}

/** What the browser itself counted: bodies as they came, whatever asked for them. */
function readScripts(page: Page): Promise<{ bytes: number; quietFor: number }> {
  return page.evaluate(() => {
    const scripts = performance
      .getEntriesByType("resource")
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      .filter((entry) => new URL(entry.name).pathname.endsWith(".js"));
    return {
      bytes: scripts.reduce((sum, entry) => sum + entry.encodedBodySize, 0),
      quietFor: performance.now() - Math.max(...scripts.map((entry) => entry.responseEnd)),
    };
  });
}
