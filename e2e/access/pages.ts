import type { World } from "./world";

/** Where a route is looked at; null: it shows nothing itself and leads on. */
export type Visit = { path: string; session: string | null };
type Visits = Record<string, ((world: World) => Visit) | null>;

const stranger = (path: string) => () => ({ path, session: null });
const inside =
  (rest: (world: World) => string = () => "") =>
  (world: World) => ({ path: `/t/${world.tenant}${rest(world)}`, session: world.session });
const inEmpty =
  (rest = "") =>
  ({ empty }: World) => ({ path: `/t/${empty.tenant}${rest}`, session: empty.session });

/** One entry for each page.tsx below app/. */
export const routes: Visits = {
  "/": null,
  "/sign-in": stranger("/sign-in"),
  "/sign-in/confirm": ({ link }) => ({ path: link, session: null }),
  "/sign-in/first-owner": stranger("/sign-in/first-owner?token=used"),
  "/sign-in/sent": stranger("/sign-in/sent"),
  "/t": ({ session }) => ({ path: "/t", session }),
  "/t/[tenant]": inside(),
  "/t/[tenant]/connections": inside(() => "/connections"),
  "/t/[tenant]/connections/[connection]": inside(({ connection }) => `/connections/${connection}`),
  "/t/[tenant]/connections/apps": inside(() => "/connections/apps"),
  "/t/[tenant]/connections/apps/[app]": inside(({ app }) => `/connections/apps/${app}`),
  "/t/[tenant]/connections/apps/new": inside(() => "/connections/apps/new"),
  "/t/[tenant]/connections/connect": inside(() => "/connections/connect"),
  "/t/[tenant]/orders": inside(() => "/orders"),
  "/t/[tenant]/orders/[order]": inside(({ order }) => `/orders/${order}`),
  "/t/[tenant]/settings/audit": inside(() => "/settings/audit"),
  "/t/[tenant]/profile": inside(() => "/profile"),
};

/** The same pages as they look otherwise. */
export const states: Visits = {
  "sign-in, refused": stranger("/sign-in?error=limit&minutes=3"),
  "sign-in, a used link": stranger("/sign-in/confirm?token=used"),
  "home of an empty workspace": inEmpty(),
  "orders of an empty workspace": inEmpty("/orders"),
  "connections of an empty workspace": inEmpty("/connections"),
  "orders, nothing found": inside(() => "/orders?q=NOTHERE0"),
  "orders, filtered": inside(() => "/orders?status=any&market=DE,GB&due=today&changed=true"),
  "audit, nothing found": inside(() => "/settings/audit?outcome=denied&kind=agency&from=2020-01-01"),
  "connections, refused": inside(() => "/connections?refused=seller-account"),
  "connect by token": inside(() => "/connections/connect?way=token&country=DE"),
};
