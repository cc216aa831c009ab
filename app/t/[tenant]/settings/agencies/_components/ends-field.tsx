"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useWorkspace } from "@/components/frame/workspace";
import { useNow, useZoneLabel } from "@/components/i18n/reader";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { DayField } from "@/components/ui/day-field";
import { Field } from "@/components/ui/field";

type Props = { value: string; onChange: (day: string) => void; error?: string | undefined };

/** The last day of a grant, where the tenant is; empty for none. */
export function EndsField({ value, onChange, error }: Props) {
  const t = useTranslations("agencies.form");
  const trpc = useTRPC();
  const now = useNow();
  const label = useZoneLabel();
  const { id: tenant } = useWorkspace();
  const zone = useQuery(trpc.tenants.current.queryOptions({ tenant })).data?.zone;
  return (
    <Field label={t("ends")} hint={t("endsHint", { zone: zone ? label(zone, now) : "" })} error={error}>
      <DayField value={value} min={now.toISOString().slice(0, 10)} onText={onChange} className="w-48" />
    </Field>
  );
}
