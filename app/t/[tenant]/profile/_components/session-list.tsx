"use client";

import { useMutation } from "@tanstack/react-query";
import { Monitor, Smartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useZonePlace } from "@/components/i18n/reader";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { useFaults } from "@/components/trpc/use-faults";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DateTime } from "@/components/ui/date-time";
import { showToast } from "@/components/ui/toast-queue";
import { type Security, useRefreshSecurity } from "./use-security";

type Session = Security["sessions"][number];

/** Every browser in which the reader is signed in: what, from where, since when; each can be signed out. */
export function SessionList({ sessions }: { sessions: Session[] }) {
  const t = useTranslations("security.sessions");
  const [asking, setAsking] = useState(false);
  return (
    <div className="pt-5">
      <div className="flex min-h-9 flex-wrap items-center justify-between gap-2 pb-1">
        <h3 className="font-medium">{t("title")}</h3>
        {sessions.length > 1 && <Button onClick={() => setAsking(true)}>{t("endOthers")}</Button>}
      </div>
      <p className="pb-2 text-12 text-ink-2">{t("note")}</p>
      <ul className="border-t border-line">
        {sessions.map((session) => (
          <SessionItem key={session.id} session={session} />
        ))}
      </ul>
      {asking && <EndOthers onClose={() => setAsking(false)} />}
    </div>
  );
}

function SessionItem({ session }: { session: Session }) {
  const t = useTranslations("security.sessions");
  const device = useDeviceName(session.device);
  const placeOf = useZonePlace();
  const refresh = useRefreshSecurity();
  const end = useMutation(
    useTRPC().security.signOutSession.mutationOptions({
      onSuccess: () => showToast({ text: t("ended", { device }) }),
      onSettled: refresh,
    }),
  );
  const fault = useFaults(end.error).whole;
  const Icon = /iPhone|Android/.test(session.device ?? "") ? Smartphone : Monitor;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line py-2.5">
      <Icon size={15} aria-hidden="true" className="text-ink-3" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          {device}
          {session.isThis && <span className="font-normal text-accent"> · {t("this")}</span>}
        </p>
        <p className="text-12 text-ink-2">
          {session.zone && `${t("zone", { place: placeOf(session.zone) })} · `}
          {session.address ? t("place", { address: session.address }) : t("unknownPlace")}
          {" · "}
          {t("since")} <DateTime at={session.since} form="full" />
          {" · "}
          {t("seen")} <DateTime at={session.lastSeenAt} />
        </p>
        {fault && (
          <p role="alert" className="text-12 text-red">
            {fault}
          </p>
        )}
      </div>
      {!session.isThis && (
        <Button
          aria-label={t("endOf", { device })}
          onClick={() => end.mutate({ session: session.id })}
          pending={end.isPending}
        >
          {t("end")}
        </Button>
      )}
    </li>
  );
}

function EndOthers({ onClose }: { onClose: () => void }) {
  const t = useTranslations("security.sessions");
  const refresh = useRefreshSecurity();
  const end = useMutation(
    useTRPC().security.signOutOthers.mutationOptions({
      onSuccess: async (count) => {
        await refresh();
        showToast({ text: t("endedOthers", { count }) });
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => end.mutate()}
      title={t("endOthersTitle")}
      description={t("endOthersText")}
      act={t("endOthers")}
      pending={end.isPending}
      error={useFaults(end.error).whole}
    />
  );
}

/** "Firefox on Windows" in the reader's order of words. */
function useDeviceName(device: string | null): string {
  const t = useTranslations("security.sessions");
  if (!device) return t("unknownDevice");
  const [browser, system] = device.split(" on ");
  return browser && system ? t("device", { browser, system }) : device;
}
