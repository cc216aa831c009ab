import type { Page } from "@playwright/test";
import { callApi } from "../fixtures/api";
import { mailsTo } from "../fixtures/mailbox";
import { larkmoor, mara } from "../fixtures/people";
import { settle, visit } from "../fixtures/settle";
import { expect, openTenant, test } from "../fixtures/test";

const ada = { name: "Ada Quinn", email: `ada.quinn.${Date.now()}@newcomer.example` };

async function linkFor(email: string): Promise<string> {
  const links = async () => (await mailsTo(email)).flatMap((mail) => mail.links);
  // The outbox is emptied once a minute.
  await expect.poll(async () => (await links()).length, { timeout: 75_000 }).toBeGreaterThan(0);
  return (await links()).find((link) => link.includes("/invitation?")) ?? "";
}

/** Chooses a role in somebody's row and waits until the list shows it. */
async function giveRole(page: Page, name: string, role: string): Promise<void> {
  await page.getByRole("button", { name: `Role of ${name}` }).click();
  await page.getByRole("menuitemradio", { name: role }).click();
  await expect(page.getByRole("button", { name: `Role of ${name}: ${role}` })).toBeVisible();
}

test("an invited person joins by the mailed link, a changed role holds in the open page, and the removed one is out at the next click", async ({
  page,
  signIn,
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000);
  await signIn(mara);
  const base = await openTenant(page, larkmoor);
  const tenant = base.slice("/t/".length);
  const adasBrowser = await browser.newContext({ baseURL: baseURL ?? "", locale: "en" });
  const adas = await adasBrowser.newPage();
  const ask = () => callApi(adasBrowser.request, "tenants.current", { input: { tenant } });

  await test.step("an owner invites; each address is answered for itself", async () => {
    await visit(page, `${base}/settings/members`);
    await page.getByRole("button", { name: "Invite people" }).click();
    await page.getByLabel("E-mail addresses").fill(`${ada.name} <${ada.email}>, ${mara.email}\nnonsense`);
    await page.getByRole("button", { name: "Send 3 invitations" }).click();
    const results = page.getByRole("status", { name: "What became of each address" });
    await expect(results.getByRole("listitem").filter({ hasText: ada.email })).toContainText("Invited");
    await expect(results.getByRole("listitem").filter({ hasText: mara.email })).toContainText("Is a member");
    await expect(results.getByRole("listitem").filter({ hasText: "nonsense" })).toContainText(
      "Not an e-mail",
    );
    await page.getByRole("button", { name: "Done" }).click();
    await expect(page.getByRole("row").filter({ hasText: ada.email })).toContainText("Operator");
  });

  await test.step("the new person opens the link, gives a name and is in", async () => {
    const link = await linkFor(ada.email);
    await visit(adas, link);
    await expect(adas.getByRole("heading", { name: `Join ${larkmoor}` })).toBeVisible();
    await expect(adas.getByText(new RegExp(`^${mara.name} invites you .* as Operator`))).toBeVisible();
    await adas.getByLabel("Your name").fill(ada.name);
    await adas.getByRole("button", { name: `Join ${larkmoor}` }).click();
    await expect(adas).toHaveURL(new RegExp(`${base}$`));
    expect(await ask()).toMatchObject({ role: "operator" });
    const again = await page.request.get(link);
    expect(await again.text()).toContain("This invitation is used");
  });

  await test.step("a role that is taken away ends with the next act in the open page, and its buttons go", async () => {
    await visit(adas, `${base}/connections`);
    const sync = adas.getByRole("button", { name: "Sync now" });
    await expect(sync.first()).toBeVisible();
    await settle(adas);
    await visit(page, page.url());
    await giveRole(page, ada.name, "Viewer");
    expect(await ask()).toMatchObject({ role: "viewer" });
    await sync.first().click();
    await expect(sync).toHaveCount(0);
    await expect(adas.getByText(/^Your role here is Viewer/)).toBeVisible();
  });

  await test.step("whoever is removed finds a clear page at the next click and nothing by the API", async () => {
    await page.getByRole("button", { name: `More for ${ada.name}` }).click();
    await page.getByRole("menuitem", { name: "Remove from workspace" }).click();
    await page.getByRole("button", { name: `Remove ${ada.name}` }).click();
    await expect(page.getByText(`${ada.name} is removed`)).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: ada.email })).toHaveCount(0);
    await expect(ask()).rejects.toThrow("NOT_FOUND");
    await adas.getByRole("link", { name: "Orders" }).first().click();
    await expect(
      adas.getByRole("heading", { name: `You no longer have access to ${larkmoor}` }),
    ).toBeVisible();
    await expect(adas.getByRole("navigation")).toHaveCount(0);
    await adas.getByRole("link", { name: "Your workspaces" }).click();
    await expect(adas.getByText(/^You are in no workspace yet/)).toBeVisible();
  });

  await test.step("the only way back is a new invitation, which the product offers", async () => {
    await page.getByRole("button", { name: "Invite again" }).click();
    await expect(page.getByLabel("E-mail addresses")).toHaveValue(ada.email);
  });
  await adasBrowser.close();
});

test("the last owner is told why there is no way out", async ({ page, signIn }) => {
  await signIn(mara);
  const base = await openTenant(page, larkmoor);
  await visit(page, `${base}/settings/members`);
  await expect(page.getByText("the only owner")).toBeVisible();
  await expect(page.getByRole("button", { name: `Role of ${mara.name}` })).toHaveCount(0);
  await page.getByRole("button", { name: `More for ${mara.name}` }).click();
  await page.getByRole("menuitem", { name: "Leave workspace" }).click();
  await expect(page.getByText("make somebody else an owner first")).toBeVisible();
});
