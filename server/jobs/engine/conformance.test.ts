import { randomUUID } from "node:crypto";
import { cron, eventType, NonRetriableError, RetryAfterError, staticSchema } from "inngest";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createTestDatabase } from "@/db/testing/database";
import type { JobsClient } from "../client";
import { type MakeFunctions, startOnDatabase, startOnServer, type Target } from "./test-target";

const engine = { name: "the embedded engine", start: startEmbedded, isReal: false };
const server = { name: "the server at INNGEST_BASE_URL", start: startOnServer, isReal: true };
const hasServer = Boolean(process.env.INNGEST_BASE_URL);

if (!hasServer) test.skip("the engine's promises hold on the server at INNGEST_BASE_URL");

for (const { name, start, isReal } of hasServer ? [engine, server] : [engine]) {
  describe(`on ${name}`, { timeout: 120_000 }, () => {
    const book = createBook();
    let target: Target;
    beforeAll(async () => {
      target = await start((client) => makeFunctions(client, book, isReal));
    });
    afterAll(() => target?.stop());
    const send = (event: string, data: Record<string, unknown> = {}, id: string = randomUUID()) =>
      target.client.send({ name: `test/${event}`, id, data: { key: id, ...data } }).then(() => id);
    const until = (key: string, what: string, count = 1) =>
      vi.waitFor(() => expect(book.of(key, what).length).toBeGreaterThanOrEqual(count), {
        timeout: 60_000,
        interval: 20,
      });

    test("calls each step once and gives the function what its steps returned", async () => {
      const key = await send("steps");
      await until(key, "end");
      expect(book.names(key)).toEqual(["a", "b", "c", "end"]);
      expect(book.of(key, "end")[0]?.detail).toEqual({ a: 1, b: null, c: { text: "köln 🐟" } });
    });

    test("repeats a failed step after Retry-After, and no step that had finished", async () => {
      const key = await send("flaky");
      await until(key, "end");
      expect(book.names(key)).toEqual(["before", "flaky", "flaky", "flaky", "end"]);
      const tries = book.of(key, "flaky");
      expect(tries.map((entry) => entry.detail)).toEqual([0, 1, 2]);
      expect((tries[1]?.at ?? 0) - (tries[0]?.at ?? 0)).toBeGreaterThanOrEqual(950);
    });

    test("gives each step its own count of tries", async () => {
      const key = await send("twice");
      await until(key, "end");
      expect(book.of(key, "one").map((entry) => entry.detail)).toEqual([0, 1]);
      expect(book.of(key, "two").map((entry) => entry.detail)).toEqual([0, 1]);
    });

    test("repeats a function that throws between its steps without repeating them", async () => {
      const key = await send("outside");
      await until(key, "end");
      expect(book.names(key)).toEqual(["inside", "outside", "outside", "end"]);
    });

    test("does not repeat what cannot be retried, and tells onFailure the error and the event", async () => {
      const key = await send("broken");
      await until(key, "failure");
      expect(book.names(key)).toEqual(["broken", "failure"]);
      expect(book.of(key, "failure")[0]?.detail).toEqual({
        message: "never again",
        event: "test/broken",
        name: "NonRetriableError",
      });
    });

    test("calls onFailure when the tries are used up", async () => {
      const key = await send("exhausted");
      await until(key, "failure");
      expect(book.names(key)).toEqual(["try", "try", "failure"]);
    });

    test("lets a function catch the final error of a step and go on", async () => {
      const key = await send("caught");
      await until(key, "end");
      expect(book.names(key)).toEqual(["hopeless", "caught", "end"]);
    });

    test("works on one run per key at a time, and on other keys meanwhile", async () => {
      const [a, b] = [randomUUID(), randomUUID()];
      for (const key of [a, b, a, b, a, b]) await send("keyed", { key });
      await Promise.all([until(a, "leave", 3), until(b, "leave", 3)]);
      for (const key of [a, b]) {
        expect(book.names(key)).toEqual(["enter", "leave", "enter", "leave", "enter", "leave"]);
      }
      expect(overlaps(book.spans(a), book.spans(b))).toBe(true);
    });

    test("runs once for two events with the same idempotency key", async () => {
      const key = randomUUID();
      await target.client.send(
        [1, 2].map(() => ({ name: "test/idempotent", id: randomUUID(), data: { key } })),
      );
      await send("idempotent", { key });
      await send("idempotent", { key: `${key}-other` });
      await until(`${key}-other`, "ran");
      await until(key, "ran");
      expect(book.names(key)).toEqual(["ran"]);
    });

    test("runs once for an event that is sent twice under one id", async () => {
      const id = await send("steps");
      await send("steps", {}, id);
      await until(id, "end");
      const later = await send("steps");
      await until(later, "end");
      expect(book.of(id, "a")).toHaveLength(1);
    });

    test("starts another function by an event sent from a step", async () => {
      const key = await send("sender");
      await until(key, "received");
      expect(book.names(key).filter((entry) => entry === "received")).toHaveLength(1);
    });

    test("starts every function that listens to an event", async () => {
      const key = await send("both");
      await Promise.all([until(key, "first"), until(key, "second")]);
    });

    test("runs a cron at the minute of its time zone, not of another", async () => {
      await until("cron", "zoned");
      expect(book.of("cron", "utc")).toHaveLength(0);
      expect(book.of("cron", "zoned")[0]?.detail).toBe("inngest/scheduled.timer");
    });
  });
}

/** The embedded engine on a database of its own. */
async function startEmbedded(make: MakeFunctions): Promise<Target> {
  const database = await createTestDatabase();
  const { client, engine, stop } = await startOnDatabase(database, make);
  await engine.running;
  return {
    client,
    stop: async () => {
      await stop();
      await database.drop();
    },
  };
}

