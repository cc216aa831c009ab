import { useTranslations } from "next-intl";

type Props = { done: number; total: number; label: string; width?: number };

/** A bar with its words; the percentage is written beside it. */
export function Progress({ done, total, label, width }: Props) {
  const t = useTranslations("common");
  const percent = total > 0 ? Math.floor((Math.min(done, total) / total) * 100) : 0;
  return (
    <span className="inline-flex w-full items-center gap-2" style={{ maxWidth: width }}>
      <span
        role="progressbar"
        aria-label={label}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={t("percentDone", { percent: `${percent} %` })}
        className="h-1 flex-1 overflow-hidden rounded-4 bg-line"
      >
        <span className="block h-full bg-accent" style={{ width: `${percent}%` }} />
      </span>
      <span className="w-9 text-right text-12 text-ink-3">{percent} %</span>
    </span>
  );
}
