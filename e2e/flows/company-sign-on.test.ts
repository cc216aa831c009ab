import type { Page } from "@playwright/test";
import { openOwner } from "@/db/testing/open-instance";
import { nextMail } from "../fixtures/mailbox";
import { settle, visit } from "../fixtures/settle";
import { signInByMail } from "../fixtures/sign-in-by-mail";
import { expect, listen, test } from "../fixtures/test";

/** Who the company says that this browser is. */
type Claims = { account: string; address: string; isVerified: boolean };

async function comeFromCompany(page: Page, { account, address, isVerified }: Claims): Promise<void> {
  await page.getByLabel("Account").fill(account);
  await page.getByLabel("Address").fill(address);
  await page.getByLabel("Verified").setChecked(isVerified);
  await page.getByRole("button", { name: "Go on" }).click();
}

test("a company account is linked by the signed-in person whose address it vouches for, and then signs them in", async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const { email, tenant } = await openOwner("Linked Larder");
  const account = `company ${tenant}`;
  const others = await browser.newContext({ baseURL: baseURL ?? "", locale: "en" });
  const complaints: string[] = [];
  listen(others, complaints);
  const other = await others.newPage();

  await test.step("an account that nobody has linked opens nothing, though its address is somebody's", async () => {
    await visit(other, "/sign-in");
    await other.getByRole("button", { name: "Continue with company account" }).click();
    await comeFromCompany(other, { account, address: email, isVerified: true });
    await expect(other.getByText("This company account is not linked to anybody here")).toBeVisible();
    await others.clearCookies();
  });

  const linkAs = async (claims: Claims) => {
    await visit(page, `/t/${tenant}/profile`);
    await page.getByRole("button", { name: "Link", exact: true }).click();
    await comeFromCompany(page, claims);
    await expect(page).toHaveURL(new RegExp(`/t/${tenant}/profile`));
    await settle(page);
  };
  await test.step("an address that the company does not vouch for is refused", async () => {
    await signInByMail(page, email);
    await linkAs({ account, address: email, isVerified: false });
    await expect(page.getByText(`your company must vouch for the address ${email}`)).toBeVisible();
  });

  await test.step("the person's own is linked, and a mail tells", async () => {
    // the company knows this browser by now: a new one of it asks again
    await page.context().clearCookies({ domain: "127.0.0.1" });
    await linkAs({ account, address: email, isVerified: true });
    await expect(page.getByText("Linked: you can sign in by your company's sign-on.")).toBeVisible();
    expect((await nextMail(email, { holding: "company account was linked" })).subject).toBe(
      "Company account linked",
    );
  });

  await test.step("from then on it signs in, in any browser", async () => {
    await visit(other, "/sign-in");
    await other.getByRole("button", { name: "Continue with company account" }).click();
    await comeFromCompany(other, { account, address: email, isVerified: true });
    await expect(other).toHaveURL(new RegExp(`/t/${tenant}`));
    await expect(other.getByRole("navigation").first()).toBeVisible();
  });
  expect(complaints).toEqual([]);
  await others.close();
});
