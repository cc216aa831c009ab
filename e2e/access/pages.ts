import type { Page } from "@playwright/test";
import type { World } from "./world";

/** Where a route is looked at, and what is opened there first; null: it shows nothing itself and leads on. */
export type Visit = { path: string; session: string | null; open?: (page: Page) => Promise<void> };
type Visits = Record<string, ((world: World) => Visit) | null>;

const stranger = (path: string) => () => ({ path, session: null });
const inside =
  (rest: (world: World) => string = () => "") =>
  (world: World) => ({ path: `/t/${world.tenant}${rest(world)}`, session: world.session });
const inEmpty =
  (rest = "") =>
  ({ empty }: World) => ({ path: `/t/${empty.tenant}${rest}`, session: empty.session });

const dialog = (page: Page) => page.getByRole("dialog").waitFor();
/** A button by its icon, which is the same in every language, and the dialog it opens. */
const press = (icon: string) => async (page: Page) => {
  await page.locator(`button:has(.lucide-${icon})`).first().click();
  await dialog(page);
};

/** The first button of a block, and the dialog it opens. */
const pressIn = (heading: string) => async (page: Page) => {
  await page.locator(`section[aria-labelledby="${heading}"] button`).first().click();
  await dialog(page);
};

/** One entry for each page.tsx below app/. */
export const routes: Visits = {
  "/": null,
  "/invitation": ({ invitation }) => ({ path: invitation, session: null }),
  "/sign-in": stranger("/sign-in"),
  "/sign-in/address": ({ factor }) => ({ path: `/sign-in/address?token=${factor.notify}`, session: null }),
  "/sign-in/code": ({ factor }) => ({ path: "/sign-in/code", session: factor.half }),
  "/sign-in/confirm": ({ link }) => ({ path: link, session: null }),
  "/sign-in/first-owner": stranger("/sign-in/first-owner?token=used"),
  "/sign-in/recovery-codes": ({ session }) => ({ path: "/sign-in/recovery-codes", session }),
  "/sign-in/second-factor": ({ session }) => ({ path: "/sign-in/second-factor", session }),
  "/sign-in/sent": stranger("/sign-in/sent"),
  "/sign-in/unlock": ({ factor }) => ({ path: `/sign-in/unlock?token=${factor.unlock}`, session: null }),
  "/t": ({ session }) => ({ path: "/t", session }),
  "/t/[tenant]": inside(),
  "/t/[tenant]/[...missing]": inside(() => "/nowhere/at-all"),
  "/t/[tenant]/connections": inside(() => "/connections"),
  "/t/[tenant]/connections/[connection]": inside(({ connection }) => `/connections/${connection}`),
  "/t/[tenant]/connections/[connection]/shadow": inside(
    ({ connection }) => `/connections/${connection}/shadow`,
  ),
  "/t/[tenant]/connections/apps": inside(() => "/connections/apps"),
  "/t/[tenant]/connections/apps/[app]": inside(({ app }) => `/connections/apps/${app}`),
  "/t/[tenant]/connections/apps/new": inside(() => "/connections/apps/new"),
  "/t/[tenant]/connections/connect": inside(() => "/connections/connect"),
  "/t/[tenant]/orders": inside(() => "/orders"),
  "/t/[tenant]/orders/[order]": inside(({ order }) => `/orders/${order}`),
  "/t/[tenant]/settings/audit": inside(() => "/settings/audit"),
  "/t/[tenant]/profile": inside(() => "/profile"),
  "/t/[tenant]/settings/members": inside(() => "/settings/members"),
  "/t/[tenant]/settings": inside(() => "/settings"),
  "/t/[tenant]/settings/access-review": inside(() => "/settings/access-review"),
  "/t/[tenant]/settings/agencies": inside(() => "/settings/agencies"),
};

