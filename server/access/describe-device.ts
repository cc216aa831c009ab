const browsers: readonly [RegExp, string][] = [
  [/\bEdgA?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bMicroMessenger\//, "WeChat"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Chrome|CriOS|HeadlessChrome)\//, "Chrome"],
  [/\bVersion\/[\d.]+.*\bSafari\//, "Safari"],
];
const systems: readonly [RegExp, string][] = [
  [/\biPad\b/, "iPad"],
  [/\biPhone\b/, "iPhone"],
  [/\bAndroid\b/, "Android"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
];

/**
 * "Firefox on Windows": what a person recognises their browser by. Said by the browser itself, so never a proof.
 * @returns null when neither is known
 */
export function describeDevice(userAgent: string | null): string | null {
  const find = (known: typeof browsers) =>
    known.find(([pattern]) => pattern.test(userAgent?.slice(0, 500) ?? ""))?.[1];
  const [browser, system] = [find(browsers), find(systems)];
  if (!browser && !system) return null;
  return browser && system ? `${browser} on ${system}` : (browser ?? system ?? null);
}
