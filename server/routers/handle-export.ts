import "server-only";
import { isForeignRead, refuse } from "@/server/access/guard-request";
import { currentRequest } from "@/server/access/require-ctx";
import { answerExport } from "./answer-export";

/** A download from our own pages or a typed address; another site's page cannot begin one. */
export async function handleExport(request: Request, list: string): Promise<Response> {
  if (isForeignRead(request.headers)) return refuse(403, "another origin");
  return answerExport(new URL(request.url).searchParams, await currentRequest(), {
    list,
    signal: request.signal,
  });
}
