"use client";

import { clsx } from "clsx";
import { type PointerEvent, useState } from "react";

type Props = {
  label: string;
  width: number;
  onWidth: (width: number) => void;
  onReset: () => void;
};

/** The right edge of a head cell: dragged, moved by the arrow keys, reset by a double click. The column follows when it is let go. */
export function ResizeHandle({ label, width, onWidth, onReset }: Props) {
  const [drag, setDrag] = useState<{ from: number; by: number } | null>(null);
  const start = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrag({ from: event.clientX, by: 0 });
  };
  const end = () => {
    if (drag && drag.by !== 0) onWidth(width + drag.by);
    setDrag(null);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule across the page is no handle
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={48}
      aria-valuemax={800}
      tabIndex={0}
      onPointerDown={start}
      onPointerMove={(event) => drag && setDrag({ ...drag, by: event.clientX - drag.from })}
      onPointerUp={end}
      onPointerCancel={() => setDrag(null)}
      onDoubleClick={onReset}
      onKeyDown={(event) => {
        const by = event.key === "ArrowRight" ? 8 : event.key === "ArrowLeft" ? -8 : 0;
        if (by === 0) return;
        event.preventDefault();
        onWidth(width + by);
      }}
      style={drag ? { translate: `${drag.by}px 0` } : undefined}
      className={clsx(
        "absolute inset-y-1 right-0 w-2 cursor-col-resize touch-none border-r transition-opacity group-hover/head:opacity-100 focus-visible:opacity-100",
        drag ? "border-accent opacity-100" : "border-line-2 opacity-0",
      )}
    />
  );
}
