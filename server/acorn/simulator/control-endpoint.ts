import { z } from "zod";
import { type Answer, jsonAnswer } from "./answers";
import type { SimulatorControl } from "./control";
import { faultNames } from "./fault-table";
import { switchNames, switchTable } from "./switches";

export type ControlCall = {
  method: string;
  /** below /control/ */
  path: string;
  query: URLSearchParams;
  body: string;
  /** the header that a page of another origin cannot send without asking first */
  hasHeader: boolean;
  host: string;
};

const at = z.union([
  z.literal("always"),
  z.strictObject({ call: z.int().min(1) }),
  z.strictObject({ page: z.int().min(1) }),
]);
const faultInput = z.strictObject({
  operation: z.string(),
  group: z.string().optional(),
  fault: z.enum(faultNames),
  at: at.optional(),
  count: z.int().min(1).optional(),
  forMs: z.number().positive().optional(),
  retryAfterSeconds: z.number().min(0).optional(),
});
const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const clockInput = z.strictObject({
  at: z.iso.datetime({ offset: true }).optional(),
  jumpMs: z.int().optional(),
  mode: z.enum(["run", "stand"]).optional(),
});
const appInput = z.strictObject({
  clientId: z.string(),
  applicationId: z.string().optional(),
  clientSecret: z.string().optional(),
  redirectUris: z.array(z.url()).default([]),
  kind: z.enum(["public", "private"]).default("public"),
  isDraft: z.boolean().default(false),
  /** a new secret for a known app */
  rotateSecret: z.string().optional(),
});
const authorisationInput = z.strictObject({
  clientId: z.string(),
  vendorGroup: z.string(),
  serial: z.string().optional(),
});
const revokeInput = z.strictObject({ group: z.string().optional(), clientId: z.string().optional() });
const limitInput = z.strictObject({
  operation: z.string(),
  group: z.string().optional(),
  rate: z.number().positive(),
  burst: z.int().min(1),
});
// The order and its events are parsed where they are made.
const ordersInput = z.strictObject({
  group: z.string(),
  order: z.custom<Parameters<SimulatorControl["addOrder"]>[1]>().optional(),
  number: z.string().optional(),
  change: z.custom<Parameters<SimulatorControl["changeOrder"]>[2]>().optional(),
});
const switchInput = z.partialRecord(z.enum(switchNames), z.boolean());

type Handler = (control: SimulatorControl, call: ControlCall) => unknown;

/** Answers a control call; a wrong body or an unknown id is 400 with the reason. */
export function answerControl(control: SimulatorControl, call: ControlCall): Answer {
  // The header stops other origins' pages, the host check a name that was rebound to loopback.
  if (!call.hasHeader) return jsonAnswer(403, { error: "the header x-simulator-control is missing" });
  if (!/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(call.host))
    return jsonAnswer(403, { error: "not a loopback host" });
  const handler = handlers[`${call.method} ${call.path}`];
  if (!handler) return jsonAnswer(404, { error: "no such control call", calls: Object.keys(handlers) });
  try {
    return jsonAnswer(200, handler(control, call) ?? { ok: true });
  } catch (error) {
    if (error instanceof z.ZodError) return jsonAnswer(400, { error: z.prettifyError(error) });
    if (error instanceof RangeError || error instanceof SyntaxError)
      return jsonAnswer(400, { error: error.message });
    throw error;
  }
}

function read<S extends z.ZodType>(schema: S, call: ControlCall): z.output<S> {
  return schema.parse(JSON.parse(call.body));
}

function filterOf({ query }: ControlCall) {
  return { operation: query.get("operation") ?? undefined, group: query.get("group") ?? undefined };
}

function clockFacts({ clock }: SimulatorControl) {
  return { now: new Date(clock.now()).toISOString(), mode: clock.mode() };
}

const handlers: Readonly<Record<string, Handler>> = {
  "GET clock": (control) => clockFacts(control),
  "POST clock": (control, call) => {
    const wanted = read(clockInput, call);
    if (wanted.at !== undefined) control.clock.set(new Date(wanted.at));
    if (wanted.jumpMs !== undefined) control.clock.jump(wanted.jumpMs);
    if (wanted.mode !== undefined) control.clock[wanted.mode]();
    return clockFacts(control);
  },
  "GET switches": (control) =>
    switchNames.map((name) => ({ name, on: control.switches[name], ...switchTable[name] })),
  "POST switches": (control, call) => {
    const wanted = read(switchInput, call);
    for (const name of switchNames) {
      const on = wanted[name];
      if (on !== undefined) control.setSwitch(name, on);
    }
    return control.switches;
  },
  "GET groups": (control) => control.groups(),
  "GET faults": (control) => control.faults(),
  "POST faults": (control, call) => {
    control.addFault(read(faultInput, call));
    return control.faults();
  },
  "DELETE faults": (control) => control.clearFaults(),
  "GET ledger": (control, call) => control.ledger(filterOf(call)),
  "DELETE ledger": (control) => control.clearLedger(),
  "GET submissions": (control, call) => control.submissions(filterOf(call)),
  "POST apps": (control, call) => {
    const { rotateSecret, applicationId, clientSecret, ...app } = read(appInput, call);
    if (applicationId !== undefined && clientSecret !== undefined)
      control.registerApp({ ...app, applicationId, clientSecret });
    else control.addRedirectUris(app.clientId, app.redirectUris);
    if (rotateSecret !== undefined) control.rotateSecret(app.clientId, rotateSecret);
    return { clientId: app.clientId };
  },
  "POST self-authorisations": (control, call) => ({
    refreshToken: control.selfAuthorise(read(authorisationInput, call)),
  }),
  "POST revoke": (control, call) => control.revoke(read(revokeInput, call)),
  "GET orders": (control, { query }) => {
    const at = (name: string) => (query.has(name) ? instant.parse(query.get(name)) : undefined);
    return control.orders(query.get("group") ?? "", { from: at("from"), to: at("to") });
  },
  "POST orders": (control, call) => {
    const { group, order, number, change } = read(ordersInput, call);
    if (order !== undefined) return control.addOrder(group, order);
    if (number !== undefined && change !== undefined) return control.changeOrder(group, number, change);
    throw new RangeError("order, or number and change, are needed");
  },
  "POST limits": (control, call) => {
    const { rate, burst, ...of } = read(limitInput, call);
    control.setLimit(of, { rate, burst });
  },
  "DELETE limits": (control) => control.resetLimits(),
};
