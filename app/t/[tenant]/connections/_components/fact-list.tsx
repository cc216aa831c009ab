import type { ReactNode } from "react";

type Props = { facts: readonly { name: string; value: ReactNode }[] };

/** Names and values between hairlines, for panels: one line a fact where there is room. */
export function FactList({ facts }: Props) {
  return (
    <dl>
      {facts.map((fact) => (
        <div
          key={fact.name}
          className="grid min-h-8 grid-cols-[120px_minmax(0,1fr)] items-center gap-x-3 border-b border-line py-1"
        >
          <dt className="text-ink-2">{fact.name}</dt>
          <dd className="min-w-0">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
