import { type RefObject, useEffect, useState } from "react";

type Options = {
  count: number;
  /** every row has the same height, whatever its data */
  rowPx: number;
  /** height of the sticky head above the rows */
  headPx: number;
  scroller: RefObject<HTMLElement | null>;
};

type RowWindow = {
  from: number;
  /** exclusive */
  to: number;
  /** px of the rows above and below */
  before: number;
  after: number;
  /** scrolls as little as shows the row whole */
  reveal: (index: number) => void;
};

const overscanRows = 12;
/** the window moves in steps, so that scrolling renders once in so many rows */
const stepRows = 6;

/** Which rows of a long list are in the page. Heights are equal, so it is arithmetic and nothing is measured. */
export function useRowWindow({ count, rowPx, headPx, scroller }: Options): RowWindow {
  const [seen, setSeen] = useState({ first: 0, fits: 28 });
  // outside system: the scrolled element and its size
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const read = () => {
      const first = Math.floor(element.scrollTop / rowPx / stepRows) * stepRows;
      const fits = Math.ceil(element.clientHeight / rowPx);
      setSeen((old) => (old.first === first && old.fits === fits ? old : { first, fits }));
    };
    const size = new ResizeObserver(read);
    size.observe(element);
    element.addEventListener("scroll", read, { passive: true });
    return () => {
      size.disconnect();
      element.removeEventListener("scroll", read);
    };
  }, [rowPx, scroller]);
  const { from, to } = rowWindow(seen.first, seen.fits, count);
  return {
    from,
    to,
    before: from * rowPx,
    after: (count - to) * rowPx,
    reveal: (index) => {
      const element = scroller.current;
      if (!element) return;
      const room = element.clientHeight - headPx - rowPx;
      const top = index * rowPx;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top > element.scrollTop + room) element.scrollTop = top - room;
    },
  };
}

/** Pure part: never outside the list, also when it has become shorter than what was seen. */
export function rowWindow(first: number, fits: number, count: number): { from: number; to: number } {
  const to = Math.min(count, first + fits + stepRows + overscanRows);
  return { from: Math.max(0, Math.min(first, to - fits) - overscanRows), to };
}
