import type { IncomingHttpHeaders } from "node:http";
import type { ErrorCode } from "@/server/platform/errors";

/** One attempt on the wire, successful or not. Holds neither tokens nor bodies. */
export type AcornCall = {
  operation: string;
  method: "GET" | "POST";
  /** without query */
  path: string;
  /** without the paging token */
  query: string;
  /** null: no answer */
  status: number | null;
  startedAt: Date;
  durationMs: number;
  /** 1 for the first */
  attempt: number;
  /** x-amzn-RequestId, which Amazon's support asks for */
  requestId: string | null;
  requestBytes: number;
  /** as on the wire */
  responseBytes: number;
  /** what this attempt alone would have ended with; null: success */
  errorCode: ErrorCode | null;
  headers: { request: Record<string, string>; response: Record<string, string> };
};

const shownRequest = new Set(["accept", "accept-encoding", "content-type", "user-agent"]);
const shownResponse =
  /^(x-amzn?-(?!.*token).*|content-(type|length|encoding)|transfer-encoding|connection|keep-alive|date|server|via|retry-after|cache-control)$/;

/** By allow-list: a header that is not known to be harmless leaves its name only. */
export function redactRequest(headers: Readonly<Record<string, string>>): Record<string, string> {
  return redact(headers, (name) => shownRequest.has(name));
}

export function redactResponse(headers: IncomingHttpHeaders): Record<string, string> {
  return redact(headers, (name) => shownResponse.test(name));
}

function redact(headers: IncomingHttpHeaders, isShown: (name: string) => boolean): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    shown[name] = isShown(name.toLowerCase()) ? String(value).slice(0, 500) : "[redacted]";
  }
  return shown;
}
