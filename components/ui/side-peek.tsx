"use client";

import { ChevronDown, ChevronUp, Maximize2, X } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { buttonClass } from "./button-class";
import { IconButton } from "./icon-button";

type Props = {
  /** number or name, in mono when it is an id */
  title: ReactNode;
  /** "6 of 612" */
  position?: string;
  href?: Route;
  onPrevious?: () => void;
  onNext?: () => void;
  onClose: () => void;
  foot?: ReactNode;
  children: ReactNode;
};

/** A pane beside the list that keeps the list's scroll and selection; the whole screen on a phone. */
export function SidePeek({ title, position, href, onPrevious, onNext, onClose, foot, children }: Props) {
  const t = useTranslations("common");
  const titleId = useId();
  return (
    <aside
      aria-labelledby={titleId}
      className="flex w-83 shrink-0 animate-slide flex-col border-l border-line bg-raised max-desk:fixed max-desk:inset-0 max-desk:z-30 max-desk:w-auto max-desk:border-0 wide:w-105"
    >
      <header className="flex h-11 shrink-0 items-center gap-1 border-b border-line pr-2 pl-4">
        <h2 id={titleId} className="min-w-0 flex-1 font-semibold">
          {title}
        </h2>
        {position && <span className="pr-1 text-12 whitespace-nowrap text-ink-3">{position}</span>}
        {onPrevious && <IconButton icon={ChevronUp} label={t("previous")} keyHint="K" onClick={onPrevious} />}
        {onNext && <IconButton icon={ChevronDown} label={t("next")} keyHint="J" onClick={onNext} />}
        {href && (
          <Link
            href={href}
            aria-label={t("open")}
            className={buttonClass({ variant: "ghost", size: "icon" })}
          >
            <Maximize2 size={13} aria-hidden="true" />
          </Link>
        )}
        <IconButton icon={X} label={t("close")} keyHint="Escape" onClick={onClose} />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-3">{children}</div>
      {foot && (
        <footer className="flex shrink-0 items-center gap-2 border-t border-line px-4 py-2">{foot}</footer>
      )}
    </aside>
  );
}
