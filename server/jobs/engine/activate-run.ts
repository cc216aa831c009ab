import { z } from "zod";
import { backoffMs, retryAfterMs } from "./backoff";
import { callInRun, embeddedUrl, type Op, opShape } from "./embedded-server";
import type { FunctionPlan } from "./function-plan";
import {
  type ActiveRun,
  OutputTooLarge,
  type RunError,
  type RunStore,
  StaleActivation,
  type Steps,
} from "./run-store";

export type FunctionHandler = (request: Request) => Promise<Response>;
type Activation = {
  store: RunStore;
  handler: FunctionHandler;
  plan: FunctionPlan;
  /** true while the engine shuts down: finish the step at hand, begin no other */
  isStopping: () => boolean;
};

const errorShape = z.looseObject({
  name: z.string().catch("Error"),
  message: z.string().catch("unknown error"),
  stack: z.string().optional(),
});
const silentOps = ["DiscoveryRequest", "StepPlanned"];

/** Calls a claimed run's function until it ends, must wait for a retry, or the engine stops. */
export async function activateRun(run: ActiveRun, activation: Activation): Promise<void> {
  const { store } = activation;
  try {
    while (!activation.isStopping()) {
      const response = await callFunction(run, await store.steps(run), activation);
      // Stopped by the checkpoint: what came back is the SDK's "stale dispatch", not an error of the function.
      if (response.status !== 206 && response.status !== 200 && activation.isStopping()) break;
      if (await settleAnswer(run, response, activation)) return;
    }
    await store.putBack(run);
  } catch (error) {
    if (error instanceof StaleActivation) return;
    if (!(error instanceof OutputTooLarge)) throw error;
    await store.fail(run, { name: error.name, message: error.message });
  }
}

function callFunction(run: ActiveRun, steps: Steps, { handler, plan }: Activation): Promise<Response> {
  const url = new URL("api/inngest", embeddedUrl);
  url.searchParams.set("fnId", run.functionId);
  url.searchParams.set("stepId", "step");
  const token = `${run.id}:${run.activation}`;
  const body = {
    version: 2,
    event: run.event,
    events: [run.event],
    steps: steps.results,
    ctx: {
      run_id: run.id,
      fn_id: run.functionId,
      qi_id: token,
      attempt: run.attempt,
      max_attempts: plan.maxAttempts,
      disable_immediate_execution: false,
      use_api: false,
      stack: { stack: steps.order, current: steps.order.length },
    },
  };
  // The edge handler insists on a Host header although the address is absolute.
  const headers = { host: "embedded", "content-type": "application/json", "x-run-id": run.id };
  const request = new Request(url, { method: "POST", headers, body: JSON.stringify(body) });
  return callInRun(run.id, steps.order.length, () => handler(request));
}

/** @returns true when this activation is over. */
async function settleAnswer(run: ActiveRun, response: Response, activation: Activation): Promise<boolean> {
  const { store } = activation;
  const body: unknown = await response.json();
  if (response.status === 200) {
    await store.complete(run, body);
    return true;
  }
  if (response.status !== 206) {
    return settleError(
      run,
      response,
      { error: body, isFinal: response.headers.get("x-inngest-no-retry") === "true" },
      activation,
    );
  }
  const ops = z.array(opShape).parse(body);
  const refused = refusedOp(ops);
  if (refused !== null) {
    await store.fail(run, {
      name: "UnsupportedFeature",
      message: `${refused} is not supported by the embedded job engine`,
    });
    return true;
  }
  const finished = ops.filter((op) => op.op === "StepRun" || op.op === "StepFailed");
  if (finished.length > 0) {
    await store.storeSteps(run, finished);
    run.attempt = 0;
  }
  const end = ops.find((op) => op.op === "RunComplete");
  if (end) {
    await store.complete(run, end.data ?? null);
    return true;
  }
  const failed = ops.find((op) => op.op === "StepError");
  return failed ? settleError(run, response, { error: failed.error, isFinal: false }, activation) : false;
}

async function settleError(
  run: ActiveRun,
  response: Response,
  failure: { error: unknown; isFinal: boolean },
  { store, plan }: Activation,
): Promise<boolean> {
  // The SDK makes the last try final by itself; the second half ends errors of the SDK's own, which it never does.
  if (failure.isFinal || run.attempt + 1 >= plan.maxAttempts) {
    await store.fail(run, readError(failure.error));
  } else {
    const asked = retryAfterMs(response.headers.get("retry-after"), Date.now());
    await store.retry(run, asked ?? backoffMs(run.attempt, Math.random()));
  }
  return true;
}

function readError(error: unknown): RunError {
  const { name, message, stack } = errorShape.catch({ name: "Error", message: "unknown error" }).parse(error);
  return { name, message, stack };
}

const opNames: Record<string, string> = {
  Sleep: "step.sleep",
  WaitForEvent: "step.waitForEvent",
  InvokeFunction: "step.invoke",
  WaitForSignal: "step.waitForSignal",
  AIGateway: "step.ai",
  Gateway: "step.fetch",
};

function refusedOp(ops: readonly Op[]): string | null {
  const known = ["StepRun", "StepFailed", "StepError", "RunComplete", ...silentOps];
  const stranger = ops.find((op) => !known.includes(op.op));
  if (stranger) return opNames[stranger.op] ?? stranger.op;
  // One planned step is a call that ran out of time; several are steps started side by side.
  return ops.filter((op) => op.op === "StepPlanned").length > 1 ? "running steps in parallel" : null;
}
