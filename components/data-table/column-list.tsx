"use client";

import { clsx } from "clsx";
import { ArrowDown, ArrowUp, type LucideIcon, Pin, PinOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFrame } from "@/components/frame/frame-context";
import { useSetPreference } from "@/components/frame/use-set-preference";
import { densities } from "@/components/i18n/preferences";
import { useReader } from "@/components/i18n/reader";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Checkbox } from "@/components/ui/checkbox";
import { Segmented } from "@/components/ui/segmented";
import { type ColumnPlace, designedView, type GridView } from "./grid-column";
import { pinnedIds, visibleIds } from "./grid-layout";

type Props = {
  columns: readonly ColumnPlace[];
  view: GridView;
  onView: (change: Partial<GridView>) => void;
};

const smallButton = `${buttonClass({ variant: "ghost", size: "icon" })} size-6`;

/** Shows, orders and pins columns. */
export function ColumnList({ columns, view, onView }: Props) {
  const t = useTranslations("table");
  const visible = visibleIds(columns, view);
  const pinned = pinnedIds(columns, view);
  const hidden = columns.map((column) => column.id).filter((id) => !visible.includes(id));
  const move = (id: string, by: 1 | -1) => {
    const from = visible.indexOf(id);
    const next = visible.toSpliced(from, 1).toSpliced(Math.max(0, from + by), 0, id);
    onView({ columns: next });
  };
  return (
    <div className="grid w-72 gap-0.5">
      <DensityChoice />
      {[...visible, ...hidden].map((id) => {
        const column = columns.find((one) => one.id === id);
        if (!column) return null;
        const place = visible.indexOf(id);
        const isPinned = pinned.includes(id);
        const named = { column: column.label };
        return (
          <div key={id} className="flex h-7 items-center gap-0.5">
            <span className="min-w-0 flex-1">
              <Checkbox
                visibleLabel
                label={column.label}
                checked={place >= 0}
                disabled={column.fixed}
                onChange={(event) =>
                  onView({
                    columns: event.target.checked ? [...visible, id] : visible.filter((one) => one !== id),
                  })
                }
              />
            </span>
            <MoveButton
              icon={ArrowUp}
              label={t("moveUp", named)}
              possible={place > 0}
              onMove={() => move(id, -1)}
            />
            <MoveButton
              icon={ArrowDown}
              label={t("moveDown", named)}
              possible={place >= 0 && place < visible.length - 1}
              onMove={() => move(id, 1)}
            />
            <button
              type="button"
              aria-pressed={isPinned}
              aria-label={isPinned ? t("unpin", named) : t("pin", named)}
              onClick={() =>
                onView({
                  pinned: isPinned ? pinned.filter((one) => one !== id) : [...pinned, id],
                })
              }
              className={smallButton}
            >
              {isPinned ? <PinOff size={13} aria-hidden="true" /> : <Pin size={13} aria-hidden="true" />}
            </button>
          </div>
        );
      })}
      <Button className="mt-2 w-max" size="row" onClick={() => onView({ ...designedView, sort: view.sort })}>
        {t("reset")}
      </Button>
    </div>
  );
}

/** Row height of all grids: 32, 36 or 40 px. */
function DensityChoice() {
  const t = useTranslations("frame");
  const { density } = useReader();
  const set = useSetPreference(useFrame().acts.onPreference);
  return (
    <div className="mb-2 grid gap-1.5 border-b border-line pb-3">
      <span className="text-12 text-ink-3">{t("density")}</span>
      <Segmented
        label={t("density")}
        value={density}
        onChange={(value) => set("density", value)}
        options={densities.map((value) => ({ value, label: t(`densities.${value}`) }))}
      />
    </div>
  );
}

type MoveProps = { icon: LucideIcon; label: string; possible: boolean; onMove: () => void };

/** Keeps its place when there is nowhere to move to, so that the others do not jump. */
function MoveButton({ icon: Icon, label, possible, onMove }: MoveProps) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onMove}
      disabled={!possible}
      className={clsx(smallButton, !possible && "invisible")}
    >
      <Icon size={13} aria-hidden="true" />
    </button>
  );
}
