import { groups, larkmoor, mara } from "../fixtures/people";
import { settle, visit } from "../fixtures/settle";
import { keepInShadow, prepareInShadow } from "../fixtures/shadow";
import { listConnections } from "../fixtures/sync";
import { expect, openTenant, test } from "../fixtures/test";

const group = groups.larkmoorUs.id;
const same = "E2ESHJ01";
const other = "E2ESHJ02";
const waiting = "E2ESHJ03";

test("an owner sees how often shadow mode would have been right, goes live by the account's name, and comes back", async ({
  page,
  signIn,
  baseURL: origin,
}) => {
  test.setTimeout(150_000);
  await signIn(mara);
  const base = await openTenant(page, larkmoor);
  const tenant = base.slice("/t/".length);
  const where = { tenant, group, origin };
  const { id, label } = await keepInShadow(page.request, where);
  await prepareInShadow(page.request, where, [
    { number: same, amounts: [6], acceptedShare: 1 },
    { number: other, amounts: [10, 4], acceptedShare: 0.5 },
    { number: waiting, amounts: [3], acceptedShare: null },
  ]);
  const modeOf = async () => (await listConnections(page.request, tenant)).find((one) => one.id === id)?.mode;

  await test.step("the list and the account say shadow, and lead to the comparison", async () => {
    await visit(page, `${base}/connections`);
    await settle(page);
    const row = page.getByRole("row", { name: new RegExp(label) });
    await expect(row.getByText("Shadow", { exact: true })).toBeVisible();
    await row.getByRole("link", { name: new RegExp(label) }).click();
    await expect(page).toHaveURL(new RegExp(`/connections/${id}$`));
    const sending = page.getByRole("region", { name: "Sending" });
    await sending.getByRole("link", { name: "See the comparison" }).click();
    await expect(page).toHaveURL(new RegExp(`/connections/${id}/shadow$`));
    await settle(page);
  });

  await test.step("each prepared answer stands against Amazon's", async () => {
    await expect(page.getByText(/\d+ of \d+ equal \(.+ %\)/)).toBeVisible();
    await expect(page.getByText(/PO status as read at/)).toBeVisible();
    const item = (number: string) => page.getByRole("listitem").filter({ hasText: number });
    await expect(item(same)).toContainText("Equal");
    await expect(item(same)).toContainText(mara.name);
    await expect(item(waiting)).toContainText("Waiting");
    await expect(item(other)).toContainText("Different");
    const lines = item(other).getByRole("table", { name: `Lines of ${other} that differ, in eaches` });
    const cells = (row: number) => lines.getByRole("row").nth(row).getByRole("cell");
    await expect(cells(2)).toContainText(["1", "", "10", "5−5", "0", "5+5"]);
    await expect(cells(3)).toContainText(["2", "", "4", "2−2", "0", "2+2"]);
    await page.getByRole("link", { name: /^Different/ }).click();
    await expect(item(same)).toHaveCount(0);
    await expect(item(other).getByRole("link", { name: other })).toHaveAttribute("href", /\/orders\/po_/);
  });

  await test.step("another word does not go live, the account's name does", async () => {
    await page.getByRole("button", { name: "Go live" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("Drafts of before stay drafts");
    const act = dialog.getByRole("button", { name: "Go live" });
    await dialog.getByRole("textbox").fill("wrong");
    await expect(act).toBeDisabled();
    await dialog.getByRole("textbox").fill(label);
    await act.click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole("region", { name: "Mode" })).toContainText("Live");
    expect(await modeOf()).toBe("live");
  });

  await test.step("back in one press, and the list says so", async () => {
    await page.getByRole("button", { name: "Back to shadow" }).click();
    await expect(page.getByRole("region", { name: "Mode" })).toContainText("Shadow");
    expect(await modeOf()).toBe("shadow");
    await visit(page, `${base}/connections`);
    await expect(page.getByRole("row", { name: new RegExp(label) })).toContainText("Shadow");
  });
});
