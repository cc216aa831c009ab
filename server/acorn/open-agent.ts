import { Agent } from "undici";

/** Sockets to Amazon; clients of one process may share one. Whoever opens it closes it. */
export function openAgent(connections = 128): Agent {
  return new Agent({
    connections,
    pipelining: 1,
    // Amazon speaks HTTP/1.1 on these hosts as far as known [U]; one answer per socket lets a fault close just that one.
    allowH2: false,
    connect: { timeout: 10_000 },
    keepAliveTimeout: 10_000,
    keepAliveMaxTimeout: 60_000,
  });
}
