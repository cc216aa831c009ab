import { describe, expect, it } from "vitest";
import { countdown, durationWords } from "./format-countdown";
import {
  dayNumber,
  formatClock,
  formatDay,
  formatDayRange,
  formatFullDay,
  formatInstant,
  formatPlainDate,
  formatTime,
} from "./format-date";
import { freshness } from "./format-freshness";
import { formatMoment } from "./format-moment";
import { formatMoney, formatMoneyCompact } from "./format-money";
import { formatCompact, formatNumber, formatPercent, formatSigned } from "./format-number";
import { formatOffset, offsetMinutes } from "./format-zone";
import { localeFromHeader, readPreferences } from "./preferences";

const at = (text: string) => new Date(text);

describe("money", () => {
  it.each([
    ["437002.8", "USD", "en", "437,002.80"],
    ["4461460", "JPY", "en", "4,461,460"],
    ["4461460.4", "JPY", "zh-CN", "4,461,460"],
    ["-12.5", "EUR", "zh-CN", "−12.50"],
    ["9007199254740993.01", "USD", "en", "9,007,199,254,740,993.01"],
    ["1", "not a code", "en", "1.00"],
    ["1.2345", "KWD", "en", "1.235"],
  ] as const)("prints %s %s in %s with the currency's own digits", (amount, currency, locale, figure) => {
    expect(formatMoney({ amount, currency }, locale)).toEqual({ currency, figure });
  });
  it("shortens by thousands in English and by ten thousands in Chinese", () => {
    expect(formatMoneyCompact({ amount: "1420000", currency: "USD" }, "en").figure).toBe("1.42 M");
    expect(formatMoneyCompact({ amount: "264000", currency: "GBP" }, "en").figure).toBe("264 k");
    expect(formatMoneyCompact({ amount: "1420000", currency: "USD" }, "zh-CN").figure).toBe("142 万");
    expect(formatMoneyCompact({ amount: "15200000", currency: "JPY" }, "zh-CN").figure).toBe("1,520 万");
    expect(formatCompact("950", "en")).toBe("950");
  });
});

describe("numbers", () => {
  it("keep half-width digits and the locale's separators", () => {
    expect(formatNumber(1234567, "zh-CN")).toBe("1,234,567");
    expect(formatPercent(0.0425, "en")).toBe("4.3 %");
    expect(formatPercent(1, "zh-CN")).toBe("100 %");
  });
  it("say their sign with a true minus and none for zero", () => {
    expect([48, -12, 0].map((value) => formatSigned(value, "en"))).toEqual(["+48", "−12", "0"]);
  });
});

describe("zones", () => {
  it.each([
    ["Europe/London", "2026-11-23T08:06:00Z", "UTC+0"],
    ["Europe/London", "2026-07-23T08:06:00Z", "UTC+1"],
    ["Asia/Shanghai", "2026-11-23T08:06:00Z", "UTC+8"],
    ["America/St_Johns", "2026-11-23T08:06:00Z", "UTC−3:30"],
    ["Asia/Kolkata", "2026-11-23T08:06:00Z", "UTC+5:30"],
    ["UTC", "2026-11-23T08:06:00Z", "UTC+0"],
  ])("names %s at %s by its offset", (zone, when, label) => {
    expect(formatOffset(zone, at(when))).toBe(label);
  });
  it("change offset at the very instant of the clock change", () => {
    expect(offsetMinutes("America/New_York", at("2026-03-08T06:59:59Z"))).toBe(-300);
    expect(offsetMinutes("America/New_York", at("2026-03-08T07:00:00Z"))).toBe(-240);
    expect(offsetMinutes("Europe/Berlin", at("2026-10-25T00:59:59Z"))).toBe(120);
    expect(offsetMinutes("Europe/Berlin", at("2026-10-25T01:00:00Z"))).toBe(60);
  });
});