/** The same pages as they look otherwise. */
export const states: Visits = {
  "sign-in, refused": stranger("/sign-in?error=limit&minutes=3"),
  "sign-in, a used link": stranger("/sign-in/confirm?token=used"),
  "invitation, for somebody else": ({ invitation, session }) => ({ path: invitation, session }),
  "invitation, unknown": stranger("/invitation?token=used"),
  "sign-in, the company's account refused": stranger("/sign-in?error=company-unlinked"),
  "code, locked": ({ factor }) => ({
    path: "/sign-in/code?error=locked&minutes=12",
    session: factor.half,
  }),
  "code, wrong": ({ factor }) => ({ path: "/sign-in/code?error=wrongCode", session: factor.half }),
  "code, before a change": ({ factor }) => ({ path: "/sign-in/code?again=1", session: factor.whole }),
  "second factor, replaced": ({ factor }) => ({ path: "/sign-in/second-factor", session: factor.whole }),
  "address, a used link": stranger("/sign-in/address?token=used"),
  "address, confirmed": stranger("/sign-in/address?done=1"),
  "unlock, a used link": stranger("/sign-in/unlock?token=used"),
  "home of an empty workspace": inEmpty(),
  "home of an agency": ({ agency }) => ({ path: `/t/${agency.tenant}`, session: agency.session }),
  "all workspaces, none": ({ nobody }) => ({ path: "/t", session: nobody }),
  "all workspaces of an agency's lead": ({ agency }) => ({ path: "/t", session: agency.session }),
  "all workspaces, nothing found": ({ session }) => ({ path: "/t?q=nowhere", session }),
  "workspaces, to switch": (world) => ({
    ...inside()(world),
    open: async (page) => {
      await page.keyboard.press("t");
      await dialog(page);
    },
  }),
  "settings of a workspace that ends": ({ ending }) => ({
    path: `/t/${ending.tenant}/settings`,
    session: ending.session,
  }),
  "profile with a second factor": ({ factor, ending }) => ({
    path: `/t/${ending.tenant}/profile`,
    session: factor.whole,
  }),
  "agencies of an empty workspace": inEmpty("/settings/agencies"),
  "agencies, one to be given access": (world) => ({
    ...inEmpty("/settings/agencies")(world),
    open: press("plus"),
  }),
  "access review, open": inEmpty("/settings/access-review"),
  "orders of an empty workspace": inEmpty("/orders"),
  "connections of an empty workspace": inEmpty("/connections"),
  "members of an empty workspace": inEmpty("/settings/members"),
  "members, some to be invited": (world) => ({
    ...inEmpty("/settings/members")(world),
    open: press("user-plus"),
  }),
  "order, to be answered": (world) => ({
    ...inside(({ toConfirm }) => `/orders/${toConfirm}`)(world),
    open: async (page) => {
      await page.keyboard.press("a");
      const quantity = page.locator("[data-amount]").first();
      await quantity.fill("0");
      await quantity.press("r");
    },
  }),
  "order, shown otherwise": inside(({ answered }) => `/orders/${answered.mismatch}`),
  "order, refused": inside(({ answered }) => `/orders/${answered.refused}`),
  "order, to be settled by a person": (world) => ({
    ...inside(({ answered }) => `/orders/${answered.unknown}`)(world),
    open: pressIn("strip-title"),
  }),
  "order, a case for Amazon": (world) => ({
    ...inside(({ answered }) => `/orders/${answered.traceless}`)(world),
    open: pressIn("strip-title"),
  }),
  "order, the bytes of an answer": (world) => ({
    ...inside(({ answered }) => `/orders/${answered.refused}`)(world),
    open: pressIn("documents-title"),
  }),
  "orders, nothing found": inside(() => "/orders?q=NOTHERE0"),
  "orders, filtered": inside(() => "/orders?status=any&market=DE,GB&due=today&changed=true"),
  "audit, nothing found": inside(() => "/settings/audit?outcome=denied&kind=agency&from=2020-01-01"),
  "audit, before and after": (world) => ({
    ...inside(() => "/settings/audit?action=app.manage")(world),
    open: async (page) => {
      await page.locator("[data-row]").first().click();
      await page.getByRole("complementary").getByRole("heading").first().waitFor();
    },
  }),
  "shadow, nothing prepared": inside(({ unanswered }) => `/connections/${unanswered}/shadow`),
  "shadow, about to go live": (world) => ({
    ...inside(({ unanswered }) => `/connections/${unanswered}/shadow`)(world),
    open: press("send"),
  }),
  "shadow, what differs": inside(({ connection }) => `/connections/${connection}/shadow?show=different`),
  "connections, refused": inside(() => "/connections?refused=seller-account"),
  "connect by token": inside(() => "/connections/connect?way=token&country=DE"),
};
