"use client";

import { CircleX } from "lucide-react";
import { useTranslations } from "next-intl";
import { Spinner } from "@/components/ui/spinner";
import type { Sync } from "./use-sync";

/** What "Sync now" does: it waits, it reads, and then "12 new, 3 changed" or why not. */
export function SyncResult({ sync }: { sync: Sync }) {
  const t = useTranslations("connections");
  const codes = useTranslations("errors");
  const { run, refusal, isBusy } = sync;
  if (refusal) {
    if (refusal.reason === "sync-running") return <>{t("sync.already")}</>;
    if (refusal.reason === "tenant-ending") return <Failure>{t("sync.ending")}</Failure>;
    return <Failure>{refusal.code ? codes(`codes.${refusal.code}`) : codes("offline")}</Failure>;
  }
  if (run?.state === "failed") {
    return <Failure>{codes(`codes.${isCode(run.errorCode, codes) ? run.errorCode : "INTERNAL"}`)}</Failure>;
  }
  if (run?.state === "done") {
    return (
      <>
        {run.inserted + run.changed === 0
          ? t("sync.nothingNew")
          : t("sync.done", { inserted: run.inserted, changed: run.changed })}
        {run.quarantined > 0 && ` · ${t("sync.quarantined", { count: run.quarantined })}`}
      </>
    );
  }
  if (!isBusy) return null;
  return (
    <span className="inline-flex items-center gap-1.5">
      <Spinner size={12} className="text-blue" />
      {!run || run.state === "queued"
        ? t("sync.queued")
        : t("sync.running", { done: run.stepsDone, total: Math.max(1, run.stepsTotal), seen: run.seen })}
    </span>
  );
}

function Failure({ children }: { children: string }) {
  return (
    <span className="inline-flex items-center gap-1 text-red">
      <CircleX size={12} aria-hidden="true" />
      {children}
    </span>
  );
}

type CodeKey = Parameters<ReturnType<typeof useTranslations<"errors.codes">>>[0];

export function isCode(
  text: string | null,
  t: { has: (key: `codes.${CodeKey}`) => boolean },
): text is CodeKey {
  // `has` takes any text at run time and says whether it is one of the keys
  return text !== null && t.has(`codes.${text}` as `codes.${CodeKey}`);
}
