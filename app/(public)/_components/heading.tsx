import type { ReactNode } from "react";

type Props = { title: string; children: ReactNode };

export function Heading({ title, children }: Props) {
  return (
    <div className="grid gap-1">
      <h1 className="text-20 font-semibold">{title}</h1>
      <p className="text-ink-2">{children}</p>
    </div>
  );
}
