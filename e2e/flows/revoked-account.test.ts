import { callApi } from "../fixtures/api";
import { mailsTo } from "../fixtures/mailbox";
import { groups, larkmoor, mara } from "../fixtures/people";
import { visit } from "../fixtures/settle";
import { simulator } from "../fixtures/simulator";
import { listConnections, syncNow } from "../fixtures/sync";
import { expect, openTenant, test } from "../fixtures/test";

const { id: group, label } = groups.larkmoorJp;

test("a grant ended at Amazon stops its account with one mail and one work item, and a new token brings it back", async ({
  page,
  signIn,
  baseURL: origin,
}) => {
  test.setTimeout(180_000);
  await signIn(mara);
  const base = await openTenant(page, larkmoor);
  const tenant = base.slice("/t/".length);
  const mailed = async () =>
    (await mailsTo(mara.email)).filter(({ subject }) => subject.includes(`${label}: authorisation ended`));

  await simulator.revoke(group);
  expect(await syncNow(page.request, { tenant, group, flow: "orders", origin })).toMatchObject({
    state: "failed",
  });
  const account = (await listConnections(page.request, tenant)).find((one) => one.sellingPartnerId === group);
  expect(account).toMatchObject({ state: "reauthorise" });
  const again = { tenant, connection: account?.id, flow: "order-status" };
  await expect(callApi(page.request, "connections.sync", { input: again, origin })).rejects.toThrow(
    "PRECONDITION",
  );

  await test.step("home says what to do", async () => {
    await visit(page, base);
    await expect(page.getByRole("listitem").filter({ hasText: `Re-authorise JP · ${label}` })).toHaveCount(1);
    await expect(page.getByText("needs a new consent")).toBeVisible();
  });

  await test.step("a new token brings it back", async () => {
    const refreshToken = await simulator.selfAuthorise(group);
    await page.getByRole("listitem").filter({ hasText: `Re-authorise JP` }).getByRole("link").click();
    await page.getByRole("link", { name: `JP · ${label}` }).click();
    await page.getByRole("button", { name: "Re-authorise" }).first().click();
    await page.getByLabel("Refresh token").fill(refreshToken);
    await page.getByRole("button", { name: "Authorise with this token" }).click();
    await expect(page.getByText(`JP · ${label} is connected`)).toBeVisible();
    await visit(page, base);
    await expect(page.getByRole("heading", { name: /^Do now/ })).toBeVisible();
    await expect(page.getByText("Re-authorise JP")).toHaveCount(0);
  });
  // The outbox is emptied once a minute, whole: a second mail would come with the first.
  await expect.poll(async () => (await mailed()).length, { timeout: 75_000 }).toBe(1);
});
