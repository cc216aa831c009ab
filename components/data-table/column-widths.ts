import type { Locale } from "@/components/i18n/preferences";

/** px that a kind of cell needs at its longest, padding included: Han clocks are wider, Han states shorter. Beside a peek a window of 1440 has 900 px: boxes take 40, the right edge 14. */
export const columnWidths: Record<
  "clock" | "status" | "money" | "quantity" | "diff",
  Record<Locale, number>
> = {
  clock: { en: 156, "zh-CN": 184 },
  status: { en: 154, "zh-CN": 140 },
  money: { en: 116, "zh-CN": 116 },
  quantity: { en: 58, "zh-CN": 58 },
  diff: { en: 84, "zh-CN": 84 },
};
