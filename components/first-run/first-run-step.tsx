import { clsx } from "clsx";
import { CircleCheck, CircleDashed, CircleDot } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

const looks = {
  done: { icon: CircleCheck, ink: "text-accent" },
  current: { icon: CircleDot, ink: "text-accent" },
  later: { icon: CircleDashed, ink: "text-ink-3" },
};

type Props = {
  state: keyof typeof looks;
  title: string;
  text: string;
  /** at the right, in the place of an act */
  end?: string;
  act?: ReactNode;
  children?: ReactNode;
};

/** One step: what it is, what it costs, and its act if it is its turn. */
export function FirstRunStep({ state, title, text, end, act, children }: Props) {
  const t = useTranslations("first-run");
  const { icon: Icon, ink } = looks[state];
  return (
    <li
      aria-current={state === "current" ? "step" : undefined}
      className="grid grid-cols-[20px_minmax(0,1fr)_max-content] gap-x-3 border-b border-line py-3 max-desk:grid-cols-[20px_minmax(0,1fr)]"
    >
      <Icon size={16} aria-hidden="true" className={clsx("mt-0.5", ink)} />
      <div className="grid min-w-0 gap-1">
        <h3 className="font-medium">
          {title}
          {state === "done" && <span className="sr-only"> {t("isDone")}</span>}
        </h3>
        <p className="text-12 text-ink-2">{text}</p>
        {children}
      </div>
      {act ? (
        <div className="self-center max-desk:col-start-2 max-desk:pt-2">{act}</div>
      ) : (
        <span className="self-start pt-0.5 text-12 text-ink-2 max-desk:hidden">
          {end ?? (state === "done" ? t("isDone") : "")}
        </span>
      )}
    </li>
  );
}
