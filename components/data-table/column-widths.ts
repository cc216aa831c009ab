import type { Locale } from "@/components/i18n/preferences";

/** px that a kind of cell needs at its longest, padding included: Han clocks are wider, Han states shorter. */
export const columnWidths: Record<
  "clock" | "status" | "money" | "quantity" | "diff",
  Record<Locale, number>
> = {
  clock: { en: 164, "zh-CN": 190 },
  status: { en: 154, "zh-CN": 140 },
  money: { en: 116, "zh-CN": 116 },
  quantity: { en: 68, "zh-CN": 68 },
  diff: { en: 84, "zh-CN": 84 },
};
