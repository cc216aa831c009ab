/** Where Amazon's redirect arrives: its address holds a code. */
const codePath = "/api/acorn/callback";

type Facts = {
  appUrl: string;
  pathname: string;
  /** fresh for each answer */
  nonce: string;
  isDevelopment: boolean;
};

/**
 * Headers of every answer; they win over a route's own. Inline styles stay allowed: virtual rows and popovers set them; scripts need the nonce.
 * The referrer goes to our own pages only; "no-referrer" would make browsers hide the Origin that forms are checked by.
 */
export function securityHeaders({ appUrl, pathname, nonce, isDevelopment }: Facts): Record<string, string> {
  const isSecure = appUrl.startsWith("https:");
  // React's development build evaluates text to rebuild server stacks.
  const evaluate = isDevelopment ? " 'unsafe-eval'" : "";
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluate}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isSecure ? ["upgrade-insecure-requests"] : []),
  ];
  return {
    "content-security-policy": policy.join("; "),
    "x-content-type-options": "nosniff",
    "referrer-policy": pathname === codePath ? "no-referrer" : "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "cross-origin-opener-policy": "same-origin",
    ...(isSecure && { "strict-transport-security": "max-age=63072000; includeSubDomains" }),
  };
}

/** Every name by which a request says its host must be ours; a forged one could otherwise reach a mailed link. */
export function isOwnHost(headers: Headers, appUrl: string): boolean {
  const own = new URL(appUrl).host;
  const forwarded = headers.get("x-forwarded-host");
  return headers.get("host") === own && (forwarded === null || forwarded === own);
}
