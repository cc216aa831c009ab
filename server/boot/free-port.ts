import { createServer } from "node:net";

/** @returns a loopback port nobody listened on a moment ago; the caller tries again when it lost the race. */
export async function freePort(): Promise<number> {
  const port = await tryListen(0);
  if (port === null) throw new Error("no free port on 127.0.0.1");
  return port;
}

/** @returns `wanted`, or the next port up that is free on every address, looking at most 100 further. */
export async function nextFreePort(wanted: number): Promise<number> {
  for (let port = wanted; port <= Math.min(wanted + 100, 65535); port++) {
    // Both: a server on the wildcard address does not always block a listener on loopback, nor the reverse.
    if ((await tryListen(port, "127.0.0.1")) !== null && (await tryListen(port, undefined)) !== null)
      return port;
  }
  throw new Error(`no free port from ${wanted} on`);
}

function tryListen(port: number, host: string | undefined = "127.0.0.1"): Promise<number | null> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(null);
      else reject(error);
    });
    server.listen({ port, ...(host ? { host } : {}), exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === "object" ? address.port : null));
    });
  });
}
