import type { APIRequestContext, Browser } from "@playwright/test";
import {
  openAnswers,
  openEmptyTenant,
  openFactor,
  openInvitation,
  openLink,
  openNobody,
  openSession,
} from "@/db/testing/open-instance";
import { callApi } from "../fixtures/api";
import { groups, larkmoor, mara, noor, northlight } from "../fixtures/people";
import { keepInShadow, prepareInShadow } from "../fixtures/shadow";
import { listConnections, waitUntilRead } from "../fixtures/sync";
import { addSession, test as watched } from "../fixtures/test";

/** What the pages under test are called by: ids of the demo once all of it is read, and an empty workspace. */
export type World = {
  session: string;
  tenant: string;
  order: string;
  /** a PO that nobody has answered */
  toConfirm: string;
  /** POs whose last answer went wrong, and one that left no trace */
  answered: { mismatch: string; refused: string; unknown: string; traceless: string };
  /** an account in shadow mode with prepared answers, and one with none */
  connection: string;
  unanswered: string;
  app: string;
  /** path of an unused sign-in link */
  link: string;
  /** path of an open invitation to somebody new */
  invitation: string;
  empty: { tenant: string; session: string };
  /** one that will be deleted */
  ending: { tenant: string; session: string };
  /** a session of somebody without any workspace */
  nobody: string;
  /** of somebody with a second factor: half a session, a whole one, and tokens of mailed links */
  factor: { half: string; whole: string; unlock: string; notify: string };
  /** one that works for both tenants of the demo */
  agency: { tenant: string; session: string };
};

export const test = watched.extend<object, { world: World }>({
  world: [
    async ({ browser }, use, { project }) => {
      const baseURL = project.use.baseURL ?? "";
      const session = await openSession(mara.email);
      const context = await browser.newContext({ baseURL });
      await addSession(context, { baseURL, token: session });
      const { request } = context;
      const ask = (procedure: string, input: Record<string, unknown>) =>
        callApi(request, procedure, { input });
      const tenants = (await ask("session.tenants", {})) as { id: string; name: string }[];
      const tenant = tenants.find(({ name }) => name === larkmoor)?.id ?? "";
      await waitUntilRead(request, tenant);
      const filter = { status: ["changed", "confirmed"], market: ["US"] };
      const orders = (await ask("orders.list", { tenant, filter })) as {
        rows: { id: string; status: string }[];
      };
      const order = orders.rows.find(({ status }) => status === "changed") ?? orders.rows[0];
      const confirmed = (await ask("orders.list", {
        tenant,
        filter: { status: ["confirmed"], market: ["GB"] },
      })) as { rows: { id: string }[] };
      const [mismatch = "", refused = "", unknown = "", traceless = ""] = await openAnswers(
        tenant,
        confirmed.rows.map(({ id }) => id),
      );
      const waiting = (await ask("orders.list", { tenant, filter: { status: ["to-confirm"] } })) as {
        rows: { id: string }[];
      };
      const connections = await listConnections(request, tenant);
      const accountOf = (group: string) =>
        connections.find((one) => one.sellingPartnerId === group)?.id ?? "";
      await prepareOnce(request, { tenant, group: groups.larkmoorUs.id, origin: baseURL });
      const apps = (await ask("connections.apps", { tenant })) as { id: string }[];
      await context.close();
      const [empty, ending] = [
        await openEmptyTenant("Empty Pantry"),
        await openEmptyTenant("Closing Pantry"),
      ];
      await actAs(browser, { baseURL, ...empty, procedure: "reviews.open", input: {} });
      const typedWord = "Closing Pantry";
      await actAs(browser, { baseURL, ...ending, procedure: "tenants.askDeletion", input: { typedWord } });
      await use({
        session,
        tenant,
        order: order?.id ?? "",
        answered: { mismatch, refused, unknown, traceless },
        toConfirm: waiting.rows[0]?.id ?? "",
        connection: accountOf(groups.larkmoorUs.id),
        unanswered: accountOf(groups.larkmoorJp.id),
        app: apps[0]?.id ?? "",
        link: `/sign-in/confirm?token=${await openLink(mara.email)}`,
        invitation: `/invitation?token=${await openInvitation(tenant)}`,
        empty,
        ending,
        nobody: await openNobody(),
        factor: await openFactor(ending.tenant),
        agency: { tenant: await agencyOf(browser, baseURL), session: await openSession(noor.email) },
      });
    },
    { scope: "worker", timeout: 180_000 },
  ],
});

type Act = {
  baseURL: string;
  tenant: string;
  session: string;
  procedure: string;
  input: Record<string, unknown>;
};

async function actAs(browser: Browser, { baseURL, tenant, session, procedure, input }: Act): Promise<void> {
  const context = await browser.newContext({ baseURL });
  await addSession(context, { baseURL, token: session });
  await callApi(context.request, procedure, { input: { tenant, ...input }, origin: baseURL });
  await context.close();
}

const same = "E2ESHW01";
const different = "E2ESHW02";
const waiting = "E2ESHW03";

/** An answer of each verdict; a world that is made anew finds them there. */
async function prepareOnce(
  request: APIRequestContext,
  where: { tenant: string; group: string; origin: string | undefined },
): Promise<void> {
  const { id } = await keepInShadow(request, where);
  const input = { tenant: where.tenant, connection: id };
  const report = (await callApi(request, "acknowledgements.shadow", { input })) as {
    rows: { number: string }[];
  };
  if (report.rows.some(({ number }) => number === waiting)) return;
  await prepareInShadow(request, where, [
    { number: same, amounts: [12, 6], acceptedShare: 1 },
    { number: different, amounts: [480, 24, 7], acceptedShare: 0.5 },
    { number: waiting, amounts: [36], acceptedShare: null },
  ]);
}

async function agencyOf(browser: Browser, baseURL: string): Promise<string> {
  const context = await browser.newContext({ baseURL });
  await addSession(context, { baseURL, token: await openSession(noor.email) });
  const tenants = (await callApi(context.request, "session.tenants", { input: {} })) as {
    id: string;
    name: string;
  }[];
  await context.close();
  return tenants.find(({ name }) => name === northlight)?.id ?? "";
}
