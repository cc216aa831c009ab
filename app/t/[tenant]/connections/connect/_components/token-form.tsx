"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { placeHref } from "@/components/frame/place-href";
import { useWorkspace } from "@/components/frame/workspace";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { useFaults } from "@/components/trpc/use-faults";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { ConnectionRow } from "../../_components/connection-types";
import { connectionName } from "../../_components/connection-words";
import { useApps } from "../../_components/use-connections";
import { useRefreshReadings } from "../../_components/use-sync";
import { AddAppLink } from "./add-app-link";
import { FormPart } from "./form-part";

type Props = {
  country: string | null;
  environment: "production" | "sandbox";
  app: string | null;
  /** authorised anew, instead of a further account */
  known: ConnectionRow | undefined;
};

/** Self-authorisation: the token that Amazon showed once, with the app that it belongs to. */
export function TokenForm({ country, environment, app: wished, known }: Props) {
  const t = useTranslations("connections.connect");
  const router = useRouter();
  const trpc = useTRPC();
  const { id: tenant, base } = useWorkspace();
  const refresh = useRefreshReadings();
  const apps = (useApps().data ?? []).filter((one) => one.state !== "disabled");
  const [app, setApp] = useState(
    known?.app ?? apps.find((one) => one.id === wished)?.id ?? apps[0]?.id ?? "",
  );
  const [label, setLabel] = useState(known?.label ?? "");
  const [refreshToken, setToken] = useState("");
  const [partner, setPartner] = useState("");
  const connect = useMutation(
    trpc.connections.connectByToken.mutationOptions({
      onSuccess: async ({ connection }) => {
        setToken("");
        await refresh();
        router.push(placeHref(base, `/connections?connected=${connection}`));
      },
    }),
  );
  const faults = useFaults(connect.error, ["country", "label", "refreshToken", "sellingPartnerId"]);
  if (apps.length === 0 && !known) {
    return (
      <FormPart title={t("app")}>
        <p className="pb-2 text-ink-2">{t("needsApp")}</p>
        <AddAppLink />
      </FormPart>
    );
  }
  const submit = () =>
    connect.mutate({
      tenant,
      app: app || null,
      label,
      country: known?.country ?? country ?? "",
      environment: known?.environment ?? environment,
      refreshToken,
      ...(partner.trim() !== "" && { sellingPartnerId: partner }),
      ...(known && { connection: known.id }),
    });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!connect.isPending) submit();
      }}
    >
      <FormPart title={known ? connectionName(known) : t("token")} note={t("tokenNote")}>
        <div className="grid max-w-120 gap-4">
          <Field label={t("appLabel")} hint={t("tokenAppHint")}>
            <Select
              value={app}
              onChange={(event) => setApp(event.target.value)}
              options={[
                ...(known && known.app === null ? [{ value: "", label: t("platformApp") }] : []),
                ...apps.map((one) => ({ value: one.id, label: one.name })),
              ]}
            />
          </Field>
          <Field label={t("label")} hint={t("labelHint")} error={faults.of("label")}>
            <Input value={label} onChange={(event) => setLabel(event.target.value)} autoComplete="off" />
          </Field>
          <Field label={t("refreshToken")} hint={t("refreshTokenHint")} error={faults.of("refreshToken")}>
            <Textarea
              mono
              value={refreshToken}
              onChange={(event) => setToken(event.target.value)}
              autoComplete="off"
              autoCapitalize="off"
              placeholder="Atzr|…"
            />
          </Field>
          {!known && (
            <Field
              label={t("sellingPartnerId")}
              hint={t("sellingPartnerHint")}
              error={faults.of("sellingPartnerId")}
            >
              <Input
                value={partner}
                onChange={(event) => setPartner(event.target.value)}
                autoComplete="off"
                spellCheck={false}
                placeholder="amzn1.vg.…"
                className="font-mono"
              />
            </Field>
          )}
          {(faults.of("country") || faults.whole) && (
            <p role="alert" className="text-12 text-red">
              {faults.of("country") ? t("countryMissing") : faults.whole}
            </p>
          )}
          <div>
            <Button type="submit" variant="primary" size="form" pending={connect.isPending}>
              {known ? t("tokenAgain") : t("tokenGo")}
            </Button>
          </div>
        </div>
      </FormPart>
    </form>
  );
}
