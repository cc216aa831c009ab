"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { KeyHint } from "./key-hint";

type Props = { text: ReactNode; keyHint?: string; children: ReactNode };

const openAfterMs = 350;

/** Says more about the one element inside, on hover and on keyboard focus. Never the only place of a fact. */
export function Tooltip({ text, keyHint, children }: Props) {
  const [anchor, setAnchor] = useState<DOMRect | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const close = () => {
    clearTimeout(timer.current);
    setAnchor(null);
  };
  const openSoon = (host: HTMLElement, afterMs: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(
      () => setAnchor(host.firstElementChild?.getBoundingClientRect() ?? null),
      afterMs,
    );
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens for the element inside, which is the control
    <span
      className="contents"
      onPointerOver={(event) =>
        event.pointerType === "mouse" && !anchor && openSoon(event.currentTarget, openAfterMs)
      }
      onPointerOut={(event) => !staysInside(event) && close()}
      onPointerDown={close}
      onFocus={(event) => event.target.matches(":focus-visible") && openSoon(event.currentTarget, 0)}
      onBlur={close}
    >
      {children}
      {anchor && (
        <Bubble anchor={anchor} onClose={close}>
          {text}
          {keyHint && <KeyHint keys={keyHint} className="ml-2" />}
        </Bubble>
      )}
    </span>
  );
}

function staysInside(event: React.PointerEvent<HTMLElement>): boolean {
  return event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
}

type BubbleProps = { anchor: DOMRect; onClose: () => void; children: ReactNode };

function Bubble({ anchor, onClose, children }: BubbleProps) {
  // outside system: the window, whose scroll moves the anchor away and whose Escape belongs to the bubble first
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => event.key === "Escape" && onClose();
    window.addEventListener("scroll", onClose, { capture: true, passive: true });
    window.addEventListener("keydown", onKey, { capture: true });
    return () => {
      window.removeEventListener("scroll", onClose, { capture: true });
      window.removeEventListener("keydown", onKey, { capture: true });
    };
  }, [onClose]);
  return (
    <div
      role="tooltip"
      popover="manual"
      ref={(bubble) => {
        if (bubble) place(bubble, anchor);
      }}
      className="fixed m-0 max-w-80 animate-rise rounded-6 bg-raised px-2 py-1.5 text-12 text-ink shadow-float"
    >
      {children}
    </div>
  );
}

/** Below the anchor, above where there is no room, never over the window's edge. */
function place(bubble: HTMLElement, anchor: DOMRect): void {
  bubble.showPopover();
  const { width, height } = bubble.getBoundingClientRect();
  const left = anchor.left + anchor.width / 2 - width / 2;
  const below = anchor.bottom + 6;
  const top = below + height > innerHeight - 8 ? anchor.top - height - 6 : below;
  bubble.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  bubble.style.top = `${Math.max(8, top)}px`;
}
