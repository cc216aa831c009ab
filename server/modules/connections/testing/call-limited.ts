import { connectDatabase, disconnectDatabase } from "@/db/client";
import { createAcornClient } from "@/server/acorn/client";
import { memoryTokens } from "@/server/acorn/tokens";
import { systemClock } from "@/server/platform/clock";
import { createLogger } from "@/server/platform/log";
import { pgLimiter } from "../pg-limiter";

/** One process of several that call one account; its test gives it everything as JSON. */
export type LimitedCalls = {
  database: string;
  api: string;
  token: string;
  app: { clientId: string; clientSecret: string };
  refreshToken: string;
  calls: number;
};

const given: LimitedCalls = JSON.parse(process.argv[2] ?? "");
connectDatabase({ app: given.database, auth: given.database, scheduler: given.database }, { max: 4 });
const client = createAcornClient({
  endpoints: { api: given.api, token: given.token },
  app: given.app,
  account: "amzn1.vg.7001001",
  tokens: memoryTokens(given.refreshToken, systemClock),
  limiter: pgLimiter(createLogger("test", "silent")),
  clock: systemClock,
});
const to = new Date();
const created = { from: new Date(to.getTime() - 3_600_000), to };
await Promise.all(
  Array.from({ length: given.calls }, () => client.getPurchaseOrders({ created, pageSize: 1 })),
);
await client.close();
await disconnectDatabase();
