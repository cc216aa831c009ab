"use client";

import { useTranslations } from "next-intl";
import type { Violation } from "@/server/platform/errors";
import { errorDataOf } from "./error-data";

export type Faults = {
  /** what is wrong with a field, in the reader's words */
  of: (field: string) => string | undefined;
  /** what is wrong with the whole, or with a field that the form does not show */
  whole: string | undefined;
};

type Key = Parameters<ReturnType<typeof useTranslations<"violations">>>[0];

/** One fault in the reader's words. Needs the messages `violations`. */
export function useSayFault(): (fault: Pick<Violation, "code" | "params">) => string {
  const t = useTranslations("violations");
  return ({ code, params }) =>
    // `has` takes any text at run time and says whether it is one of the keys
    t.has(code as Key) ? t(code as Key, params as Record<string, string | number>) : t("invalid");
}

/** A refused form in words: each fault at its field, all at once. Needs the messages `violations`. */
export function useFaults(error: unknown, shown?: readonly string[]): Faults {
  const say = useSayFault();
  const errors = useTranslations("errors");
  if (!error) return { of: () => undefined, whole: undefined };
  const data = errorDataOf(error);
  if (data === null) return { of: () => undefined, whole: errors("offline") };
  const hidden = data.violations.find(({ field }) => shown !== undefined && !shown.includes(field));
  const whole =
    data.violations.length === 0
      ? `${errors(`codes.${data.code}`)}. ${errors(`next.${data.code}`)}`
      : hidden && say(hidden);
  return {
    of: (field) => {
      const fault = data.violations.find((one) => one.field === field);
      return fault && say(fault);
    },
    whole,
  };
}
