import { endsSoon, flowOrder, healthOf, isReadingHistory, stalenessOf } from "./connection-health";
import type { ConnectionRow, FlowName } from "./connection-types";

export type Layer = "network" | "authorisation" | "data" | "business" | "ours";

export type Diagnosis = {
  health: ReturnType<typeof healthOf>;
  layer: Layer | null;
  /** what the last failed reading ended with */
  code: string | null;
  /** failed readings in a row, of the worst flow */
  failures: number;
  /** which readings stand still */
  touched: FlowName[];
  /** key below `diagnosis.now` */
  now:
    | "reauthorise"
    | "newToken"
    | "resume"
    | "enableApp"
    | "waits"
    | "tell"
    | "sync"
    | "history"
    | "nothing";
};

const layers: Partial<Record<string, Layer>> = {
  ACORN_AUTH: "authorisation",
  ACORN_RATE_LIMITED: "network",
  ACORN_DOWN: "network",
  ACORN_DRIFT: "data",
  ACORN_UNKNOWN: "data",
  ACORN_REJECTED: "business",
};

/** What is wrong with a connection, in which layer, how far it reaches, and what a person should do. */
export function diagnose(row: ConnectionRow, now: Date): Diagnosis {
  const health = healthOf(row, now);
  const failing = row.flows.filter((flow) => flow.failures > 0).sort((a, b) => b.failures - a.failures);
  const late = row.flows.filter((flow) => ["stale", "silent"].includes(stalenessOf(flow, now)));
  const stops = health === "unauthorised" || health === "paused";
  const code = health === "unauthorised" ? "ACORN_AUTH" : (failing[0]?.lastErrorCode ?? null);
  return {
    health,
    layer: code ? (layers[code] ?? "ours") : endsSoon(row, now) ? "authorisation" : null,
    code,
    failures: failing[0]?.failures ?? 0,
    touched: flowOrder.filter((name) =>
      (stops ? row.flows : [...failing, ...late]).some((flow) => flow.flow === name),
    ),
    now: nextStep(row, { health, code }),
  };
}

function nextStep(
  row: ConnectionRow,
  { health, code }: Pick<Diagnosis, "health" | "code">,
): Diagnosis["now"] {
  if (health === "unauthorised" || health === "consentEnds") {
    return row.authorisation === "self" ? "newToken" : "reauthorise";
  }
  if (health === "paused") return row.stateReason === "app-disabled" ? "enableApp" : "resume";
  if (code === "ACORN_DOWN" || code === "ACORN_RATE_LIMITED") return "waits";
  if (code !== null) return "tell";
  if (health === "stale" || health === "silent") return "sync";
  return row.flows.some(isReadingHistory) ? "history" : "nothing";
}
