import { AsyncLocalStorage } from "node:async_hooks";
import { createHash, randomUUID } from "node:crypto";
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
      const stored = nameEvents(events, request.headers.get("x-inngest-event-id-seed") ?? "");
      await ingest(stored);
      return Response.json({ ids: stored.map((event) => event.id), status: 200 });
    }
    if (request.method === "POST" && checkpoint && /^\/v1\/checkpoint\/[^/]+\/async$/.test(pathname)) {
      const body = checkpointShape.parse(await request.json());
      // Of the finished steps alone: an op we do not know comes back in the answer of the call, and is refused there.
      if (body.steps.some((op) => op.op !== "StepRun"))
        return new Response("not implemented", { status: 501 });
      const outcome = await checkpoint(body.qi_id, body.steps);
      const place = places.getStore();
      if (place) Object.assign(place, { finishedSteps: place.finishedSteps + body.steps.length, sends: [] });
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

/** Where a run stands; `sends` holds the seeds of the sends since its last finished step. */
type Place = { runId: string; finishedSteps: number; sends: string[] };
const places = new AsyncLocalStorage<Place>();

/** Calls a function of a run, so that the events it sends get ids that follow from the run and the step at hand. */
export function callInRun<T>(runId: string, finishedSteps: number, call: () => T): T {
  return places.run({ runId, finishedSteps, sends: [] }, call);
}

/** An event without an id gets the same one when its step runs again after a crash. */
function nameEvents(events: z.infer<typeof eventShape>[], seed: string): IncomingEvent[] {
  const place = places.getStore();
  // The SDK sends again under the same seed when an answer fails.
  if (place && !place.sends.includes(seed)) place.sends.push(seed);
  return events.map(({ id, name, data, ts }, n) => {
    if (id !== undefined || !place) return { id: id ?? randomUUID(), name, data, ts };
    const cause = [place.runId, place.finishedSteps, place.sends.indexOf(seed), n].join(":");
    return { id: createHash("sha1").update(cause).digest("hex"), name, data, ts };
  });
}
