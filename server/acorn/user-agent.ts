export type UserAgent = { name: string; version: string; attributes?: Readonly<Record<string, string>> };

// [D, G21]: required on every call, at most 500 characters, these six escaped by a backslash.
const reserved = /[\\/(=);]/g;
const maxLength = 500;

/** `Name/Version (Language=TypeScript; Key=Value)`; attributes that no longer fit are left out. */
export function formatUserAgent(agent: UserAgent): string {
  const head = `${clean(agent.name, 120)}/${clean(agent.version, 60)}`;
  const wanted = Object.entries({ Language: "TypeScript", Platform: "Node.js", ...agent.attributes });
  let inner = "";
  for (const [key, value] of wanted) {
    const next = `${inner === "" ? "" : `${inner}; `}${clean(key, 60)}=${clean(value, 200)}`;
    if (head.length + next.length + 3 > maxLength) break;
    inner = next;
  }
  return `${head} (${inner})`;
}

/** Header values are printable ASCII; a line break would smuggle a header. */
function clean(text: string, max: number): string {
  return text
    .replace(/[^\x20-\x7e]/g, "?")
    .slice(0, Math.floor(max / 2))
    .replace(reserved, (letter) => `\\${letter}`);
}
