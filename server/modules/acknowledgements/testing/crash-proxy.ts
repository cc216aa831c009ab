import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Step } from "./crash-steps";

/** What to do with the nth answer on the wire; `strike` resolves with whether its sender still lives. */
type Cut = { step: Step; nth: number; strike: () => Promise<"dead" | "alive"> };
export type CrashProxy = { url: string; arm(cut: Cut | null): void; stop(): Promise<void> };

/** The wire between a sender and Amazon, with a hand on it: half a request arrives, or a whole one whose answer is lost. */
export async function openProxy(target: string): Promise<CrashProxy> {
  let cut: Cut | null = null;
  let passed = 0;
  const server = createServer((incoming, outgoing) => {
    forward(incoming, outgoing).catch((error: unknown) =>
      outgoing.destroy(error instanceof Error ? error : undefined),
    );
  });

  function takeCut(incoming: IncomingMessage): Cut | null {
    const isAnswer = incoming.method === "POST" && incoming.url?.endsWith("/acknowledgements");
    if (!cut || !isAnswer || ++passed !== cut.nth) return null;
    const taken = cut;
    cut = null;
    return taken;
  }

  async function forward(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks);
    const mine = takeCut(incoming);
    const { method, headers } = incoming;
    const upstream = request(`${target}${incoming.url}`, { method, headers });
    const answered = once(upstream, "response");
    let sent = 0;
    if (mine?.step === "request-half-sent") {
      sent = Math.floor(body.length / 2);
      await new Promise((resolve) => upstream.write(body.subarray(0, sent), resolve));
      if ((await mine.strike()) === "dead") {
        // the connection ends in the middle, as the kernel ends it for a process that is gone
        answered.catch(() => undefined);
        upstream.on("error", () => undefined);
        upstream.destroy();
        return;
      }
    }
    upstream.end(body.subarray(sent));
    const [response]: IncomingMessage[] = await answered;
    if (!response) return;
    if (mine?.step === "sent-no-answer" && (await mine.strike()) === "dead") {
      response.destroy();
      return;
    }
    outgoing.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(outgoing);
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A listening TCP server has an AddressInfo; only pipes have a string.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    arm: (next) => {
      cut = next;
      passed = 0;
    },
    stop: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
