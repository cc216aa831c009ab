import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

export type Seen = {
  method: string;
  url: URL;
  headers: IncomingMessage["headers"];
  body: string;
  /** 1 for the first request to this path */
  nth: number;
  atMs: number;
};

export type Handle = (seen: Seen, response: ServerResponse, socket: Socket) => void;

export type FaultServer = {
  url: string;
  seen: Seen[];
  /** how many requests came to a path */
  count(path: string): number;
  openSockets(): number;
  close(): Promise<void>;
};

/** A real server on a loopback port whose every answer the test writes, down to the socket. */
export async function startFaultServer(handle: Handle): Promise<FaultServer> {
  const seen: Seen[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const url = new URL(request.url ?? "/", "http://localhost");
      const nth = seen.filter((other) => other.url.pathname === url.pathname).length + 1;
      const one: Seen = {
        method: request.method ?? "",
        url,
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
        nth,
        atMs: performance.now(),
      };
      seen.push(one);
      handle(one, response, request.socket);
    });
  });
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A listening TCP server's address is an object, never a pipe's name.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    count: (path) => seen.filter((one) => one.url.pathname === path).length,
    openSockets: () => sockets.size,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

export function sendJson(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(text);
}

/** Amazon's error list. */
export function sendError(response: ServerResponse, status: number, code: string, headers = {}): void {
  sendJson(response, status, { errors: [{ code, message: "refused" }] }, headers);
}

/** An LWA answer; the nth token is `Atza|n`. */
export function sendToken(response: ServerResponse, nth: number, expiresIn = 3600): void {
  sendJson(response, 200, {
    access_token: `Atza|${nth}`,
    refresh_token: "Atzr|1",
    token_type: "bearer",
    expires_in: expiresIn,
  });
}
