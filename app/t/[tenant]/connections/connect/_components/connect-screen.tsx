"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { PageShell } from "@/components/frame/page-shell";
import { placeHref } from "@/components/frame/place-href";
import { useCan, useWorkspace } from "@/components/frame/workspace";
import { SandboxStrip } from "@/components/ui/sandbox-strip";
import { Segmented } from "@/components/ui/segmented";
import { NoWayIn } from "../../_components/no-way-in";
import { useConnections } from "../../_components/use-connections";
import { ConsentForm } from "./consent-form";
import { CountryChoice } from "./country-choice";
import { FormPart } from "./form-part";
import { TokenForm } from "./token-form";

type Props = {
  country: string | null;
  environment: "production" | "sandbox";
  way: "consent" | "token";
  app: string | null;
  connection: string | null;
};

/** What to connect, through which app, and what happens then; one act at the end. */
export function ConnectScreen(given: Props) {
  const t = useTranslations("connections");
  const { base } = useWorkspace();
  const can = useCan();
  const rows = useConnections().data;
  const known = rows?.find((row) => row.id === given.connection);
  const [country, setCountry] = useState(given.country);
  const [environment, setEnvironment] = useState(given.environment);
  const [way, setWay] = useState(given.way);
  const chosen = known ?? { country, environment };
  const path = [{ label: t("title"), href: placeHref(base, "/connections") }];
  if (!can("connection.connect")) {
    return (
      <PageShell title={t("connect.title")} path={path}>
        <NoWayIn>{t("refused.not-allowed")}</NoWayIn>
      </PageShell>
    );
  }
  const choices = (
    <>
      <FormPart title={t("connect.environment")}>
        <Segmented
          label={t("connect.environment")}
          value={environment}
          onChange={setEnvironment}
          options={[
            { value: "production", label: t("production") },
            { value: "sandbox", label: t("sandbox") },
          ]}
        />
        <p className="pt-2 text-12 text-ink-2">{t(`connect.environments.${environment}`)}</p>
      </FormPart>
      <FormPart title={t("connect.country")} note={t("connect.countryNote")}>
        <CountryChoice value={country} onChange={setCountry} />
      </FormPart>
      <FormPart title={t("connect.way")}>
        <Segmented
          label={t("connect.way")}
          value={way}
          onChange={setWay}
          options={[
            { value: "consent", label: t("connect.ways.consent") },
            { value: "token", label: t("connect.ways.token") },
          ]}
        />
        <p className="pt-2 text-12 text-ink-2">{t(`connect.wayNotes.${way}`)}</p>
      </FormPart>
    </>
  );
  return (
    <PageShell title={known ? t("connect.again") : t("connect.title")} path={path}>
      {chosen.environment === "sandbox" && <SandboxStrip />}
      {way === "consent" && !known ? (
        <ConsentForm country={country} environment={environment} app={given.app}>
          {choices}
        </ConsentForm>
      ) : (
        <div className="grid max-w-200 gap-6 px-6 py-6 max-desk:px-4">
          {!known && choices}
          <TokenForm country={country} environment={environment} app={given.app} known={known} />
        </div>
      )}
    </PageShell>
  );
}
