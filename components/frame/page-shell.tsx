import type { ComponentProps, ReactNode } from "react";
import { TopBar } from "./top-bar";

type Props = ComponentProps<typeof TopBar> & {
  /** beside the column; it scrolls by itself */
  pane?: ReactNode;
  /** the page is a grid that scrolls by itself */
  fixed?: boolean;
  children: ReactNode;
};

/** A page in the frame: its bar, then the work area with its own scroll. */
export function PageShell({ pane, fixed, children, ...bar }: Props) {
  return (
    <>
      <TopBar {...bar} />
      <div className="flex min-h-0 flex-1">
        <main
          id="work"
          tabIndex={-1}
          className={
            fixed
              ? "relative flex min-h-0 min-w-0 flex-1 flex-col outline-none"
              : "relative min-h-0 min-w-0 flex-1 overflow-y-auto outline-none"
          }
        >
          {children}
        </main>
        {pane}
      </div>
    </>
  );
}
