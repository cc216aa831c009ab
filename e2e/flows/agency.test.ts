import type { Browser, Page } from "@playwright/test";
import { endGrants, openAgency, openEmptyTenant } from "@/db/testing/open-instance";
import { callApi } from "../fixtures/api";
import { settle, visit } from "../fixtures/settle";
import { addSession, expect, listen, test } from "../fixtures/test";

/** A browser of its own; what it complains of is expected to be refusals alone once access has ended. */
async function openBrowser(browser: Browser, baseURL: string | undefined, session: string) {
  const context = await browser.newContext(baseURL ? { baseURL } : {});
  const complaints: string[] = [];
  listen(context, complaints);
  await addSession(context, { baseURL, token: session });
  return { page: await context.newPage(), complaints };
}

const switcher = (page: Page, name: string, agency: string) =>
  page.getByRole("button", { name: `Switch workspace, now ${name}, via ${agency}` });

test("a tenant grants access, the agency's lead switches by keys, and a revoked one is out with the next click", async ({
  browser,
  baseURL,
}) => {
  const mark = Date.now().toString(36);
  const agency = { name: `Brightwater ${mark}`, ...(await openAgency(`Brightwater ${mark}`)) };
  const names = ["Alder", "Beech", "Cedar"].map((name) => `${name} ${mark}`);
  const [first, ...others] = await Promise.all(
    names.map(async (name) => ({ name, ...(await openEmptyTenant(name)) })),
  );
  if (!first) throw new Error("no tenant");

  const owner = await openBrowser(browser, baseURL, first.session);
  await visit(owner.page, `/t/${first.tenant}/settings/agencies`);
  await owner.page.getByRole("button", { name: "Grant access to an agency" }).click();
  const form = owner.page.getByRole("dialog");
  await form.getByLabel("Code of the agency").fill(agency.tenant);
  await expect(form.getByText(`You grant access to ${agency.name}`)).toBeVisible();
  await form.getByRole("radio", { name: "Manager" }).check();
  await form.getByRole("button", { name: "Grant access" }).click();
  const grant = owner.page.getByRole("main").getByRole("listitem").filter({ hasText: agency.name });
  await expect(grant).toContainText("as Manager");
  await expect(grant).toContainText("nobody entered");
  for (const { tenant, session } of others) {
    const { page } = await openBrowser(browser, baseURL, session);
    const terms = { role: "viewer", connections: null, endsOn: null };
    const input = { tenant, agency: agency.tenant, ...terms };
    await callApi(page.request, "agencies.grant", { input, origin: baseURL });
  }

  const lead = await openBrowser(browser, baseURL, agency.session);
  const { page } = lead;
  await visit(page, `/t/${agency.tenant}`);
  await expect(page.getByRole("link", { name: `Open ${first.name}` })).toBeVisible();
  await settle(page);
  // its own workspace is 1, the clients follow by name
  for (const [index, name] of names.entries()) {
    await page.keyboard.press("t");
    await expect(page.getByRole("dialog", { name: "Workspaces" })).toBeVisible();
    await expect(page.getByRole("option", { name })).toBeVisible();
    await page.keyboard.press(String(index + 2));
    await expect(switcher(page, name, agency.name)).toBeVisible();
    await settle(page);
  }
  // pinned by key, it comes first
  await page.keyboard.press("t");
  await page.keyboard.type(first.name);
  await expect(page.getByRole("option")).toHaveCount(1);
  await expect(page.getByRole("button", { name: `Pin ${first.name}` })).toBeVisible();
  const pinned = page.waitForResponse((answer) => answer.url().includes("session.pinTenant"));
  await page.keyboard.press("Shift+Enter");
  await expect(page.getByRole("button", { name: `Unpin ${first.name}` })).toBeVisible();
  expect((await pinned).ok()).toBe(true);
  await expect(page.getByRole("option", { name: first.name })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("t");
  await expect(page.getByRole("group", { name: "Pinned" })).toBeVisible();
  await page.keyboard.press("1");
  await expect(switcher(page, first.name, agency.name)).toBeVisible();
  await settle(page);
  expect(lead.complaints).toEqual([]);

  await visit(owner.page, owner.page.url());
  await expect(grant).toContainText("1 person in 30 days");
  await owner.page.getByRole("button", { name: `Revoke the access of ${agency.name}` }).click();
  const question = owner.page.getByRole("dialog");
  await expect(question.getByRole("button", { name: "Revoke access" })).toBeDisabled();
  await question.getByRole("textbox").fill(agency.name);
  await question.getByRole("button", { name: "Revoke access" }).click();
  await expect(owner.page.getByText("No agency has access to this workspace.")).toBeVisible();
  await expect(grant).toContainText("revoked");

  await page
    .getByRole("navigation", { name: "Main navigation" })
    .getByRole("link", { name: "Orders" })
    .click();
  const gone = page.getByRole("heading", { name: `You no longer have access to ${first.name}` });
  await expect(gone).toBeVisible();
  await page.getByRole("link", { name: "Your workspaces" }).click();
  await expect(page.getByRole("link", { name: `Open ${names[1]}` })).toBeVisible();
  await expect(page.getByRole("link", { name: `Open ${first.name}` })).toHaveCount(0);
  expect(lead.complaints.filter((line) => !/status of 404/.test(line))).toEqual([]);
  expect(owner.complaints).toEqual([]);
});

test("a grant whose last day ends while its page is open is over at the next click", async ({
  browser,
  baseURL,
}) => {
  const mark = Date.now().toString(36);
  const agency = { name: `Fjord ${mark}`, ...(await openAgency(`Fjord ${mark}`)) };
  const own = await openEmptyTenant(`Gorse ${mark}`);
  const owner = await openBrowser(browser, baseURL, own.session);
  const terms = { role: "viewer", connections: null, endsOn: "2999-12-31" };
  const input = { tenant: own.tenant, agency: agency.tenant, ...terms };
  await callApi(owner.page.request, "agencies.grant", { input, origin: baseURL });
  const { page, complaints } = await openBrowser(browser, baseURL, agency.session);
  await visit(page, `/t/${own.tenant}`);
  expect(complaints).toEqual([]);
  const orders = `/t/${own.tenant}/orders`;
  await expect(page.locator(`a[href="${orders}"]`).first()).toBeVisible();
  await endGrants(own.tenant);
  // the frame may have noticed before there is anything left to click
  await page.evaluate((at) => document.querySelector<HTMLElement>(`a[href="${at}"]`)?.click(), orders);
  // the frame names it; a page that comes whole from the server tells no workspace from an unknown one
  const gone = new RegExp(`^You (no longer have access to Gorse ${mark}|have no access to this workspace)$`);
  await expect(page.getByRole("heading", { name: gone })).toBeVisible();
  await page.getByRole("link", { name: "Your workspaces" }).click();
  await expect(page.getByRole("link", { name: `Open Gorse ${mark}` })).toHaveCount(0);
  expect(complaints.filter((line) => !/status of 404/.test(line))).toEqual([]);
});

test("an admin answers a review of access by keys, and who is revoked is out", async ({
  browser,
  baseURL,
}) => {
  const mark = Date.now().toString(36);
  const agency = await openAgency(`Dunes ${mark}`);
  const own = await openEmptyTenant(`Elm ${mark}`);
  const { page, complaints } = await openBrowser(browser, baseURL, own.session);
  const terms = { role: "viewer", connections: null, endsOn: null };
  const input = { tenant: own.tenant, agency: agency.tenant, ...terms };
  await callApi(page.request, "agencies.grant", { input, origin: baseURL });
  await visit(page, `/t/${own.tenant}/settings/access-review`);
  await page.getByRole("button", { name: /^Review now/ }).click();
  await expect(page.getByText("0 of 2 answered")).toBeVisible();
  await settle(page);
  await page.keyboard.press("r");
  const question = page.getByRole("dialog");
  await question.getByRole("textbox").fill(`Dunes ${mark}`);
  await page.keyboard.press("Enter");
  await expect(page.getByText("1 of 2 answered")).toBeVisible();
  const staff = await openBrowser(browser, baseURL, agency.session);
  const look = callApi(staff.page.request, "tenants.current", { input: { tenant: own.tenant } });
  await expect(look).rejects.toThrow("NOT_FOUND");
  await page.keyboard.press("y");
  await expect(page.getByText("1 kept, 1 revoked")).toBeVisible();
  await expect(page.getByText("No review is open.", { exact: false })).toBeVisible();
  expect(complaints).toEqual([]);
});
