"use client";

import { clsx } from "clsx";
import { Globe } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useMemo, useState } from "react";
import { listZones, matchZones, type ZoneChoice } from "@/components/i18n/list-zones";
import { useNow, useZoneLabel } from "@/components/i18n/reader";
import { useFieldIds } from "./field";
import { inputClass } from "./input-class";

type Props = {
  value: string;
  onChange: (zone: string) => void;
  /** spoken name, outside a field */
  label?: string;
  /** the list pushes what follows down, for places that would cut it off */
  inline?: boolean;
};

const shownAtMost = 40;

/** A zone by its place: type a city, a region or an offset; arrows and Enter choose. */
export function ZonePicker({ value, onChange, label, inline }: Props) {
  const ids = useFieldIds();
  const listId = useId();
  const now = useNow();
  const zoneLabel = useZoneLabel();
  const t = useTranslations("zones");
  const [text, setText] = useState<string | null>(null);
  /** null: on the zone that is chosen, so that Enter alone changes nothing */
  const [moved, setMoved] = useState<number | null>(null);
  const open = text !== null;
  const all = useMemo(
    () => (open ? listZones(now, (key) => (isNamed(key, t.has) ? t(key) : null)) : []),
    [open, now, t],
  );
  const found = open ? matchZones(all, text).slice(0, shownAtMost) : [];
  const cursor = moved ?? found.findIndex((zone) => zone.id === value);
  const openList = () => {
    setMoved(null);
    setText("");
  };
  const close = () => setText(null);
  const pick = (zone: ZoneChoice | undefined) => {
    if (zone && zone.id !== value) onChange(zone.id);
    close();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) openList();
      else setMoved(clamp(cursor + (event.key === "ArrowDown" ? 1 : -1), found.length));
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      pick(found[cursor]);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  };
  return (
    <span className="relative block">
      <Globe
        size={14}
        aria-hidden="true"
        className="absolute top-[11px] left-3 text-ink-3 max-desk:top-[15px]"
      />
      <input
        {...ids}
        aria-label={label}
        role="combobox"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && found[cursor] ? `${listId}-${cursor}` : undefined}
        autoComplete="off"
        spellCheck={false}
        value={text ?? zoneLabel(value, now)}
        placeholder={zoneLabel(value, now)}
        onFocus={(event) => event.target.select()}
        onClick={() => {
          if (!open) openList();
        }}
        onChange={(event) => {
          setText(event.target.value);
          setMoved(0);
        }}
        onKeyDown={onKeyDown}
        onBlur={close}
        className={clsx(inputClass({ size: "form" }), "pl-8.5")}
      />
      {open && (
        <div
          id={listId}
          role="listbox"
          aria-label={label}
          className={clsx(
            "z-50 mt-1 overflow-y-auto rounded-8 bg-raised p-1",
            inline
              ? "max-h-44 border border-line"
              : "absolute top-full right-0 left-0 max-h-64 animate-rise shadow-float",
          )}
        >
          {found.map((zone, index) => (
            <ZoneOption
              key={zone.id}
              id={`${listId}-${index}`}
              zone={zone}
              isCursor={index === cursor}
              isChosen={zone.id === value}
              onPick={() => pick(zone)}
            />
          ))}
          {found.length === 0 && <p className="px-2 py-1.5 text-ink-2">{t("none")}</p>}
        </div>
      )}
    </span>
  );
}

type OptionProps = {
  id: string;
  zone: ZoneChoice;
  isCursor: boolean;
  isChosen: boolean;
  onPick: () => void;
};

function ZoneOption({ id, zone, isCursor, isChosen, onPick }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the input that owns this list
    <div
      ref={(option) => {
        if (isCursor) option?.scrollIntoView({ block: "nearest" });
      }}
      id={id}
      role="option"
      aria-selected={isChosen}
      tabIndex={-1}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPick}
      className={clsx(
        "flex min-h-7 cursor-pointer items-center gap-2 rounded-4 px-2 max-desk:min-h-10",
        isCursor && "bg-hover forced-colors:outline-2 forced-colors:-outline-offset-2",
        isChosen && "font-medium text-accent",
      )}
    >
      <span className="min-w-0 flex-1 truncate">{zone.place}</span>
      <span className="text-12 text-ink-3">{zone.offset}</span>
    </div>
  );
}

const clamp = (at: number, length: number) => Math.max(0, Math.min(length - 1, at));

type ZoneKey = Parameters<ReturnType<typeof useTranslations<"zones">>>[0];

function isNamed(key: string, has: (key: ZoneKey) => boolean): key is ZoneKey {
  // `has` takes any text at run time and says whether it is one of the keys
  return has(key as ZoneKey);
}
