"use client";

import { useMutation } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWorkspace } from "@/components/frame/workspace";
import { marketName } from "@/components/orders/market-name";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { useFaults } from "@/components/trpc/use-faults";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { findCountry } from "@/server/acorn/regions";
import { useApps } from "../../_components/use-connections";
import { AddAppLink } from "./add-app-link";
import { FormPart } from "./form-part";

type Props = { country: string | null; environment: "production" | "sandbox"; app: string | null };

/** Which app asks, what happens at Amazon, and the button that leads there. */
export function ConsentForm({ country, environment, app: wished }: Props) {
  const t = useTranslations("connections.connect");
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const apps = (useApps().data ?? []).filter(
    (one) => one.visibility === "public" && one.state !== "disabled",
  );
  const [app, setApp] = useState(apps.some((one) => one.id === wished) ? (wished ?? "") : "");
  const [isAsked, setAsked] = useState(false);
  const begin = useMutation(
    trpc.connections.beginConsent.mutationOptions({ onSuccess: ({ url }) => location.assign(url) }),
  );
  const faults = useFaults(begin.error, ["country"]);
  const missing = isAsked && country === null ? t("countryMissing") : undefined;
  const fault = missing ?? faults.of("country") ?? faults.whole;
  const host = country ? findCountry(country)?.vendorCentralHost : null;
  const market = country ? marketName(country) : null;
  const appName = apps.find((one) => one.id === app)?.name ?? t("platformApp");
  return (
    <form
      className="grid gap-7"
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (country && !begin.isPending) begin.mutate({ tenant, country, environment, app: app || null });
      }}
    >
      <FormPart title={t("app")}>
        <Field label={t("appLabel")} hint={t("appHint")}>
          <Select
            value={app}
            onChange={(event) => setApp(event.target.value)}
            options={[
              { value: "", label: t("platformApp") },
              ...apps.map((one) => ({
                value: one.id,
                label: one.state === "draft" ? t("draftApp", { name: one.name }) : one.name,
              })),
            ]}
          />
        </Field>
        <p className="pt-2">
          <AddAppLink />
        </p>
      </FormPart>
      <FormPart title={t("happens")}>
        <ol className="grid list-none gap-2">
          {(["signIn", "agree", "back", "history"] as const).map((step, index) => (
            <li key={step} className="grid grid-cols-[20px_minmax(0,1fr)] gap-x-1">
              <span className="text-ink-3">{index + 1}</span>
              <span>
                {t(`steps.${step}`, { market: market ?? t("thatCountry"), app: appName })}
                {step === "signIn" && host && <span className="block text-12 text-ink-2">{host}</span>}
              </span>
            </li>
          ))}
        </ol>
        <p className="pt-3 text-12 text-ink-2">{t("vendorsOnly")}</p>
      </FormPart>
      <FormPart title="">
        {fault && (
          <p role="alert" className="pb-2 text-12 text-red">
            {fault}
          </p>
        )}
        <Button
          type="submit"
          variant="primary"
          size="form"
          icon={ExternalLink}
          pending={begin.isPending || begin.isSuccess}
        >
          {market ? t("go", { market }) : t("goUnchosen")}
        </Button>
      </FormPart>
    </form>
  );
}
