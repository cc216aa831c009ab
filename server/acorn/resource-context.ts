import type { Drift } from "@/server/acorn/reading";
import type { AcornAnswer } from "@/server/acorn/transport";

export type ResourceCall = {
  operation: string;
  path: string;
  query?: URLSearchParams;
  signal?: AbortSignal | undefined;
};

/** What a resource needs of the client: a GET through its bucket, and a place for drift. */
export type ResourceContext = {
  call(request: ResourceCall): Promise<AcornAnswer>;
  onDrift: (drift: Drift) => void;
};
