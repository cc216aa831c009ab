/** "Larkmoor-Kitchen_orders_2026-11-23.csv": letters and digits of any script, nothing that a path or header could read. */
export function fileName(parts: { tenant: string; list: string; day: string; format: string }): string {
  const tenant = parts.tenant
    .normalize("NFC")
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 60);
  return `${[tenant, parts.list, parts.day].filter(Boolean).join("_")}.${parts.format}`;
}

/** The header of a download, with the name in ASCII for old readers and whole by RFC 5987. */
export function contentDisposition(name: string): string {
  const plain = name.replaceAll(/[^\w.-]+/g, "_");
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}

/** The asked columns in the asked order, each once; all of them when none is known. */
export function pickColumns<C extends { id: string }>(all: readonly C[], asked: readonly string[]): C[] {
  const picked = [...new Set(asked)].flatMap((id) => all.filter((column) => column.id === id));
  return picked.length > 0 ? picked : [...all];
}
