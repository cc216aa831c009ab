import type { Page } from "@/server/acorn/order-types";
import { AppError } from "@/server/platform/errors";

/** More pages than any window of seven days holds; beyond it something goes round in circles. */
const maxPages = 10_000;

/** Remembers the paging tokens of one query. */
export type PageGuard = {
  /** passes the token on; throws ACORN_DRIFT "token-loop" on the first repeat, "too-many-pages" beyond 10,000 */
  accept(nextToken: string | null): string | null;
};

/** `seen`: tokens used before a pause, when the query goes on in another step. */
export function createPageGuard(seen: Iterable<string> = []): PageGuard {
  const used = new Set(seen);
  return {
    accept(nextToken) {
      if (nextToken === null) return null;
      if (used.has(nextToken)) {
        throw new AppError("ACORN_DRIFT", "paging token repeated", { reason: "token-loop" });
      }
      used.add(nextToken);
      if (used.size >= maxPages) {
        throw new AppError("ACORN_DRIFT", "too many pages", { reason: "too-many-pages" });
      }
      return nextToken;
    },
  };
}

/**
 * All pages of one query in order, an empty page with a token included. A page is handed out before the next is asked
 * for; a loop is found before any page comes twice.
 */
export async function* pages<T>(
  load: (nextToken: string | null) => Promise<Page<T>>,
): AsyncGenerator<Page<T>> {
  const guard = createPageGuard();
  let token: string | null = null;
  do {
    const page: Page<T> = await load(token);
    yield page;
    token = guard.accept(page.nextToken);
  } while (token !== null);
}
