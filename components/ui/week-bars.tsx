"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

type Bar = { label: string; value: number; text: string };
type Props = {
  /** spoken name: "USD, PO value by week" */
  name: string;
  head: ReactNode;
  /** oldest first; the last one is the running period */
  bars: readonly Bar[];
};

const [width, height, gap] = [182, 60, 0.28];

/** One small multiple: own scale, last full period in accent, the running one outlined, the rest grey. */
export function WeekBars({ name, head, bars }: Props) {
  const t = useTranslations("common");
  const top = Math.max(1, ...bars.map((bar) => bar.value));
  const step = width / Math.max(1, bars.length);
  const size = step * (1 - gap);
  return (
    <figure className="min-w-0">
      <figcaption className="pb-1.5">{head}</figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        className="h-15 w-full"
        preserveAspectRatio="none"
        role="img"
        aria-label={name}
      >
        {bars.map((bar, index) => {
          const tall = bar.value <= 0 ? 1 : Math.max(2, (bar.value / top) * (height - 2));
          const box = { x: index * step + 0.5, y: height - tall, width: size, height: tall };
          const isRunning = index === bars.length - 1;
          const isLast = index === bars.length - 2;
          if (isRunning) {
            return (
              <rect
                key={bar.label}
                {...box}
                y={box.y + 0.5}
                height={Math.max(1, tall - 1)}
                fill="none"
                strokeDasharray="2 2"
                vectorEffect="non-scaling-stroke"
                className="stroke-accent"
              />
            );
          }
          return <rect key={bar.label} {...box} className={isLast ? "fill-accent" : "fill-bar"} />;
        })}
      </svg>
      <div aria-hidden="true" className="flex justify-between border-t border-line pt-0.5 text-12 text-ink-3">
        <span>{bars[0]?.label}</span>
        <span style={{ marginRight: `${100 / Math.max(1, bars.length)}%` }}>{bars.at(-2)?.label}</span>
      </div>
      <details className="text-12">
        <summary className="sr-only rounded-4 focus:not-sr-only">{t("showTable")}</summary>
        <table className="w-full">
          <caption className="sr-only">{name}</caption>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.label}>
                <th scope="row" className="text-left font-normal text-ink-3">
                  {bar.label}
                </th>
                <td className="text-right">{bar.text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
