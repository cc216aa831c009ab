/** @returns a path of this site to go on to, or "/" for anything that leads elsewhere. */
export function safePath(next: string | null | undefined, appUrl: string): string {
  if (!next?.startsWith("/") || next.length > 2000 || !URL.canParse(next, appUrl)) return "/";
  const url = new URL(next, appUrl);
  // "/..//elsewhere" is ours to a parser, and what is left of it, "//elsewhere", names another host to a browser.
  return url.origin === appUrl && !url.pathname.startsWith("//")
    ? `${url.pathname}${url.search}${url.hash}`
    : "/";
}
