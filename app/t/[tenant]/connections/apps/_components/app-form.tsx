"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { placeHref } from "@/components/frame/place-href";
import { useWorkspace } from "@/components/frame/workspace";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { useFaults } from "@/components/trpc/use-faults";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioList } from "@/components/ui/radio-list";
import { showToast } from "@/components/ui/toast-queue";
import type { DeveloperApp } from "../../_components/connection-types";
import { FormPart } from "../../connect/_components/form-part";

const shown = ["name", "applicationId", "clientId", "clientSecret"];

/** The app as Amazon's developer console shows it. The secret goes in and never comes out again. */
export function AppForm({ app }: { app: DeveloperApp | undefined }) {
  const t = useTranslations("connections.apps");
  const common = useTranslations("common");
  const violations = useTranslations("violations");
  const router = useRouter();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { id: tenant, base } = useWorkspace();
  const [name, setName] = useState(app?.name ?? "");
  const [applicationId, setApplicationId] = useState(app?.applicationId ?? "");
  const [clientId, setClientId] = useState(app?.clientId ?? "");
  const [clientSecret, setSecret] = useState("");
  const [visibility, setVisibility] = useState(app?.visibility ?? "private");
  const [state, setState] = useState(app?.state === "draft" ? ("draft" as const) : ("approved" as const));
  const back = placeHref(base, "/connections/apps");
  const save = useMutation(
    trpc.connections.saveApp.mutationOptions({
      onSuccess: async () => {
        setSecret("");
        await queryClient.invalidateQueries({ queryKey: trpc.connections.apps.queryKey() });
        showToast({ text: t("saved", { name: name.trim() }) });
        router.push(back);
      },
    }),
  );
  const faults = useFaults(save.error, shown);
  // the form knows it before the server can say so together with faults of form
  const isSecretMissing = save.isError && !app && clientSecret === "";
  const submit = () =>
    save.mutate({
      tenant,
      name,
      applicationId,
      clientId,
      visibility,
      state,
      ...(clientSecret !== "" && { clientSecret }),
      ...(app && { app: app.id }),
    });
  const input = (value: string, set: (text: string) => void, mono = true) => (
    <Input
      value={value}
      onChange={(event) => set(event.target.value)}
      autoComplete="off"
      spellCheck={false}
      className={mono ? "font-mono" : undefined}
    />
  );
  return (
    <form
      noValidate
      className="grid gap-7"
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending) submit();
      }}
    >
      <FormPart title={t("identity")} note={t("identityNote")}>
        <div className="grid max-w-120 gap-4">
          <Field label={t("name")} error={faults.of("name")}>
            {input(name, setName, false)}
          </Field>
          <Field label={t("applicationId")} hint={t("applicationIdHint")} error={faults.of("applicationId")}>
            {input(applicationId, setApplicationId)}
          </Field>
          <Field label={t("clientId")} hint={t("clientIdHint")} error={faults.of("clientId")}>
            {input(clientId, setClientId)}
          </Field>
          <Field
            label={app ? t("newSecret") : t("clientSecret")}
            hint={app ? t("newSecretHint") : t("secretHint")}
            error={faults.of("clientSecret") ?? (isSecretMissing ? violations("required") : undefined)}
          >
            <Input
              type="password"
              value={clientSecret}
              onChange={(event) => setSecret(event.target.value)}
              autoComplete="new-password"
              className="font-mono"
            />
          </Field>
        </div>
      </FormPart>
      <FormPart title={t("kind")}>
        <RadioList
          label={t("visibility")}
          value={visibility}
          onChange={setVisibility}
          options={(["private", "public"] as const).map((value) => ({
            value,
            label: t(`visibilities.${value}`),
            hint: t(`visibilityHints.${value}`),
          }))}
        />
        <div className="h-4" />
        <RadioList
          label={t("state")}
          value={state}
          onChange={setState}
          options={(["draft", "approved"] as const).map((value) => ({
            value,
            label: t(`states.${value}`),
            hint: t(`stateHints.${value}`),
          }))}
        />
      </FormPart>
      <FormPart>
        {faults.whole && (
          <p role="alert" className="pb-2 text-12 text-red">
            {faults.whole}
          </p>
        )}
        <div className="flex gap-2">
          <Button type="submit" variant="primary" size="form" pending={save.isPending}>
            {app ? t("save") : t("create")}
          </Button>
          <Link href={back} className={buttonClass({ size: "form" })}>
            {common("cancel")}
          </Link>
        </div>
      </FormPart>
    </form>
  );
}
