type Rules = { appUrl: string; contentType: string; maxBytes: number };

/**
 * What a route handler must ask before it trusts a cookie on a changing request: was it our own page that sent it,
 * in the one form we read, and of a bearable size. Framework checks cover server actions only.
 * @returns the request with its whole body read, or the refusal
 */
export async function guardPost(request: Request, rules: Rules): Promise<Request | Response> {
  if (!isSameOrigin(request.headers, rules.appUrl)) return refuse(403, "another origin");
  const contentType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (contentType !== rules.contentType) return refuse(415, `send ${rules.contentType}`);
  const body = await readAtMost(request, rules.maxBytes);
  if (!body) return refuse(413, "too large");
  return new Request(request.url, {
    method: request.method,
    headers: request.headers,
    body,
    signal: request.signal,
  });
}

/**
 * True for what our own pages send. Sec-Fetch-Site cannot be set by a script; a browser without it sends Origin.
 * Origin is "null" from pages with the policy no-referrer, which then says nothing.
 */
export function isSameOrigin(headers: Headers, appUrl: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site && site !== "same-origin") return false;
  const origin = headers.get("origin");
  if (origin && origin !== "null") return origin === appUrl;
  return site === "same-origin";
}

/** A read from another site's page is refused too; typing an address ("none") is not one. */
export function isForeignRead(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  return site !== null && site !== "same-origin" && site !== "none";
}

export function refuse(status: number, why: string): Response {
  return new Response(`${why}\n`, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}

async function readAtMost(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return null;
  const parts: Uint8Array[] = [];
  let size = 0;
  // Cancelled as soon as it is too long: a body without a length must not fill the memory.
  for await (const part of request.body ?? []) {
    size += part.byteLength;
    if (size > maxBytes) return null;
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}
