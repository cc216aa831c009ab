import { createServer } from "node:net";
import { expect, test } from "vitest";
import { freePort, nextFreePort } from "@/server/boot/free-port";

test.each(["127.0.0.1", "0.0.0.0"])("a port that is taken on %s is passed over", async (host) => {
  const port = await freePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  try {
    expect(await nextFreePort(port)).toBeGreaterThan(port);
  } finally {
    server.close();
  }
  expect(await nextFreePort(port)).toBe(port);
});
