import type { Agent } from "undici";
import type { Ctx } from "@/server/access/context";
import { usualUserAgent } from "@/server/acorn/client";
import type { OauthContext } from "@/server/acorn/oauth";
import { openAgent } from "@/server/acorn/open-agent";
import { formatUserAgent } from "@/server/acorn/user-agent";
import type { AcornSettings } from "./acorn-settings";
import type { UsableApp } from "./read-app";

let agent: Agent | undefined;

/** The sockets of this process to Amazon, opened at the first call and kept for its life. */
export function acornAgent(): Agent {
  agent ??= openAgent();
  return agent;
}

/** What a token call needs, outside of any connection. */
export function oauthContext(ctx: Ctx, by: { app: UsableApp; settings: AcornSettings }): OauthContext {
  return {
    dispatcher: acornAgent(),
    clock: ctx.clock,
    onCall: () => undefined,
    tokenUrl: by.settings.lwaUrl,
    app: { clientId: by.app.clientId, clientSecret: by.app.clientSecret },
    userAgent: formatUserAgent(usualUserAgent),
  };
}
