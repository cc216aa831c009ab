import type { Locale } from "@/components/i18n/preferences";

/** px that a kind of cell needs at its longest, padding included: Han clocks are wider, Han states shorter. Beside a peek a window of 1440 has 900 px: boxes take 40, the right edge 12. */
export const columnWidths: Record<
  "clock" | "status" | "money" | "quantity" | "diff",
  Record<Locale, number>
> = {
  clock: { en: 156, "zh-CN": 184 },
  status: { en: 160, "zh-CN": 140 },
  money: { en: 114, "zh-CN": 114 },
  quantity: { en: 56, "zh-CN": 56 },
  diff: { en: 84, "zh-CN": 84 },
};
