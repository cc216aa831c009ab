import { z } from "zod";

/** What the engine needs to know of one registered function. */
export type FunctionPlan = {
  /** with the app's prefix, as the SDK names it: "oakline-sync-orders" */
  id: string;
  events: readonly string[];
  crons: readonly { expression: string; timeZone: string }[];
  /** only failures of this function start it */
  failureOf: string | null;
  maxAttempts: number;
  /** at most `limit` runs at work at once, per value of `key` or in all */
  concurrency: { limit: number; key: string | null } | null;
  /** so many in all, beside a limit with a key */
  atOnce: number | null;
  idempotency: string | null;
};

/** Thrown at start: names every setting the embedded engine does not honour. */
export class UnsupportedFeature extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`the embedded job engine refuses to start:\n${faults.map((fault) => `- ${fault}`).join("\n")}`);
    this.name = "UnsupportedFeature";
  }
}

// The server's default when `retries` is not set: 4 retries.
const defaultAttempts = 5;
const keyShape = /^event\.data(\.[A-Za-z_]\w*)+$/;
const failureShape = /^event\.data\.function_id == '([^']+)'$/;
const refusedSettings = [
  "batchEvents",
  "rateLimit",
  "throttle",
  "debounce",
  "cancel",
  "timeouts",
  "singleton",
  "priority",
];
const knownSettings = ["id", "name", "triggers", "steps", "idempotency", "concurrency", ...refusedSettings];

const concurrencyShape = z.object({
  limit: z.number().int().min(1),
  key: z.string().optional(),
  scope: z.string().optional(),
});
const configShape = z.looseObject({
  id: z.string(),
  triggers: z.array(
    z.looseObject({
      event: z.string().optional(),
      expression: z.string().optional(),
      cron: z.string().optional(),
    }),
  ),
  steps: z.looseObject({ step: z.looseObject({ retries: z.object({ attempts: z.number() }).optional() }) }),
  idempotency: z.string().optional(),
  concurrency: z.union([z.number(), concurrencyShape, z.array(concurrencyShape)]).optional(),
});
type Config = z.infer<typeof configShape>;

/** Turns the SDK's own description of the functions into plans, or throws with all faults at once. */
export function planFunctions(configs: unknown): FunctionPlan[] {
  const faults: string[] = [];
  const plans = z
    .array(configShape)
    .parse(configs)
    .map((config) => planFunction(config, faults));
  if (faults.length > 0) throw new UnsupportedFeature(faults);
  return plans;
}

function planFunction(config: Config, faults: string[]): FunctionPlan {
  const refuse = (what: string) => faults.push(`${config.id}: ${what}`);
  for (const [setting, value] of Object.entries(config)) {
    if (value === undefined || value === null) continue;
    if (refusedSettings.includes(setting))
      refuse(`${setting === "cancel" ? "cancelOn" : setting} is not supported`);
    else if (!knownSettings.includes(setting)) refuse(`unknown setting ${setting}`);
  }
  if (!/^[\w.-]{1,150}$/.test(config.id))
    refuse("an id holds letters, digits, dot, underscore and hyphen only");
  const { events, crons, failureOf } = readTriggers(config, refuse);
  return {
    id: config.id,
    events,
    crons,
    failureOf,
    maxAttempts: 1 + (config.steps.step.retries?.attempts ?? defaultAttempts - 1),
    ...readConcurrency(config.concurrency, refuse),
    idempotency: readKey("idempotency", config.idempotency, refuse),
  };
}

function readTriggers(config: Config, refuse: (what: string) => void) {
  const events: string[] = [];
  const crons: { expression: string; timeZone: string }[] = [];
  let failureOf: string | null = null;
  for (const trigger of config.triggers) {
    if (trigger.cron !== undefined) {
      const zoned = /^TZ=(\S+)\s+(.+)$/.exec(trigger.cron);
      crons.push({ expression: zoned?.[2] ?? trigger.cron, timeZone: zoned?.[1] ?? "UTC" });
      if (trigger.jitter !== undefined) refuse("cron jitter is not supported");
    } else if (trigger.event !== undefined) {
      if (trigger.event.includes("*")) refuse(`event pattern ${trigger.event} is not supported`);
      events.push(trigger.event);
      const failure = failureShape.exec(trigger.expression ?? "");
      if (failure && trigger.event === "inngest/function.failed") failureOf = failure[1] ?? null;
      else if (trigger.expression !== undefined)
        refuse(`trigger expression (if) "${trigger.expression}" is not supported`);
    }
  }
  if (events.length + crons.length === 0)
    refuse("a function without event or cron (invoke) is not supported");
  return { events, crons, failureOf };
}

function readConcurrency(
  setting: Config["concurrency"],
  refuse: (what: string) => void,
): Pick<FunctionPlan, "concurrency" | "atOnce"> {
  if (setting === undefined || setting === 0) return { concurrency: null, atOnce: null };
  const options: z.infer<typeof concurrencyShape>[] =
    typeof setting === "number" ? [{ limit: setting }] : [setting].flat();
  const [keyed, plain] = [options.filter(({ key }) => key), options.filter(({ key }) => !key)];
  if (keyed.length > 1 || plain.length > 1) refuse("a second concurrency limit of its sort is not supported");
  for (const { scope } of options)
    if (scope !== undefined && scope !== "fn") refuse(`concurrency scope ${scope} is not supported`);
  const [option] = [...keyed, ...plain];
  if (!option) return { concurrency: null, atOnce: null };
  const concurrency = { limit: option.limit, key: readKey("concurrency key", option.key, refuse) };
  return { concurrency, atOnce: keyed.length > 0 ? (plain[0]?.limit ?? null) : null };
}

function readKey(what: string, key: string | undefined, refuse: (what: string) => void): string | null {
  if (key === undefined) return null;
  if (!keyShape.test(key)) refuse(`${what} "${key}" is not of the form event.data.<path>`);
  return key;
}

/** The value at `event.data.<path>` as text; a missing one is "null", as the server compares it. */
export function keyValue(key: string, data: unknown): string {
  let value = data;
  for (const step of key.split(".").slice(2)) {
    value = typeof value === "object" && value !== null ? Reflect.get(value, step) : undefined;
  }
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "null");
}
