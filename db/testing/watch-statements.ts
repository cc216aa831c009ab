import { createServer, connect as openSocket, type Socket } from "node:net";

/** A statement of a driver itself: postgres.js learns the array types on each new connection, whoever asks first. */
const ofDriver = /^\s*select b\.oid, b\.typarray\s+from pg_catalog\.pg_type a\b/;

export type StatementWatch = {
  /** the address of the same database through the watch; all of them are on one server */
  reach(url: string): string;
  /** what `work` came to, and the text of every statement that PostgreSQL was asked to run meanwhile, in their order */
  during<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }>;
  close(): Promise<void>;
};

/**
 * Stands on the wire between the pools and PostgreSQL and reads along: every driver and every pool is counted at one
 * place, transactions included, and the product knows nothing of it.
 */
export async function watchStatements(): Promise<StatementWatch> {
  const target = { host: "", port: 0 };
  const open = new Set<Socket>();
  let heard: string[] | null = null;
  const server = createServer((client) => {
    const upstream = openSocket(target);
    const read = readFrontend((text) => {
      if (!ofDriver.test(text)) heard?.push(text);
    });
    client.on("data", read);
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(one);
      one.setNoDelay(true);
      one.pipe(other);
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
      // the end that speaks hears of it by its own socket
      one.on("error", () => other.destroy());
    }
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("no port");
  return {
    reach: (url) => {
      const through = new URL(url);
      Object.assign(target, { host: through.hostname, port: Number(through.port || 5432) });
      through.host = `127.0.0.1:${address.port}`;
      return through.href;
    },
    during: async (work) => {
      if (heard) throw new Error("one call at a time is watched");
      const statements: string[] = [];
      heard = statements;
      try {
        return { result: await work(), statements };
      } finally {
        heard = null;
      }
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

/**
 * Cuts a client's bytes into messages: a start-up without a type, then a type byte and a length that counts itself.
 * https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
function readFrontend(onStatement: (text: string) => void): (bytes: Buffer) => void {
  let rest = Buffer.alloc(0);
  let isStarted = false;
  let parsed = "";
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    for (;;) {
      const head = isStarted ? 1 : 0;
      if (rest.length < head + 4) return;
      const end = head + rest.readInt32BE(head);
      if (rest.length < end) return;
      const type = isStarted ? String.fromCharCode(rest[0] ?? 0) : "";
      const body = rest.subarray(head + 4, end);
      isStarted = true;
      rest = rest.subarray(end);
      if (type === "Q") onStatement(textAt(body, 0));
      // Parse: the statement's name, then its text. Execute runs what was parsed last: nothing of ours is prepared by name.
      if (type === "P") parsed = textAt(body, body.indexOf(0) + 1);
      if (type === "E") onStatement(parsed);
    }
  };
}

const textAt = (body: Buffer, from: number) => body.toString("utf8", from, body.indexOf(0, from));
