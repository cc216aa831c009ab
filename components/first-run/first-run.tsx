"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useFrame } from "@/components/frame/frame-context";
import { placeHref } from "@/components/frame/place-href";
import { useCan, useWorkspace } from "@/components/frame/workspace";
import { useNow, useReader, useZoneLabel } from "@/components/i18n/reader";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { buttonClass } from "@/components/ui/button-class";
import { Progress } from "@/components/ui/progress";
import { FirstRunStep } from "./first-run-step";
import { historyProgress } from "./history-progress";

/** From an empty workspace to its first POs: what is done, the one next act, and what happens by itself. Needs `first-run`. */
export function FirstRun() {
  const t = useTranslations("first-run");
  const trpc = useTRPC();
  const { id: tenant, base } = useWorkspace();
  const now = useNow();
  const rows = useQuery({
    ...trpc.connections.list.queryOptions({ tenant }),
    refetchInterval: ({ state }) => (state.data && state.data.length > 0 ? 2_000 : 30_000),
  }).data;
  const isConnected = rows !== undefined && rows.length > 0;
  const shadow = rows?.find((row) => row.environment === "production" && row.mode === "shadow");
  const history = historyProgress(rows ?? [], now);
  const done = 2 + (isConnected ? 1 : 0) + (isConnected && history === null ? 1 : 0);
  return (
    <section aria-labelledby="first-run" className="mx-auto max-w-160 px-6 py-12 max-desk:px-4 max-desk:py-6">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="first-run" className="text-20 font-semibold">
          {t("title")}
        </h2>
        <span className="text-12 whitespace-nowrap text-ink-2">{t("done", { done, total: 4 })}</span>
      </div>
      <div aria-hidden="true" className="mt-2 mb-3 h-1 overflow-hidden rounded-4 bg-line">
        <div className="h-full bg-accent" style={{ width: `${(done / 4) * 100}%` }} />
      </div>
      <ol>
        <WorkspaceStep />
        <ReaderStep />
        <ConnectStep isDone={isConnected} />
        <FirstRunStep
          state={isConnected ? (history ? "current" : "done") : "later"}
          title={t("history.title")}
          end={isConnected ? undefined : t("after", { step: 3 })}
          text={history ? t("history.week", { week: history.week, total: history.total }) : t("history.text")}
        >
          {history && (
            <Progress done={history.week - 1} total={history.total} label={t("history.title")} width={320} />
          )}
        </FirstRunStep>
      </ol>
      <p className="pt-3 text-12 text-ink-2">
        {t("onlyReads")}{" "}
        {shadow && (
          <Link
            href={placeHref(base, `/connections/${shadow.id}/shadow`)}
            className="font-medium text-accent hover:underline"
          >
            {t("shadow")}
          </Link>
        )}
      </p>
    </section>
  );
}

function WorkspaceStep() {
  const t = useTranslations("first-run");
  const roles = useTranslations("frame.tenant.role");
  const { model } = useFrame();
  const { name, role } = model.tenant;
  return (
    <FirstRunStep
      state="done"
      title={t("workspace.title")}
      text={t("workspace.text", { name, role: roles(role) })}
    />
  );
}

function ReaderStep() {
  const t = useTranslations("first-run");
  const frame = useTranslations("frame");
  const { base } = useWorkspace();
  const { zone, locale } = useReader();
  const now = useNow();
  const label = useZoneLabel();
  return (
    <FirstRunStep
      state="done"
      title={t("reader.title")}
      text={t("reader.text", { zone: label(zone, now), language: frame(`languages.${locale}`) })}
      act={
        <Link href={placeHref(base, "/profile")} className={buttonClass()}>
          {t("reader.change")}
        </Link>
      }
    />
  );
}

function ConnectStep({ isDone }: { isDone: boolean }) {
  const t = useTranslations("first-run");
  const { base } = useWorkspace();
  const can = useCan();
  const mayConnect = can("connection.connect");
  const connect = placeHref(base, "/connections/connect");
  return (
    <FirstRunStep
      state={isDone ? "done" : "current"}
      title={t("connect.title")}
      text={mayConnect ? t("connect.text") : t("connect.ask")}
      act={
        !isDone &&
        mayConnect && (
          <span className="flex flex-wrap gap-2">
            <Link
              href={placeHref(base, "/connections/connect?environment=sandbox")}
              className={buttonClass()}
            >
              {t("connect.sandbox")}
            </Link>
            <Link href={connect} className={buttonClass({ variant: "primary" })}>
              {t("connect.act")}
            </Link>
          </span>
        )
      }
    />
  );
}