describe("dates", () => {
  const now = at("2026-11-23T08:06:00Z");
  it.each([
    ["2026-11-23T12:00:00Z", "Europe/London", "en", "12:00"],
    ["2026-11-24T01:30:00Z", "Europe/London", "en", "Tue 01:30"],
    ["2026-11-23T17:30:00Z", "Asia/Shanghai", "zh-CN", "周二 01:30"],
    ["2026-11-30T08:00:00Z", "Europe/London", "en", "30 Nov 08:00"],
    ["2027-01-02T08:00:00Z", "Europe/London", "zh-CN", "2027年1月2日 08:00"],
    ["2026-11-23T00:00:00Z", "Europe/London", "en", "00:00"],
  ] as const)("show %s in %s (%s) as short as it stays clear", (when, zone, locale, text) => {
    expect(formatClock(at(when), zone, locale, now)).toBe(text);
  });
  it("tell the two hours of a clock set back apart by their offset", () => {
    const [first, second] = [at("2026-10-25T00:30:00Z"), at("2026-10-25T01:30:00Z")];
    expect(formatTime(first, "Europe/Berlin", "en")).toBe("02:30");
    expect(formatTime(second, "Europe/Berlin", "en")).toBe("02:30");
    expect(formatOffset("Europe/Berlin", first)).not.toBe(formatOffset("Europe/Berlin", second));
  });
  it("count calendar days of the zone, also over a day of 23 hours", () => {
    const from = at("2026-03-08T05:00:00Z");
    const to = at("2026-03-09T04:00:00Z");
    expect(dayNumber(to, "America/New_York") - dayNumber(from, "America/New_York")).toBe(1);
  });
  it("write days the way each language does", () => {
    expect(formatFullDay(now, "Europe/London", "en")).toBe("Mon 23 Nov 2026");
    expect(formatFullDay(now, "Asia/Shanghai", "zh-CN")).toBe("周一 2026年11月23日");
    expect(formatDay(at("2026-09-01T12:00:00Z"), "UTC", "en")).toBe("1 Sep");
    expect(formatInstant(at("2026-11-27T22:59:00Z"), "Europe/Berlin", "en")).toBe("Fri 27 Nov 23:59");
    expect(formatMoment(at("2026-11-27T22:59:00Z"), "Europe/Berlin", "en")).toBe("Fri 27 Nov 2026 23:59");
  });
  it("fold a range within a month", () => {
    const range = (from: string, to: string, locale: "en" | "zh-CN") =>
      formatDayRange(at(from), at(to), "UTC", locale);
    expect(range("2026-11-20T12:00:00Z", "2026-11-27T12:00:00Z", "en")).toBe("20–27 Nov");
    expect(range("2026-11-30T12:00:00Z", "2026-12-04T12:00:00Z", "en")).toBe("30 Nov–4 Dec");
    expect(range("2026-11-20T12:00:00Z", "2026-11-27T12:00:00Z", "zh-CN")).toBe("11月20日–27日");
    expect(range("2026-11-20T12:00:00Z", "2026-11-20T18:00:00Z", "en")).toBe("20 Nov");
  });
  it("move no plain date, not even in the west", () => {
    expect(formatPlainDate("2028-02-29", "en", true)).toBe("29 Feb 2028");
  });
});

describe("countdown", () => {
  const now = at("2026-11-23T08:06:00Z");
  const inMinutes = (minutes: number) => countdown(new Date(now.getTime() + minutes * 60_000), now);
  it.each([
    [241, "calm"],
    [240, "soon"],
    [61, "soon"],
    [60, "urgent"],
    [0, "urgent"],
    [-1, "late"],
  ])("%i minutes left is %s", (minutes, tone) => {
    expect(inMinutes(minutes).tone).toBe(tone);
  });
  it("is never kinder than the truth", () => {
    expect(countdown(new Date(now.getTime() + 59_000), now).span.values).toEqual({ minutes: 0 });
    expect(countdown(new Date(now.getTime() - 1), now)).toEqual({
      tone: "late",
      span: { key: "minutes", values: { minutes: 1 } },
    });
  });
  it("counts a day late in whole days, and less than a day to the minute", () => {
    const span = (minutes: number) => inMinutes(minutes).span;
    expect(span(-26 * 60)).toEqual({ key: "wholeDays", values: { days: 1 } });
    expect(span(-23 * 60 - 59)).toEqual({ key: "hours", values: { hours: 23, minutes: "59" } });
    expect(span(26 * 60)).toEqual({ key: "days", values: { days: 1, hours: 2 } });
  });
  it("names the two largest units", () => {
    expect(durationWords(234 * 60_000)).toEqual({ key: "hours", values: { hours: 3, minutes: "54" } });
    expect(durationWords(724 * 60_000)).toEqual({ key: "hours", values: { hours: 12, minutes: "04" } });
    expect(durationWords(25.5 * 3_600_000)).toEqual({ key: "days", values: { days: 1, hours: 1 } });
    expect(durationWords(-5)).toEqual({ key: "minutes", values: { minutes: 0 } });
  });
});

describe("freshness", () => {
  const now = at("2026-11-23T08:06:00Z");
  const state = (minutes: number) => freshness(new Date(now.getTime() - minutes * 60_000), 5, now).staleness;
  it("turns stale after two missed runs and silent after six", () => {
    expect([4, 9, 14, 15, 34, 35].map(state)).toEqual([
      "fresh",
      "fresh",
      "fresh",
      "stale",
      "stale",
      "silent",
    ]);
    expect(freshness(null, 5, now)).toEqual({ staleness: "never", age: null });
  });
});

describe("preferences", () => {
  it.each([
    ["zh-TW,zh;q=0.9,en;q=0.8", "zh-CN"],
    ["de-DE,en;q=0.7,zh;q=0.9", "zh-CN"],
    ["fr;q=1,zh;q=0", "en"],
    [null, "en"],
    [";;;,,,q=", "en"],
  ])("read %s as %s", (header, locale) => {
    expect(localeFromHeader(header)).toBe(locale);
  });
  it("take any foreign cookie text as none", () => {
    const jar = new Map([
      ["oakline-locale", "xx"],
      ["oakline-theme", "<script>"],
      ["oakline-density", ""],
      ["oakline-zone", "%E0%A4%A"],
    ]);
    const source = { get: (name: string) => (jar.has(name) ? { value: jar.get(name) ?? "" } : undefined) };
    expect(readPreferences(source, "en")).toEqual({
      locale: "en",
      theme: "system",
      density: "compact",
      zone: null,
    });
  });
});
