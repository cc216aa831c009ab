import { z } from "zod";
import { zoneShape } from "@/server/platform/zone-shape";

export const exportLists = ["orders", "audit"] as const;
export type ExportList = (typeof exportLists)[number];
/** exactly what the grid shows, or every row of the list with every column */
export const exportScopes = ["view", "all"] as const;

/** How the file is made, whatever it holds; `format` is named again for forms in the browser. */
export const exportShape = z.object({
  format: z.enum(["csv", "xlsx"]),
  scope: z.enum(exportScopes),
  locale: z.enum(["en", "zh-CN"]),
  zone: zoneShape,
  columns: z.array(z.string().regex(/^[a-zA-Z]{1,40}$/)).max(60),
});
export type ExportShape = z.infer<typeof exportShape>;
