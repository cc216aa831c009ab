"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { useFaults } from "@/components/trpc/use-faults";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormActs } from "@/components/ui/form-acts";
import { Input } from "@/components/ui/input";
import { showToast } from "@/components/ui/toast-queue";
import { PreferenceRow } from "./preference-row";
import { type Security, useRefreshSecurity } from "./use-security";

/** Where mails about the workspaces go. */
export function NotifyRow({ security: { email, notifyEmail } }: { security: Security }) {
  const t = useTranslations("security.notify");
  const refresh = useRefreshSecurity();
  const [open, setOpen] = useState(false);
  const forget = useMutation(useTRPC().security.forgetNotifyAddress.mutationOptions({ onSuccess: refresh }));
  const note = notifyEmail ? t("other", { email: notifyEmail, signIn: email }) : t("same", { email });
  return (
    <PreferenceRow title={t("title")} note={note} fault={useFaults(forget.error).whole}>
      <span className="flex flex-wrap gap-2">
        {notifyEmail && (
          <Button onClick={() => forget.mutate()} pending={forget.isPending}>
            {t("forget", { email })}
          </Button>
        )}
        <Button onClick={() => setOpen(true)}>{t("change")}</Button>
      </span>
      {open && <ChangeDialog onClose={() => setOpen(false)} />}
    </PreferenceRow>
  );
}

function ChangeDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("security.notify");
  const [email, setEmail] = useState("");
  const request = useMutation(
    useTRPC().security.requestNotifyAddress.mutationOptions({
      onSuccess: () => {
        showToast({ text: t("sent", { email: email.trim() }) });
        onClose();
      },
    }),
  );
  const faults = useFaults(request.error, ["email"]);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("dialogTitle")}
      description={t("dialogText")}
      footer={
        <FormActs form="notify" pending={request.isPending} onCancel={onClose}>
          {t("send")}
        </FormActs>
      }
    >
      <form
        id="notify"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!request.isPending) request.mutate({ email: email.trim() });
        }}
      >
        <Field label={t("label")} error={faults.of("email") ?? faults.whole}>
          <Input
            type="email"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            maxLength={254}
            autoComplete="email"
          />
        </Field>
      </form>
    </Dialog>
  );
}
