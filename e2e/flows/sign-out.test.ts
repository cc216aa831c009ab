import { callApi } from "../fixtures/api";
import { larkmoor, mara } from "../fixtures/people";
import { visit } from "../fixtures/settle";
import { expect, openTenant, test } from "../fixtures/test";

test("after signing out no page, no cookie kept aside and no way back shows the workspace", async ({
  page,
  signIn,
  context,
}) => {
  await signIn(mara);
  const base = await openTenant(page, larkmoor);
  const kept = await context.cookies();
  await page.getByRole("button", { name: `Account of ${mara.name}` }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await visit(page, base);
  await expect(page).toHaveURL(/\/sign-in/);
  await context.addCookies(kept);
  await visit(page, base);
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(callApi(page.request, "session.me", { input: {} })).rejects.toThrow("UNAUTHENTICATED");
});
