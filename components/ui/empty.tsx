import type { ReactNode } from "react";

type Props = {
  /** one sentence: why there is nothing */
  children: ReactNode;
  /** one button: the next real step */
  action?: ReactNode;
  /** one link: the other way to get there */
  link?: ReactNode;
};

/** An empty list. No picture. */
export function Empty({ children, action, link }: Props) {
  return (
    <div className="flex flex-col items-start gap-3 px-6 py-8 max-desk:px-4">
      <p className="max-w-180 text-ink-2">{children}</p>
      {(action || link) && (
        <div className="flex flex-wrap items-center gap-4">
          {action}
          {link}
        </div>
      )}
    </div>
  );
}
