import type { Drift } from "@/server/acorn/reading";
import type { AcornAnswer } from "@/server/acorn/transport";

export type ResourceCall = {
  operation: string;
  /** GET when absent; a POST is never sent again when its fate is unclear */
  method?: "POST";
  /** JSON bytes exactly as they shall arrive */
  body?: Uint8Array;
  path: string;
  query?: URLSearchParams;
  signal?: AbortSignal | undefined;
};

/** What a resource needs of the client: a call through its bucket, and a place for drift. */
export type ResourceContext = {
  call(request: ResourceCall): Promise<AcornAnswer>;
  onDrift: (drift: Drift) => void;
};
