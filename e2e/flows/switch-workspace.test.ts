import { fernhill, larkmoor, mara } from "../fixtures/people";
import { visit } from "../fixtures/settle";
import { expect, openTenant, test } from "../fixtures/test";

test("a person changes the workspace by button and by key, and comes back to the one used last", async ({
  page,
  signIn,
}) => {
  await signIn(mara);
  const own = await openTenant(page, larkmoor);
  await page.getByRole("button", { name: `Switch workspace, now ${larkmoor}` }).click();
  await page.getByRole("option", { name: new RegExp(fernhill) }).click();
  await expect(page.getByRole("button", { name: `Switch workspace, now ${fernhill}` })).toBeVisible();
  await expect(page).not.toHaveURL(new RegExp(own));

  await page.getByRole("heading", { name: "Freshness" }).waitFor();
  await page.keyboard.press("t");
  await expect(page.getByRole("dialog", { name: "Workspaces" })).toBeVisible();
  await page.keyboard.type(larkmoor.slice(0, 4));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`${own}$`));
  await expect(page.getByRole("button", { name: `Switch workspace, now ${larkmoor}` })).toBeVisible();
  await visit(page, "/");
  await expect(page).toHaveURL(new RegExp(`${own}$`));
});

test("a viewer sees everything and no button that the role does not allow", async ({ page, signIn }) => {
  await signIn(mara);
  const base = await openTenant(page, fernhill);
  const forbidden = /^(Sync now|Pause|Remove|Rename|Connect an account|Re-authorise|Seen|Fetch a PO)/;
  await visit(page, `${base}/connections`);
  await expect(page.getByRole("link", { name: "FR · Maison Cuivre" })).toBeVisible();
  await expect(page.getByText(/^Your role here is Viewer/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Connect an account" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: forbidden })).toHaveCount(0);
  await page.getByRole("link", { name: "FR · Maison Cuivre" }).click();
  await expect(page.getByRole("heading", { name: "Last readings" })).toBeVisible();
  await expect(page.getByRole("button", { name: forbidden })).toHaveCount(0);
  await visit(page, `${base}/orders?status=any`);
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  await expect(page.getByRole("button", { name: forbidden })).toHaveCount(0);
  await visit(page, `${base}/connections/connect`);
  await expect(page.getByRole("button", { name: /^Go to Vendor Central/ })).toHaveCount(0);

  const own = await openTenant(page, larkmoor);
  await visit(page, `${own}/connections`);
  await expect(page.getByRole("button", { name: "Sync now" }).first()).toBeVisible();
});
