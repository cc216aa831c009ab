import type { AnyRouter } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { z } from "zod";
import type { Action } from "@/server/access/permissions";
import { openRequest, type RequestScope } from "@/server/access/request-scope";
import { createLogger } from "@/server/platform/log";
import { wireFormat } from "@/server/platform/wire-format";

export type Procedure = {
  path: string;
  type: "query" | "mutation";
  action: Action | "personal" | undefined;
  /** what its input is parsed by, one after the other */
  inputs: readonly z.ZodType[];
};
export type Answer = { status: number; code: string; violations: string[]; text: string };

const silent = createLogger("test", process.env.TEST_LOG ?? "silent");

/** Every procedure that a browser can name. */
export function listProcedures(router: AnyRouter): Procedure[] {
  return Object.entries(router._def.procedures).map(([path, procedure]) => {
    // tRPC types its flat record as unknown; `_def` is its public shape of a procedure
    const { _def } = procedure as unknown as {
      _def: { type: Procedure["type"]; meta?: { action?: Action | "personal" }; inputs: z.ZodType[] };
    };
    return { path, type: _def.type, action: _def.meta?.action, inputs: _def.inputs };
  });
}

/** A request as the browser with this cookie would make it; its id is always the same, so that answers can be compared. */
export const requestOf = (
  sessionToken: string | null,
  defer?: (work: () => Promise<void>) => void,
): RequestScope => openRequest({ requestId: "req", sessionToken, log: silent, ...(defer && { defer }) });

/** As our pages write it; what the wire format refuses to write for them, a stranger writes by hand. */
function encode(input: unknown): string {
  try {
    return JSON.stringify(wireFormat.serialize(input));
  } catch {
    return JSON.stringify(input, (_, part) => (typeof part === "bigint" ? `${part}` : part));
  }
}

/** Calls one procedure as HTTP does, through the same handler as the route. */
export async function callProcedure(
  router: AnyRouter,
  procedure: Pick<Procedure, "path" | "type">,
  { input, scope, body }: { input?: unknown; scope: RequestScope; body?: string },
): Promise<Answer> {
  const json = body ?? encode(input);
  const url = `http://localhost/api/trpc/${procedure.path}`;
  const request =
    procedure.type === "query"
      ? new Request(`${url}?input=${encodeURIComponent(json)}`)
      : new Request(url, { method: "POST", body: json, headers: { "content-type": "application/json" } });
  const response = await fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router,
    createContext: () => scope,
  });
  const text = await response.text();
  const data = JSON.parse(text).error?.data;
  const violations: { code: string; field: string }[] = data?.violations ?? [];
  return {
    status: response.status,
    code: data?.code ?? "OK",
    violations: violations.map(({ code, field }) => `${field} ${code}`),
    text,
  };
}
