"use client";

import { useQuery } from "@tanstack/react-query";
import { Link2, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useWorkspace } from "@/components/frame/workspace";
import { durationWords } from "@/components/i18n/format-countdown";
import { useNow } from "@/components/i18n/reader";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

/** Whether the sealed chain holds, when that was last looked at, and the look itself. */
export function SealState() {
  const t = useTranslations("audit.seal");
  const tTime = useTranslations("time");
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const now = useNow();
  const query = useQuery({ ...trpc.audit.verify.queryOptions({ tenant }), staleTime: 600_000, retry: false });
  const check = query.data;
  const act = (
    <Button size="row" onClick={() => void query.refetch()} pending={query.isFetching}>
      {t("check")}
    </Button>
  );
  if (check?.fault) {
    return (
      <div className="px-6 py-3 max-desk:px-4" role="alert">
        <Notice
          icon={TriangleAlert}
          tone="red"
          title={t(`fault.${check.fault.kind}`, { position: check.fault.position })}
          action={act}
        >
          {t("faultNext")}
        </Notice>
      </div>
    );
  }
  const span = check && durationWords(now.getTime() - check.checkedAt.getTime());
  const isNow = !span || (span.key === "minutes" && span.values.minutes === 0);
  const ago = isNow ? t("justNow") : t("ago", { span: tTime(`span.${span.key}`, span.values) });
  return (
    <p
      aria-live="polite"
      className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-6 py-1.5 max-desk:px-4"
    >
      <Link2 size={14} aria-hidden="true" className="text-ink-3" />
      {query.isError && <span className="text-red">{t("failed")}</span>}
      {!check && !query.isError && <span className="text-ink-2">{t("checking")}</span>}
      {check && (
        <>
          <span>{check.sealed > 0 ? t("holds", { count: check.sealed }) : t("none")}</span>
          {check.unsealed > 0 && (
            <span className="text-ink-2">{t("waiting", { count: check.unsealed })}</span>
          )}
          <span className="text-ink-3">{t("checked", { ago })}</span>
        </>
      )}
      <span className="ml-auto">{act}</span>
    </p>
  );
}
