import { openEmptyTenant } from "@/db/testing/open-instance";
import { settle, visit } from "../fixtures/settle";
import { addSession, expect, test } from "../fixtures/test";

test("an owner names the workspace, keeps its companies, ends it, is warned on every page, and keeps it", async ({
  page,
  context,
  baseURL,
}) => {
  const { tenant, session } = await openEmptyTenant("Short Lived");
  await addSession(context, { baseURL, token: session });
  await visit(page, `/t/${tenant}/settings`);

  await page.getByLabel("Name", { exact: true }).fill("Long Lived");
  await page.getByRole("radio", { name: "Plum" }).check();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("button", { name: "Switch workspace, now Long Lived" })).toBeVisible();

  await page.getByRole("button", { name: "Add a legal entity" }).click();
  const form = page.getByRole("form", { name: "Add a legal entity" });
  await form.getByLabel("Name").fill("Long Lived GmbH");
  await form.getByRole("button", { name: "Add", exact: true }).click();
  await expect(form.getByText("Choose a country or region")).toBeVisible();
  await form.getByLabel("Country or region").selectOption("DE");
  await form.getByLabel("Address").fill("Lindenallee 4\n50968 Köln");
  await form.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("Germany · Lindenallee 4, 50968 Köln")).toBeVisible();
  await page.getByRole("button", { name: "Archive Long Lived GmbH" }).click();
  await expect(page.getByText("Germany · Lindenallee")).toBeHidden();
  // the earlier toast has an Undo of its own
  const archived = page.getByRole("listitem").filter({ hasText: "Long Lived GmbH archived" });
  await archived.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Germany · Lindenallee")).toBeVisible();

  await page.getByRole("button", { name: "Delete workspace" }).click();
  const dialog = page.getByRole("dialog");
  const confirm = dialog.getByRole("button", { name: "Delete workspace" });
  await dialog.getByRole("textbox").fill("long lived");
  await expect(confirm).toBeDisabled();
  await dialog.getByRole("textbox").fill("Long Lived");
  await confirm.click();
  const banner = page.getByRole("region", { name: "This workspace is about to be deleted" });
  await expect(banner).toContainText("Long Lived will be deleted on");
  for (const path of ["", "/orders", "/connections", "/profile", "/nowhere/at-all"]) {
    await visit(page, `/t/${tenant}${path}`);
    await expect(banner, path).toContainText("Nothing is read from Amazon any more.");
  }
  await settle(page);
  await banner.getByRole("button", { name: "Keep it" }).click();
  await expect(banner).toBeHidden();
  await visit(page, page.url());
  await expect(banner).toBeHidden();
});
