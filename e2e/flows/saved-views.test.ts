import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { openEmptyTenant } from "@/db/testing/open-instance";
import { callApi } from "../fixtures/api";
import { larkmoor, mara } from "../fixtures/people";
import { visit } from "../fixtures/settle";
import { waitUntilRead } from "../fixtures/sync";
import { addSession, expect, openTenant, test } from "../fixtures/test";

async function openOrders(page: Page, search = ""): Promise<string> {
  const base = await openTenant(page, larkmoor);
  await waitUntilRead(page.request, base.slice("/t/".length));
  await visit(page, `${base}/orders${search}`);
  return base;
}

test("a changed grid is kept as a view, opened again, changed, reset, deleted and put back", async ({
  page,
  signIn,
}) => {
  await signIn(mara);
  const base = await openOrders(page, "?status=any&sort=-value");
  const views = page.getByRole("navigation", { name: "Views" });
  await expect(views.getByText("edited")).toBeVisible();
  await views.getByRole("button", { name: "Save view" }).click();
  const dialog = page.getByRole("dialog", { name: "Save this view as" });
  await dialog.getByLabel("Name of the view").fill("Dearest first");
  await dialog.getByRole("button", { name: "Save" }).click();
  const tab = views.getByRole("link", { name: "Dearest first" });
  await expect(tab).toHaveAttribute("aria-current", "page");
  await expect(page).toHaveURL(/view=sv_\w+&sort=-value&status=any/);
  await expect(views.getByText("edited")).toHaveCount(0);

  await visit(page, `${base}/orders`);
  await tab.click();
  await expect(page).toHaveURL(/sort=-value&status=any/);
  const address = new URL(page.url());
  address.searchParams.set("q", "NOTHERE0");
  await visit(page, address.href);
  await expect(views.getByText("edited")).toBeVisible();
  await views.getByRole("button", { name: "Reset" }).click();
  await expect(page).not.toHaveURL(/NOTHERE0/);

  await views.getByRole("button", { name: "View options" }).click();
  await page.getByRole("menuitem", { name: "Delete view" }).click();
  await expect(tab).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(tab).toBeVisible();
});

test("with many views the grid keeps its width, and what can be done with one stays in sight", async ({
  page,
  context,
  baseURL,
}) => {
  const { tenant, session } = await openEmptyTenant("Many Views");
  await addSession(context, { baseURL, token: session });
  const view = { grid: "orders", query: "sort=-value", isShared: false, defaultFor: [] };
  for (const week of [40, 41, 42, 43, 44, 45, 46, 47]) {
    const input = { tenant, ...view, name: `Everything that is due in week ${week}` };
    await callApi(page.request, "views.save", { input, origin: baseURL });
  }
  await visit(page, `/t/${tenant}/orders?status=any`);
  const views = page.getByRole("navigation", { name: "Views" });
  await views.getByRole("link", { name: "week 47" }).click();
  await expect(page).toHaveURL(/view=sv_/);
  await visit(page, `${page.url()}&status=any`);
  await expect(views.getByRole("link", { name: "week 47" })).toBeInViewport();
  await expect(views.getByRole("button", { name: "View options" })).toBeInViewport();
  const tooWide = await page.evaluate(() => document.body.scrollWidth - document.body.clientWidth);
  expect(tooWide).toBe(0);
});

test("what is shown leaves as a file that says the same, by keyboard too", async ({ page, signIn }) => {
  await signIn(mara);
  await openOrders(page, "?status=any&market=US&cols=number,status&sort=number");
  const shown = await page.locator("tr[data-row]").first().textContent();
  await page.getByRole("button", { name: "Export" }).focus();
  await page.keyboard.press("Enter");
  const item = page.getByRole("menuitem", { name: "This view · CSV" });
  await expect(item).toBeVisible();
  const coming = page.waitForEvent("download");
  await item.press("Enter");
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/^Larkmoor-Kitchen_orders_\d{4}-\d\d-\d\d\.csv$/);
  const text = await readFile(await download.path(), "utf8");
  const [head, first = ""] = text.split("\r\n");
  expect(head).toBe("\uFEFFPO,Status");
  expect(shown).toContain(first.split(",")[0]);
});

test("the audit shows the export just made, who made it, and that its chain holds", async ({
  page,
  signIn,
}) => {
  await signIn(mara);
  const base = await openOrders(page);
  const tenant = base.slice("/t/".length);
  const input = {
    format: "csv",
    scope: "all",
    locale: "en",
    zone: "UTC",
    columns: [],
    filter: {},
    sort: [{ by: "due", direction: "asc" }],
  };
  const query = new URLSearchParams({ tenant, input: JSON.stringify(input) });
  expect((await page.request.get(`/api/export/orders?${query}`)).status()).toBe(200);
  await visit(page, `${base}/settings/audit?action=list.export`);
  const row = page.locator("tr[data-row]").first();
  await expect(row).toContainText("Exported a list");
  await expect(row).toContainText(mara.name);
  await expect(page.getByText(/entr(y|ies) sealed, unchanged|Nothing is sealed yet/)).toBeVisible();
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(page.getByText(/checked just now/)).toBeVisible();
  await row.click();
  await expect(
    page.getByRole("complementary", { name: "Exported a list" }).getByText("As recorded"),
  ).toBeVisible();
});
