"use client";

import { useMutation } from "@tanstack/react-query";
import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { formatFullDay } from "@/components/i18n/format-date";
import { useReader } from "@/components/i18n/reader";
import { CodeDialog } from "@/components/security/code-dialog";
import { RecoveryCodes } from "@/components/security/recovery-codes";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Dialog } from "@/components/ui/dialog";
import { PreferenceRow } from "./preference-row";
import { type Security, useRefreshSecurity } from "./use-security";

/** The second factor and its recovery codes; setting up is a page of sign-in, which also works before any workspace. */
export function FactorRows({ security }: { security: Security }) {
  const t = useTranslations("security.factor");
  const reader = useReader();
  const here = `${usePathname()}#security`;
  const [open, setOpen] = useState<"off" | "codes" | null>(null);
  const close = () => setOpen(null);
  // the page exists; the type cannot know what follows the question mark
  const setUp = `/sign-in/second-factor?${new URLSearchParams({ next: here })}` as Route;
  const { factorSince, recoveryLeft } = security;
  if (factorSince === null) {
    return (
      <PreferenceRow title={t("title")} note={t("off")}>
        <Link href={setUp} prefetch={false} className={buttonClass({ variant: "secondary" })}>
          {t("setUp")}
        </Link>
      </PreferenceRow>
    );
  }
  const since = formatFullDay(new Date(factorSince), reader.zone, reader.locale);
  return (
    <>
      <PreferenceRow title={t("title")} note={t("on", { since })}>
        <span className="flex flex-wrap gap-2">
          <Button onClick={() => setOpen("off")}>{t("turnOff")}</Button>
          <Link href={setUp} prefetch={false} className={buttonClass({ variant: "secondary" })}>
            {t("replace")}
          </Link>
        </span>
      </PreferenceRow>
      <PreferenceRow title={t("codes")} note={t("codesLeft", { left: recoveryLeft })}>
        <Button onClick={() => setOpen("codes")}>{t("renew")}</Button>
      </PreferenceRow>
      {open === "off" && <TurnOff onClose={close} />}
      {open === "codes" && <NewCodes onClose={close} />}
    </>
  );
}

function TurnOff({ onClose }: { onClose: () => void }) {
  const t = useTranslations("security.factor");
  const refresh = useRefreshSecurity();
  const remove = useMutation(
    useTRPC().security.removeFactor.mutationOptions({
      onSuccess: async () => {
        await refresh();
        onClose();
      },
    }),
  );
  return (
    <CodeDialog
      title={t("turnOffTitle")}
      description={t("turnOffText")}
      act={t("turnOff")}
      destroys
      pending={remove.isPending}
      error={remove.error}
      onCode={(code) => remove.mutate({ code })}
      onClose={onClose}
    />
  );
}

function NewCodes({ onClose }: { onClose: () => void }) {
  const t = useTranslations("security.factor");
  const kept = useTranslations("security.kept");
  const refresh = useRefreshSecurity();
  const renew = useMutation(
    useTRPC().security.renewRecoveryCodes.mutationOptions({
      onSuccess: refresh,
      // shown once: nothing of them stays behind in the cache of mutations
      gcTime: 0,
    }),
  );
  if (renew.data) {
    return (
      <Dialog
        open
        onClose={onClose}
        title={kept("title")}
        description={kept("lead")}
        footer={
          <Button variant="primary" onClick={onClose}>
            {kept("done")}
          </Button>
        }
      >
        <RecoveryCodes codes={renew.data} copyLabel={kept("copy")} />
      </Dialog>
    );
  }
  return (
    <CodeDialog
      title={t("renewTitle")}
      description={t("renewText")}
      act={t("renewAct")}
      pending={renew.isPending}
      error={renew.error}
      onCode={(code) => renew.mutate({ code })}
      onClose={onClose}
    />
  );
}
