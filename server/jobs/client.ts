import { Inngest } from "inngest";
import { AppError } from "@/server/platform/errors";
import type { Logger } from "@/server/platform/log";
import { embeddedUrl } from "./engine/embedded-server";

/** All three or none; from server/platform/env.ts. */
export type JobsKeys = {
  INNGEST_EVENT_KEY?: string | undefined;
  INNGEST_SIGNING_KEY?: string | undefined;
  /** a self-hosted server; Inngest Cloud when unset */
  INNGEST_BASE_URL?: string | undefined;
};
export type JobsClient = Inngest;
type ClientPorts = { embeddedFetch: typeof fetch; log: Logger };

// A self-hosted server may be given the bare key.
const signingKeyShape = /^(?:signkey-[a-z0-9]+-)?(?:[0-9a-f]{2}){16,}$/i;

/** True when a real Inngest server is configured; throws, naming the variable, when its settings are incomplete. */
export function hasJobsServer(keys: JobsKeys): boolean {
  const { INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY, INNGEST_BASE_URL } = keys;
  if (!INNGEST_EVENT_KEY && !INNGEST_SIGNING_KEY && !INNGEST_BASE_URL) return false;
  if (!INNGEST_EVENT_KEY) throw wrong("INNGEST_EVENT_KEY is missing beside the other INNGEST variables");
  if (!INNGEST_SIGNING_KEY) throw wrong("INNGEST_SIGNING_KEY is missing beside the other INNGEST variables");
  if (!signingKeyShape.test(INNGEST_SIGNING_KEY)) {
    throw wrong("INNGEST_SIGNING_KEY is not of the form signkey-ENV-HEX or HEX, of at least 32 digits");
  }
  return true;
}

/**
 * The one client of a process. With keys it speaks to a real server, signed; without, its server side is
 * `embeddedFetch`, and it can never be mounted on a route.
 */
export function createJobsClient(keys: JobsKeys, { embeddedFetch, log }: ClientPorts): JobsClient {
  const common = { id: "oakline", logger: log, sessionPropagation: false, aiMetadata: false };
  if (!hasJobsServer(keys)) {
    return new Inngest({ ...common, isDev: true, baseUrl: embeddedUrl, fetch: embeddedFetch });
  }
  return new Inngest({
    ...common,
    isDev: false,
    eventKey: keys.INNGEST_EVENT_KEY,
    signingKey: keys.INNGEST_SIGNING_KEY,
    baseUrl: keys.INNGEST_BASE_URL,
  });
}

function wrong(message: string): AppError {
  return new AppError("INTERNAL", message, { reason: "configuration" });
}
