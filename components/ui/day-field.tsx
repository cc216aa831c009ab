"use client";

import { clsx } from "clsx";
import { Calendar } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentPropsWithRef, useRef } from "react";
import { isDay } from "@/server/platform/zoned-time";
import { tidyDay } from "./day-text";
import { Input } from "./input";

type Props = Omit<ComponentPropsWithRef<typeof Input>, "value" | "onChange" | "type" | "unit"> & {
  /** "2026-11-25", or what has been typed of it */
  value: string;
  onText: (text: string) => void;
};

/**
 * One day, typed as year, month, day in every language, or picked from the browser's calendar: a date field of the
 * browser itself follows the browser's language and not the page's, so 03/05 would have two meanings.
 */
export function DayField({ value, onText, className, min, ...rest }: Props) {
  const t = useTranslations("common.day");
  const calendar = useRef<HTMLInputElement>(null);
  return (
    <span className={clsx("relative block", className)}>
      <Input
        {...rest}
        inputMode="numeric"
        autoComplete="off"
        maxLength={20}
        placeholder={t("form")}
        className="pr-8"
        value={value}
        onChange={(event) => onText(event.target.value)}
        onBlur={() => tidyDay(value) !== value && onText(tidyDay(value))}
      />
      <input
        ref={calendar}
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        className="pointer-events-none absolute right-0 bottom-0 size-6 opacity-0"
        min={min}
        value={isDay(value) ? value : ""}
        onChange={(event) => onText(event.target.value)}
      />
      <button
        type="button"
        aria-label={t("pick")}
        title={t("pick")}
        // the field beside it takes every day that the calendar has
        tabIndex={-1}
        className="absolute inset-y-0 right-1 my-auto grid size-6 place-items-center rounded-4 text-ink-3 hover:text-ink"
        onClick={() => calendar.current?.showPicker()}
      >
        <Calendar size={14} aria-hidden="true" />
      </button>
    </span>
  );
}
