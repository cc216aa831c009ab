"use client";

import { useMutation } from "@tanstack/react-query";
import { CircleAlert, ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
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

type Props = {
  country: string | null;
  environment: "production" | "sandbox";
  app: string | null;
  /** what is chosen before the app */
  children: ReactNode;
};

/** Which app asks, what happens at Amazon, and the button that leads there. */
export function ConsentForm({ country, environment, app: wished, children }: Props) {
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
      className="grid items-start gap-x-12 gap-y-7 px-6 py-6 max-desk:px-4 full:grid-cols-[minmax(0,740px)_minmax(280px,360px)]"
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (country && !begin.isPending) begin.mutate({ tenant, country, environment, app: app || null });
      }}
    >
      <div className="grid gap-6">
        {children}
        <FormPart title={t("app")}>
          <div className="max-w-100">
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
          </div>
          <p className="pt-2">
            <AddAppLink />
          </p>
        </FormPart>
      </div>
      <section aria-labelledby="happens" className="full:sticky full:top-6">
        <h2 id="happens" className="pb-2 font-semibold">
          {t("happens")}
        </h2>
        <ol className="grid list-none border-t border-line">
          {(["signIn", "agree", "back", "history"] as const).map((step, index) => (
            <li key={step} className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2 border-b border-line py-2">
              <span className="text-ink-3">{index + 1}</span>
              <span>
                {t(`steps.${step}`, { market: market ?? t("thatCountry"), app: appName })}
                {step === "signIn" && host && <span className="block text-12 text-ink-2">{host}</span>}
              </span>
            </li>
          ))}
        </ol>
        <p className="py-3 text-12 text-ink-2">{t("vendorsOnly")}</p>
        {fault && (
          <p role="alert" className="flex gap-1.5 pb-2 text-12 text-red">
            <CircleAlert size={14} aria-hidden="true" className="mt-px" />
            {fault}
          </p>
        )}
        <Button
          type="submit"
          variant="primary"
          size="form"
          icon={ExternalLink}
          pending={begin.isPending || begin.isSuccess}
          className="w-full"
        >
          {market ? t("go", { market }) : t("goUnchosen")}
        </Button>
      </section>
    </form>
  );
}
