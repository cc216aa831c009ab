import { useState } from "react";

type Held<T> = {
  shown: T;
  /** newer data waits until the hand has left */
  isHeld: boolean;
  release: () => void;
  hold: {
    onPointerEnter: () => void;
    onPointerLeave: () => void;
    onFocus: () => void;
    onBlur: (event: React.FocusEvent<HTMLElement>) => void;
  };
};

/** Keeps a list as it is while a pointer or the focus is on it: a refresh never moves the row under the cursor. */
export function useHeld<T>(fresh: T, isSame: (a: T, b: T) => boolean): Held<T> {
  const [kept, setKept] = useState<{ value: T } | null>(null);
  const keep = () => setKept((now) => now ?? { value: fresh });
  const release = () => setKept(null);
  // what holds the same rows in the same order may be shown at once: only its figures have moved on
  const isHeld = kept !== null && !isSame(kept.value, fresh);
  return {
    shown: isHeld ? kept.value : fresh,
    isHeld,
    release,
    hold: {
      onPointerEnter: keep,
      onPointerLeave: release,
      onFocus: keep,
      onBlur: (event) => {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget))
          release();
      },
    },
  };
}
