import { createHash, randomUUID } from "node:crypto";
import { getAsyncCtx } from "inngest/experimental";
import { z } from "zod";

export type IncomingEvent = { id: string; name: string; data: Record<string, unknown>; ts?: number };
/** Stores events; one whose id is known changes nothing. */
export type Ingest = (events: readonly IncomingEvent[]) => Promise<void>;

export const opShape = z.looseObject({
  id: z.string(),
  op: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
});
export type Op = z.infer<typeof opShape>;

/** `stored`: go on; `stop`: stored, but go no further in this call; `stale`: another activation owns the run. */
export type Checkpoint = (token: string, ops: readonly Op[]) => Promise<"stored" | "stop" | "stale">;

const eventShape = z.looseObject({
  id: z.string().min(1).optional(),
  name: z.string(),
  data: z.record(z.string(), z.unknown()).default({}),
  ts: z.number().optional(),
});
const checkpointShape = z.object({ qi_id: z.string(), steps: z.array(opShape) });

/** The address the embedded client believes its server has; nothing listens there. */
export const embeddedUrl = "http://embedded/";

export type EmbeddedServer = { fetch: typeof fetch; attach(checkpoint: Checkpoint): void };

/** The server side of the Inngest protocol as a `fetch`: events for everybody, checkpoints for the engine. */
export function createEmbeddedServer(ingest: Ingest): EmbeddedServer {
  let checkpoint: Checkpoint | null = null;
  const answer = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (request.method === "POST" && pathname.startsWith("/e/")) {
      const events = z.array(eventShape).parse(await request.json());
      const stored = await nameEvents(events, request.headers.get("x-inngest-event-id-seed") ?? "");
      await ingest(stored);
      return Response.json({ ids: stored.map((event) => event.id), status: 200 });
    }
    if (request.method === "POST" && checkpoint && /^\/v1\/checkpoint\/[^/]+\/async$/.test(pathname)) {
      const body = checkpointShape.parse(await request.json());
      // Of the finished steps alone: an op we do not know comes back in the answer of the call, and is refused there.
      if (body.steps.some((op) => op.op !== "StepRun"))
        return new Response("not implemented", { status: 501 });
      const outcome = await checkpoint(body.qi_id, body.steps);
      return outcome === "stored" ? Response.json({}) : new Response(outcome, { status: 409 });
    }
    return new Response("not implemented", { status: 501 });
  };
  return {
    fetch: (input, init) => answer(new Request(input, init)),
    attach: (next) => {
      checkpoint = next;
    },
  };
}

const sendsOfStep = new WeakMap<object, string[]>();

/** An event sent by a step keeps its id when the step runs again after a crash, also when the code gave none. */
async function nameEvents(events: z.infer<typeof eventShape>[], seed: string): Promise<IncomingEvent[]> {
  const execution = (await getAsyncCtx())?.execution;
  const step = execution?.executingStep;
  const place = (() => {
    if (!step?.hashedId) return null;
    const sends = sendsOfStep.get(step) ?? [];
    if (!sends.includes(seed)) sends.push(seed);
    sendsOfStep.set(step, sends);
    return `${execution?.ctx.runId}:${step.hashedId}:${sends.indexOf(seed)}`;
  })();
  return events.map(({ id, name, data, ts }, n) => {
    const derived = place === null ? randomUUID() : createHash("sha1").update(`${place}:${n}`).digest("hex");
    return { id: id ?? derived, name, data, ts };
  });
}
