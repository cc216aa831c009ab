"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Input } from "@/components/ui/input";

type Props = { text: string | null; onText: (text: string | null) => void };

const quietMs = 250;

/** Finds by PO, ASIN or SKU a moment after the last key. */
export function OrderSearch({ text, onText }: Props) {
  const t = useTranslations("orders.filters");
  const [typed, setTyped] = useState(text ?? "");
  const [seen, setSeen] = useState(text);
  // the address was changed by something else: a tab, a removed chip, the way back
  if (seen !== text) {
    setSeen(text);
    if ((text ?? "") !== typed.trim()) setTyped(text ?? "");
  }
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // outside system: the timer, which must not fire after the list has gone
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <Input
      type="search"
      size="row"
      value={typed}
      maxLength={100}
      spellCheck={false}
      autoComplete="off"
      aria-label={t("searchLabel")}
      placeholder={t("search")}
      className="w-40! max-desk:h-9! max-desk:w-auto! max-desk:flex-1"
      onChange={(event) => {
        const { value } = event.target;
        setTyped(value);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => onText(value.trim() || null), quietMs);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.currentTarget.blur();
      }}
    />
  );
}
