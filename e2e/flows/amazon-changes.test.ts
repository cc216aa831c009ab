import { callApi } from "../fixtures/api";
import { groups, larkmoor, mara } from "../fixtures/people";
import { visit } from "../fixtures/settle";
import { simulator } from "../fixtures/simulator";
import { syncNow } from "../fixtures/sync";
import { expect, openTenant, test } from "../fixtures/test";

const number = "E2ECHG01";
const group = groups.larkmoorUs.id;

test("what Amazon changes after the confirmation is shown with before and after until a person has seen it", async ({
  page,
  signIn,
  baseURL: origin,
}) => {
  test.setTimeout(120_000);
  await signIn(mara);
  const base = await openTenant(page, larkmoor);
  const tenant = base.slice("/t/".length);
  const read = (flow: "orders" | "order-status") => syncNow(page.request, { tenant, group, flow, origin });

  await simulator.addOrder(group, { number, lines: [{ amount: 4 }, { amount: 7 }] });
  expect(await read("orders")).toMatchObject({ state: "done" });
  await simulator.changeOrder(group, number, { kind: "acknowledge" });
  await read("orders");
  await simulator.changeOrder(group, number, { kind: "quantity", line: "1", amount: 9 });
  await read("orders");

  await visit(page, `${base}/orders?q=${number}`);
  const row = page.getByRole("row", { name: new RegExp(number) });
  await expect(row).toContainText("Changed by Amazon");
  await row.getByRole("link", { name: number }).click();
  await page.getByRole("complementary", { name: number }).getByRole("link", { name: /^Open/ }).last().click();
  await expect(page).toHaveTitle(new RegExp(number));

  const strip = page.getByRole("region", { name: "Amazon changed this PO" });
  await expect(strip).toContainText("Quantity");
  await expect(strip.locator("s")).toHaveText("4");
  await expect(strip).toContainText("→ 9");
  await strip.getByRole("button", { name: "Compare" }).click();
  await expect(page.getByRole("dialog")).toContainText(`What Amazon changed in ${number}`);
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Seen" }).click();
  await expect(strip).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Seen" })).toHaveCount(0);
  await visit(page, page.url());
  await expect(page.getByRole("heading", { name: "Timeline" })).toBeVisible();
  await expect(strip).toHaveCount(0);
  const input = { tenant, filter: { text: number, status: ["changed"] } };
  expect(await callApi(page.request, "orders.list", { input })).toMatchObject({ rows: [] });
});
