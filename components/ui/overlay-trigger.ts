import { type RefObject, useRef, useState } from "react";

export type TriggerProps = {
  ref: RefObject<HTMLButtonElement | null>;
  onClick: () => void;
  onPointerEnter: () => void;
  onFocus: () => void;
  "aria-haspopup": "menu" | "dialog";
  "aria-expanded": boolean;
};

type Overlay = {
  open: boolean;
  setOpen: (open: boolean) => void;
  trigger: TriggerProps;
  /** gives the focus back to the button that opened it */
  restoreFocus: (event: Event) => void;
};

/** A button whose floating part is fetched when a hand comes near, and opened when it is pressed. */
export function useOverlayTrigger(kind: "menu" | "dialog", preload: () => void): Overlay {
  const [open, setOpen] = useState(false);
  const ref = useRef<HTMLButtonElement>(null);
  return {
    open,
    setOpen,
    restoreFocus: (event) => {
      event.preventDefault();
      ref.current?.focus();
    },
    trigger: {
      ref,
      onClick: () => setOpen(!open),
      onPointerEnter: preload,
      onFocus: preload,
      "aria-haspopup": kind,
      "aria-expanded": open,
    },
  };
}
