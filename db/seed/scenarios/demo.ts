import type { Ctx } from "@/server/access/context";
import { createPerson } from "@/server/access/create-person";
import { privateApp } from "@/server/acorn/simulator/defaults";
import { grantAccess } from "@/server/modules/agencies/grant-access";
import { connectByToken } from "@/server/modules/connections/connect-by-token";
import { saveApp } from "@/server/modules/connections/save-app";
import { setMode } from "@/server/modules/connections/set-mode";
import { addMember } from "@/server/modules/members/add-member";
import { createTenant } from "@/server/modules/tenants/create-tenant";
import { systemClock } from "@/server/platform/clock";
import { env } from "@/server/platform/env";
import { type Id, newId } from "@/server/platform/ids";
import { createLogger } from "@/server/platform/log";

const log = createLogger("seed", "warn");
const outside = { clock: systemClock, log, requestId: "seed" };

/** The people of the demo; the first of each tenant gets a sign-in link. */
export const demoPeople = {
  mara: { name: "Mara Osei", email: "mara.osei@larkmoor.example" },
  jun: { name: "Jun Ferrand", email: "jun.ferrand@fernhill.example" },
  /** leads the agency that both tenants have granted access */
  noor: { name: "Noor Halvard", email: "noor.halvard@northlight.example" },
  /** works for that agency */
  tomas: { name: "Tomas Brandt", email: "tomas.brandt@northlight.example" },
} as const;

/** A real account starts in shadow mode; of the demo's some do, so that both can be seen. */
type Account = { group: string; country: string; label: string; isLive?: boolean };
const larkmoor: Account[] = [
  { group: "amzn1.vg.7001001", country: "US", label: "Alder Lane", isLive: true },
  { group: "amzn1.vg.7001002", country: "US", label: "Harbour & Thistle", isLive: true },
  { group: "amzn1.vg.7001005", country: "GB", label: "Harbour & Thistle", isLive: true },
  { group: "amzn1.vg.7001007", country: "DE", label: "Kessel & Kelle", isLive: true },
  { group: "amzn1.vg.7001012", country: "JP", label: "檜台所" },
];
const fernhill: Account[] = [
  { group: "amzn1.vg.7001009", country: "FR", label: "Maison Cuivre", isLive: true },
  { group: "amzn1.vg.7001010", country: "IT", label: "Pentola Viva" },
];

/**
 * Two tenants that know nothing of each other, an agency that works for both, with accounts authorised the way a person does it: the tenant's own app
 * and a refresh token out of Vendor Central, here the simulator's. The orders then come by themselves.
 */
export async function seedDemo(): Promise<void> {
  const mara = await createPerson(demoPeople.mara);
  const jun = await createPerson(demoPeople.jun);
  const a = await createTenant(
    { name: "Larkmoor Kitchen", zone: "Europe/London", hue: 1, owner: { userId: mara, ...demoPeople.mara } },
    outside,
  );
  const b = await createTenant(
    { name: "Fernhill Tableware", zone: "Europe/Paris", hue: 4, owner: { userId: jun, ...demoPeople.jun } },
    outside,
  );
  const asSetUp: Ctx = { ...outside, tenantId: b, actor: { kind: "job", name: "set-up" } };
  await addMember(asSetUp, { userId: mara, role: "viewer", ...demoPeople.mara });
  const [asMara, asJun] = [ownerOf(a, mara, demoPeople.mara), ownerOf(b, jun, demoPeople.jun)];
  await connectAll(asMara, larkmoor);
  const [maison] = await connectAll(asJun, fernhill);
  const agencyId = await openAgency();
  await grantAccess(asMara, { agencyId, role: "manager", connectionIds: null, endsOn: null });
  if (maison) {
    await grantAccess(asJun, { agencyId, role: "viewer", connectionIds: [maison], endsOn: inHalfAYear() });
  }
}

/** An agency with a lead and one of its staff. */
async function openAgency(): Promise<Id<"tenant">> {
  const [noor, tomas] = [await createPerson(demoPeople.noor), await createPerson(demoPeople.tomas)];
  const tenantId = await createTenant(
    {
      name: "Northlight",
      kind: "agency",
      zone: "Europe/Berlin",
      hue: 6,
      owner: { userId: noor, ...demoPeople.noor },
    },
    outside,
  );
  const asSetUp: Ctx = { ...outside, tenantId, actor: { kind: "job", name: "set-up" } };
  await addMember(asSetUp, { userId: tomas, role: "operator", ...demoPeople.tomas });
  return tenantId;
}

const inHalfAYear = () => new Date(Date.now() + 182 * 86_400_000).toISOString().slice(0, 10);

function ownerOf(tenantId: Id<"tenant">, userId: Id<"user">, person: { name: string; email: string }): Ctx {
  const actor = { kind: "member", userId, memberId: newId("member"), role: "owner", ...person } as const;
  // the demo runs on the simulator, where nobody must give a second factor
  return { ...outside, tenantId, actor, factor: { isExempt: true, givenAt: null } };
}

async function connectAll(ctx: Ctx, accounts: readonly Account[]): Promise<Id<"connection">[]> {
  const made: Id<"connection">[] = [];
  const { appId } = await saveApp(ctx, {
    name: "Own app",
    applicationId: privateApp.applicationId,
    clientId: privateApp.clientId,
    clientSecret: privateApp.clientSecret,
    visibility: "private",
    state: "approved",
  });
  for (const { group, country, label, isLive } of accounts) {
    const refreshToken = await selfAuthorise(group);
    const { connectionId } = await connectByToken(ctx, {
      appId,
      country,
      label,
      environment: "production",
      refreshToken,
      sellingPartnerId: group,
    });
    if (isLive) await setMode(ctx, { connectionId, mode: "live", typedWord: label });
    made.push(connectionId);
  }
  return made;
}

/** What a vendor does in Vendor Central: a refresh token for the own app. Only the simulator has this call. */
async function selfAuthorise(vendorGroup: string): Promise<string> {
  const answer = await fetch(new URL("/control/self-authorisations", env().ACORN_LWA_URL), {
    method: "POST",
    headers: { "content-type": "application/json", "x-simulator-control": "seed" },
    body: JSON.stringify({ clientId: privateApp.clientId, vendorGroup }),
  });
  if (!answer.ok)
    throw new Error(`the demo needs the simulator: self-authorisation answered ${answer.status}`);
  const { refreshToken }: { refreshToken: string } = await answer.json();
  return refreshToken;
}
