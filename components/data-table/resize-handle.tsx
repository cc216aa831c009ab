"use client";

import { clsx } from "clsx";

type Props = {
  label: string;
  width: number;
  /** px that the pointer has gone; null: not dragged */
  offset: number | null;
  onStart: (event: unknown) => void;
  onStep: (by: number) => void;
  onReset: () => void;
};

/** The right edge of a head cell: dragged, moved by the arrow keys, reset by a double click. */
export function ResizeHandle({ label, width, offset, onStart, onStep, onReset }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule across the page is no handle
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={Math.round(width)}
      aria-valuemin={48}
      aria-valuemax={800}
      tabIndex={0}
      onPointerDown={(event) => event.stopPropagation()}
      onMouseDown={onStart}
      onTouchStart={onStart}
      onDoubleClick={onReset}
      onKeyDown={(event) => {
        const by = event.key === "ArrowRight" ? 8 : event.key === "ArrowLeft" ? -8 : 0;
        if (by === 0) return;
        event.preventDefault();
        onStep(by);
      }}
      style={offset === null ? undefined : { translate: `${offset}px 0` }}
      className={clsx(
        "absolute inset-y-1 right-0 w-2 cursor-col-resize touch-none border-r opacity-0 transition-opacity group-hover/head:opacity-100 focus-visible:opacity-100",
        offset === null ? "border-line-2" : "border-accent opacity-100",
      )}
    />
  );
}
