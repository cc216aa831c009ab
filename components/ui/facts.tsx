import type { ReactNode } from "react";

type Props = { facts: readonly { name: string; value: ReactNode }[]; across?: boolean };

/** Names and values: in two columns, or across a page head. */
export function Facts({ facts, across }: Props) {
  if (across) {
    return (
      <dl className="flex flex-wrap justify-between gap-x-8 gap-y-2 max-desk:grid max-desk:grid-cols-2 max-desk:gap-x-4 max-desk:gap-y-3">
        {facts.map((fact) => (
          <div key={fact.name} className="min-w-0">
            <dt className="text-12 text-ink-3">{fact.name}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
      </dl>
    );
  }
  return (
    <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1.5">
      {facts.map((fact) => (
        <div key={fact.name} className="contents">
          <dt className="text-ink-2">{fact.name}</dt>
          <dd className="min-w-0">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
