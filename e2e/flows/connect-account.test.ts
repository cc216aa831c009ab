import { callApi } from "../fixtures/api";
import { fernhill, groups, jun, larkmoor, mara } from "../fixtures/people";
import { settle, visit } from "../fixtures/settle";
import { signInByMail } from "../fixtures/sign-in-by-mail";
import { simulator } from "../fixtures/simulator";
import { waitUntilRead } from "../fixtures/sync";
import { expect, openTenant, test } from "../fixtures/test";

const number = "E2ECAN01";

test("an account connected at Amazon brings its POs to grid and home, and to no other workspace", async ({
  page,
  browser,
  baseURL,
  signIn,
}) => {
  test.setTimeout(150_000);
  await simulator.addOrder(groups.canada.id, { number, lines: [{ amount: 12 }, { amount: 3 }] });

  await test.step("sign in by the mailed link", () => signInByMail(page, mara.email));

  const base = await openTenant(page, larkmoor);
  const tenant = base.slice("/t/".length);
  const places = page.getByRole("navigation", { name: "Main navigation" });

  await test.step("agree on Amazon's page", async () => {
    await places.getByRole("link", { name: "Connections" }).click();
    await page.getByRole("link", { name: "Connect an account" }).click();
    await expect(page.getByRole("heading", { name: "Connect an account" })).toBeVisible();
    await settle(page);
    await page.getByRole("radio", { name: /^CA/ }).check();
    await page.getByRole("button", { name: "Go to Vendor Central CA" }).click();
    await expect(page).toHaveURL(new RegExp(`^${process.env.SIMULATOR_URL}/vendorcentral/CA/`));
    await page.getByRole("radio", { name: new RegExp(groups.canada.name) }).check();
    await page.getByRole("button", { name: "Approve" }).click();
    await expect(page).toHaveURL(/\/connections\?connected=cn_/);
    await expect(page.getByRole("status").getByText(/^CA · .+ is connected$/)).toBeVisible();
  });

  const order = await test.step("see its POs", async () => {
    await waitUntilRead(page.request, tenant);
    await places.getByRole("link", { name: "Orders" }).click();
    await expect(page).toHaveURL(/\/orders$/);
    await settle(page);
    await page.getByRole("searchbox").fill(number);
    const row = page.getByRole("row", { name: new RegExp(number) });
    await expect(row).toContainText("To confirm");
    await expect(row).toContainText("15");
    await places.getByRole("link", { name: "Home" }).click();
    await expect(page.getByRole("rowheader", { name: /^CA/ })).toBeVisible();
    await expect(page.getByRole("region", { name: "Freshness" }).getByText(/^CA · /)).toBeVisible();
    const input = { tenant, filter: { text: number } };
    const found = (await callApi(page.request, "orders.list", { input })) as { rows: { id: string }[] };
    const id = found.rows[0]?.id ?? "";
    await visit(page, `${base}/orders/${id}`);
    await expect(page).toHaveTitle(new RegExp(number));
    return id;
  });

  await test.step("the other workspace knows nothing of it", async () => {
    const context = await browser.newContext({ baseURL });
    await signIn(jun, context);
    const other = await context.newPage();
    const own = await openTenant(other, fernhill);
    await expect(other.getByRole("rowheader", { name: /^FR/ })).toBeVisible();
    await expect(other.getByRole("rowheader", { name: /^CA/ })).toHaveCount(0);
    await visit(other, `${own}/orders?status=any&q=${number}`);
    await expect(other.getByText("No PO fits these filters.")).toBeVisible();
    const noPlace = "You have no access to this workspace";
    for (const [path, words] of [
      [`${own}/orders/${order}`, "No such PO here"],
      [`${base}/orders/${order}`, noPlace],
      [`${base}/orders`, noPlace],
      [base, noPlace],
    ] as const) {
      const answer = await visit(other, path);
      expect(await answer?.text(), path).not.toContain(number);
      await expect(other.getByRole("heading", { name: words }), path).toBeVisible();
      await expect(other, path).toHaveTitle(/^(?!.*E2ECAN01)/);
      for (const word of [number, larkmoor])
        await expect(other.locator("body"), path).not.toContainText(word);
    }
    await expect(callApi(context.request, "orders.get", { input: { tenant, order } })).rejects.toThrow(
      "NOT_FOUND",
    );
    await context.close();
  });
});
