import type { Browser, Page } from "@playwright/test";
import { larkmoor, mara } from "./fixtures/people";
import { settle } from "./fixtures/settle";
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

type Visit = { baseURL: string; path: string; token: string | undefined };

/** KB of all .js answers until none comes any more, in a browser context of its own. */
async function measure(browser: Browser, { baseURL, path, token }: Visit): Promise<number> {
  const context = await browser.newContext({ baseURL });
  try {
    if (token) await addSession(context, { baseURL, token });
    const page = await context.newPage();
    const counted = countScripts(page);
    await page.goto(path);
    expect(new URL(page.url()).pathname).toBe(path);
    await settle(page);
    await expect.poll(() => Date.now() - counted.lastAt, { timeout: 30_000 }).toBeGreaterThan(quietMs);
    return counted.bytes / 1024;
  } finally {
    await context.close();
  }
}

function countScripts(page: Page): { bytes: number; lastAt: number } {
  const counted = { bytes: 0, lastAt: Date.now() };
  page.on("requestfinished", async (request) => {
    if (!new URL(request.url()).pathname.endsWith(".js")) return;
    counted.lastAt = Date.now();
    counted.bytes += (await request.sizes()).responseBodySize;
  });
  return counted;
}