type Entry = { name: string; detail: unknown; at: number };

/** What the functions did, per key, in order. */
function createBook() {
  const entries = new Map<string, Entry[]>();
  const all = (key: string) => entries.get(key) ?? [];
  return {
    note: (key: string, name: string, detail: unknown = null): null => {
      entries.set(key, [...all(key), { name, detail, at: Date.now() }]);
      return null;
    },
    of: (key: string, name: string) => all(key).filter((entry) => entry.name === name),
    names: (key: string) => all(key).map((entry) => entry.name),
    spans: (key: string) => {
      const times = all(key).map((entry) => entry.at);
      return times.flatMap((at, n) => (n % 2 === 0 ? [{ from: at, to: times[n + 1] ?? at }] : []));
    },
  };
}
type Book = ReturnType<typeof createBook>;
type Span = { from: number; to: number };

function overlaps(some: readonly Span[], others: readonly Span[]): boolean {
  return some.some((a) => others.some((b) => a.from < b.to && b.from < a.to));
}

function makeFunctions(client: JobsClient, book: Book, isReal: boolean) {
  const to = <N extends string>(event: N) =>
    eventType(`test/${event}`, { schema: staticSchema<{ key: string }>() });
  const on = <N extends string>(event: N) => ({ id: event, triggers: to(event) });
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const soon = (message: string) => new RetryAfterError(message, 1000);
  // A new cron of the embedded engine fires for the minute that has begun (looked at every 5 s); a server waits for the next.
  const minute = new Date(Date.now() + (isReal ? 60_000 : 15_000));
  const wall = new Intl.DateTimeFormat("en", {
    timeZone: "Asia/Kathmandu",
    hour: "numeric",
    minute: "numeric",
    hourCycle: "h23",
  });
  const part = (type: string) => Number(wall.formatToParts(minute).find((each) => each.type === type)?.value);
  const local = `${part("minute")} ${part("hour")} * * *`;
  return [
    client.createFunction(on("steps"), async ({ event, step }) => {
      const { key } = event.data;
      const a = await step.run("a", () => book.note(key, "a") ?? 1);
      const b = await step.run("b", () => book.note(key, "b"));
      const c = await step.run("c", () => book.note(key, "c") ?? { text: "köln 🐟" });
      book.note(key, "end", { a, b, c });
    }),
    client.createFunction(on("flaky"), async ({ event, step, attempt }) => {
      const { key } = event.data;
      await step.run("before", () => book.note(key, "before"));
      await step.run("flaky", () => {
        book.note(key, "flaky", attempt);
        if (book.of(key, "flaky").length < 3) throw soon("not yet");
      });
      book.note(key, "end");
    }),
    client.createFunction({ ...on("twice"), retries: 1 }, async ({ event, step, attempt }) => {
      const { key } = event.data;
      for (const name of ["one", "two"]) {
        await step.run(name, () => {
          book.note(key, name, attempt);
          if (book.of(key, name).length < 2) throw soon("not yet");
        });
      }
      book.note(key, "end");
    }),
    client.createFunction(on("outside"), async ({ event, step }) => {
      const { key } = event.data;
      await step.run("inside", () => book.note(key, "inside"));
      book.note(key, "outside");
      if (book.of(key, "outside").length < 2) throw soon("not yet");
      book.note(key, "end");
    }),
    client.createFunction(
      {
        ...on("broken"),
        onFailure: ({ event, error }) => {
          const { event: cause } = event.data;
          book.note(cause.data.key, "failure", {
            message: error.message,
            event: cause.name,
            name: error.name,
          });
        },
      },
      async ({ event, step }) => {
        await step.run("broken", () => {
          book.note(event.data.key, "broken");
          throw new NonRetriableError("never again");
        });
      },
    ),
    client.createFunction(
      {
        ...on("exhausted"),
        retries: 1,
        onFailure: ({ event }) => book.note(event.data.event.data.key, "failure"),
      },
      async ({ event }) => {
        book.note(event.data.key, "try");
        throw soon("no");
      },
    ),
    client.createFunction({ ...on("caught"), retries: 0 }, async ({ event, step }) => {
      const { key } = event.data;
      const failing = step.run("hopeless", () => {
        book.note(key, "hopeless");
        throw new Error("no");
      });
      await failing.catch(() => step.run("caught", () => book.note(key, "caught")));
      book.note(key, "end");
    }),
    client.createFunction(
      { ...on("keyed"), concurrency: { limit: 1, key: "event.data.key" } },
      async ({ event, step }) => {
        await step.run("work", async () => {
          book.note(event.data.key, "enter");
          await pause(200);
          book.note(event.data.key, "leave");
        });
      },
    ),
    client.createFunction({ ...on("idempotent"), idempotency: "event.data.key" }, async ({ event }) => {
      book.note(event.data.key, "ran");
    }),
    client.createFunction(on("sender"), async ({ event, step }) => {
      await step.sendEvent("tell", { name: "test/receiver", data: { key: event.data.key } });
    }),
    client.createFunction(on("receiver"), async ({ event }) => book.note(event.data.key, "received")),
    client.createFunction({ id: "first", triggers: to("both") }, async ({ event }) =>
      book.note(event.data.key, "first"),
    ),
    client.createFunction({ id: "second", triggers: to("both") }, async ({ event }) =>
      book.note(event.data.key, "second"),
    ),
    client.createFunction(
      { id: "cron-zoned", triggers: [cron(`TZ=Asia/Kathmandu ${local}`)] },
      async ({ event }) => {
        book.note("cron", "zoned", event.name);
      },
    ),
    client.createFunction({ id: "cron-utc", triggers: [cron(local)] }, async () => book.note("cron", "utc")),
  ];
}
