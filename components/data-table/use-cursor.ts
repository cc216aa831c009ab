import { type RefObject, useEffect, useRef } from "react";
import { useRowKeys } from "./use-row-keys";

type Options = {
  ids: readonly string[];
  cursor: string | null;
  onCursor: (id: string | null) => void;
  reveal: (index: number) => void;
  scroller: RefObject<HTMLElement | null>;
  onPick?: (id: string) => void;
  onOpen: (index: number) => void;
  onBack?: () => void;
};

/** The roving cursor: moved by keys it takes the focus along, so that a reader hears the row. */
export function useCursor({
  ids,
  cursor,
  onCursor,
  reveal,
  scroller,
  onPick,
  onOpen,
  onBack,
}: Options): void {
  const movedByKey = useRef(false);
  const at = cursor === null ? -1 : ids.indexOf(cursor);
  const wasShown = useRef(false);
  // outside system: the scroll position, which a way back to the list begins anew
  useEffect(() => {
    if (wasShown.current || at < 0) return;
    wasShown.current = true;
    reveal(at);
  });
  useRowKeys({
    move: (by) => {
      const next = Math.min(ids.length - 1, Math.max(0, at + by));
      const id = ids[next];
      if (id === undefined) return;
      movedByKey.current = true;
      reveal(next);
      onCursor(id);
    },
    select: onPick && cursor !== null ? () => onPick(cursor) : undefined,
    open: at >= 0 ? () => onOpen(at) : undefined,
    back: onBack,
  });
  // outside system: the document's focus
  useEffect(() => {
    if (!movedByKey.current || cursor === null) return;
    movedByKey.current = false;
    const row = scroller.current?.querySelector(`[data-row="${CSS.escape(cursor)}"]`);
    if (row instanceof HTMLElement) row.focus({ preventScroll: true });
  }, [cursor, scroller]);
}
