"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleAlert } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { errorDataOf } from "@/components/trpc/error-data";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { useFaults } from "@/components/trpc/use-faults";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { showToast } from "@/components/ui/toast-queue";
import { ZonePicker } from "@/components/ui/zone-picker";
import { HueChoice } from "./hue-choice";
import type { TenantNow } from "./use-tenant";

type Settings = Pick<TenantNow, "name" | "hue" | "zone">;

/** Name, colour and zone are saved together; what somebody else changed meanwhile is never overwritten unseen. */
export function IdentityForm({ tenant }: { tenant: TenantNow }) {
  const t = useTranslations("workspace.identity");
  const common = useTranslations("common");
  const { name, hue, zone } = tenant;
  const before: Settings = { name, hue, zone };
  const [next, setNext] = useState(before);
  const save = useSaveTenant(tenant.id);
  const faults = useFaults(save.error, ["name", "zone"]);
  const isChanged = next.name.trim() !== name || next.hue !== hue || next.zone !== zone;
  const isStale = errorDataOf(save.error)?.code === "CONFLICT";
  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged && !save.isPending) save.mutate({ tenant: tenant.id, ...next, before });
      }}
    >
      <Field label={t("name")} hint={t("nameHint")} error={faults.of("name")}>
        <Input
          value={next.name}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setNext({ ...next, name: event.target.value })}
        />
      </Field>
      <HueChoice
        name={next.name.trim()}
        value={next.hue}
        onChange={(chosen) => setNext({ ...next, hue: chosen })}
      />
      <Field label={t("zone")} hint={t("zoneHint")} error={faults.of("zone")}>
        <ZonePicker value={next.zone} onChange={(chosen) => setNext({ ...next, zone: chosen })} />
      </Field>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button variant="primary" type="submit" size="form" disabled={!isChanged} pending={save.isPending}>
          {t("save")}
        </Button>
        {isChanged && (
          <Button variant="ghost" size="form" onClick={() => setNext(before)}>
            {common("cancel")}
          </Button>
        )}
        {faults.whole && (
          <p role="alert" className="flex gap-1.5 text-12 text-red">
            <CircleAlert size={14} aria-hidden="true" className="mt-px" />
            {faults.whole}
          </p>
        )}
        {isStale && <Button onClick={() => void save.reload()}>{t("reload")}</Button>}
      </div>
    </form>
  );
}

/** Saves, renews the frame that shows name and colour, and offers to take it back. */
function useSaveTenant(tenant: string) {
  const t = useTranslations("workspace.identity");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const reload = async () => {
    await queryClient.invalidateQueries({ queryKey: trpc.tenants.current.queryKey({ tenant }) });
    router.refresh();
  };
  const update = useMutation(
    trpc.tenants.update.mutationOptions({
      // of the mutation and not of one call: the form begins anew with what was saved
      onSuccess: (_, { before, tenant: id, ...after }) => {
        const kept = { ...after, name: after.name.trim() };
        const run = () => update.mutate({ tenant: id, ...before, before: kept });
        showToast({ text: t("saved"), undo: { label: common("undo"), run } });
        return reload();
      },
    }),
  );
  return { mutate: update.mutate, reload, error: update.error, isPending: update.isPending };
}
