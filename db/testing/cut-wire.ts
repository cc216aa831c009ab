import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export type Wire = {
  /** the same address by way of this wire */
  through(url: string): string;
  /** the first connection to send its nth packet is lost then, and the packet with it; only that one */
  cutAt(packet: number | null): void;
  /** whether that has happened */
  isCut(): boolean;
  /** every connection ends, and none is taken until `mend` */
  sever(): void;
  mend(): void;
  close(): Promise<void>;
};

/** A wire to the database with a hand on it. */
export async function openWire(serverUrl: string): Promise<Wire> {
  const { hostname, port } = new URL(serverUrl);
  const open = new Set<Socket>();
  let nth: number | null = null;
  let isSevered = false;
  const server = createServer((client) => {
    if (isSevered) return client.destroy();
    const upstream = connect(Number(port), hostname);
    const mine = nth;
    let seen = 0;
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(socket);
      // what a socket says of its end is told by its end
      socket
        .on("error", () => undefined)
        .on("close", () => {
          open.delete(socket);
          other.destroy();
        });
    }
    upstream.on("data", (chunk) => client.write(chunk));
    client.on("data", (chunk) => {
      seen += 1;
      if (mine === null || nth !== mine || seen !== mine) return void upstream.write(chunk);
      nth = null;
      // as the kernel ends it for a process that is gone
      client.resetAndDestroy();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  // A listening TCP server has an AddressInfo; only pipes have a string.
  const own = String((server.address() as AddressInfo).port);
  return {
    through: (url) => Object.assign(new URL(url), { hostname: "127.0.0.1", port: own }).href,
    cutAt: (packet) => {
      nth = packet;
    },
    isCut: () => nth === null,
    sever: () => {
      isSevered = true;
      for (const socket of open) socket.resetAndDestroy();
    },
    mend: () => {
      isSevered = false;
    },
    close: async () => {
      const closed = once(server, "close");
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
