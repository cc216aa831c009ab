"use client";

import { useMutation } from "@tanstack/react-query";
import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { useFaults } from "@/components/trpc/use-faults";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { PreferenceRow } from "./preference-row";
import { type Security, useRefreshSecurity } from "./use-security";

/** The company's sign-on, where this instance has one. */
export function CompanyRow({ security: { company, email } }: { security: Security }) {
  const t = useTranslations("security.company");
  const here = usePathname();
  const wasRefused = useSearchParams().get("company") === "refused";
  const [open, setOpen] = useState(false);
  if (!company.isOffered && !company.isLinked) return null;
  if (company.isLinked) {
    return (
      <PreferenceRow title={t("title")} note={t("on")}>
        <Button onClick={() => setOpen(true)}>{t("unlink")}</Button>
        {open && <Unlink onClose={() => setOpen(false)} />}
      </PreferenceRow>
    );
  }
  return (
    <PreferenceRow
      title={t("title")}
      note={t("off", { email })}
      fault={wasRefused ? t("refused", { email }) : undefined}
    >
      <form action="/api/auth/link-company" method="post">
        <input type="hidden" name="next" value={here} />
        <Button type="submit">{t("link")}</Button>
      </form>
    </PreferenceRow>
  );
}

function Unlink({ onClose }: { onClose: () => void }) {
  const t = useTranslations("security.company");
  const refresh = useRefreshSecurity();
  const unlink = useMutation(
    useTRPC().security.unlinkCompany.mutationOptions({
      onSuccess: async () => {
        await refresh();
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => unlink.mutate()}
      title={t("unlinkTitle")}
      description={t("unlinkText")}
      act={t("unlink")}
      pending={unlink.isPending}
      error={useFaults(unlink.error).whole}
    />
  );
}
