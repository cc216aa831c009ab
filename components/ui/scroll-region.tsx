import { clsx } from "clsx";
import type { ReactNode } from "react";

type Props = { labelledBy: string; className?: string; children: ReactNode };

/** What may be wider than the page and then scrolls by itself; a keyboard can reach and scroll it. */
export function ScrollRegion({ labelledBy, className, children }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group, not a second landmark of the section's name; nor a form's fieldset
    <div
      role="group"
      aria-labelledby={labelledBy}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className={clsx("relative overflow-x-auto", className)}
    >
      {children}
    </div>
  );
}
