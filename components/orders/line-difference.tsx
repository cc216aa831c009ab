"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { diffLines } from "./diff-lines";

/** equal lines shown around a difference */
const context = 2;

/** Two versions, line against line; long equal parts are folded. */
export function LineDifference({ before, after }: { before: readonly string[]; after: readonly string[] }) {
  const t = useTranslations("order.original");
  const parts = useMemo(() => diffLines(before, after), [before, after]);
  if (parts.every((part) => part.kind === "same")) return <p className="text-ink-2">{t("same")}</p>;
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={t("difference")}
      className="max-h-[44dvh] overflow-auto rounded-6 bg-sunken py-2 font-mono text-12"
    >
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts are fixed for two given texts
        <div key={index}>
          {part.kind === "same" ? (
            <Same lines={part.lines} isFirst={index === 0} isLast={index === parts.length - 1} />
          ) : (
            part.lines.map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of one part
              <Line key={at} kind={part.kind} text={line} />
            ))
          )}
        </div>
      ))}
    </section>
  );
}

function Same({ lines, isFirst, isLast }: { lines: readonly string[]; isFirst: boolean; isLast: boolean }) {
  const t = useTranslations("order.original");
  const head = isFirst ? [] : lines.slice(0, context);
  const tail = isLast ? [] : lines.slice(Math.max(head.length, lines.length - context));
  const folded = lines.length - head.length - tail.length;
  const show = (list: readonly string[]) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: lines of one part
    list.map((line, at) => <Line key={at} kind="same" text={line} />);
  return (
    <>
      {show(head)}
      {folded > 0 && (
        <div className="px-3 py-0.5 font-sans text-ink-3">··· {t("unchanged", { count: folded })}</div>
      )}
      {show(tail)}
    </>
  );
}

const looks = {
  same: { sign: " ", ink: "text-ink-2" },
  removed: { sign: "−", ink: "text-ink-3" },
  added: { sign: "+", ink: "bg-violet-s text-violet" },
};

function Line({ kind, text }: { kind: "same" | "removed" | "added"; text: string }) {
  const t = useTranslations("order.original");
  const look = looks[kind];
  return (
    <div className={clsx("flex px-3 whitespace-pre-wrap", look.ink)}>
      <span aria-hidden="true" className="w-4 shrink-0">
        {look.sign}
      </span>
      {kind !== "same" && <span className="sr-only">{t(kind)} </span>}
      <span className={clsx("wrap-anywhere", kind === "removed" && "line-through")}>{text}</span>
    </div>
  );
}
