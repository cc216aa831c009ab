"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useWorkspace } from "@/components/frame/workspace";
import { useReader } from "@/components/i18n/reader";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { useFaults } from "@/components/trpc/use-faults";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { countryCodes } from "@/server/modules/legal-entities/country-rules";
import { maxAddressLines } from "@/server/modules/legal-entities/input";
import type { LegalEntity } from "./legal-entity-types";

type Props = { entity?: LegalEntity; onClose: () => void };

/** A company to add or to change, in its place in the list. */
export function LegalEntityForm({ entity, onClose }: Props) {
  const t = useTranslations("workspace.entities");
  const common = useTranslations("common");
  const violations = useTranslations("violations");
  const { id: tenant } = useWorkspace();
  const countries = useCountries(t("countryNone"));
  const [name, setName] = useState(entity?.name ?? "");
  const [country, setCountry] = useState(entity?.country ?? "");
  const [registration, setRegistration] = useState(entity?.registration ?? "");
  const [address, setAddress] = useState(entity?.addressLines.join("\n") ?? "");
  const [isTried, setTried] = useState(false);
  const save = useSaveEntity(onClose);
  const lines = address.split("\n").map((line) => line.trim());
  const shown = [
    "name",
    "country",
    "registration",
    "addressLines",
    ...lines.map((_, at) => `addressLines.${at}`),
  ];
  const faults = useFaults(save.error, shown);
  const addressFault = shown
    .filter((field) => field.startsWith("addressLines"))
    .map((field) => faults.of(field))
    .find(Boolean);
  const submit = () => {
    setTried(true);
    if (name.trim() === "" || country === "") return;
    const input = {
      tenant,
      name,
      country,
      registration: registration.trim() || null,
      addressLines: lines.filter(Boolean),
    };
    save.run(entity ? { ...input, legalEntity: entity.id } : input);
  };
  return (
    <form
      aria-label={entity ? t("changeName", { name: entity.name }) : t("add")}
      className="grid gap-4 py-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending) submit();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.nativeEvent.isComposing) onClose();
      }}
    >
      <Field
        label={t("name")}
        hint={t("nameHint")}
        error={isTried && name.trim() === "" ? violations("required") : faults.of("name")}
      >
        <Input
          autoFocus
          value={name}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <div className="grid gap-4 desk:grid-cols-2">
        <Field
          label={t("country")}
          error={isTried && country === "" ? t("countryMissing") : faults.of("country")}
        >
          <Select value={country} onChange={(event) => setCountry(event.target.value)} options={countries} />
        </Field>
        <Field label={t("registration")} hint={t("registrationHint")} error={faults.of("registration")}>
          <Input
            value={registration}
            maxLength={100}
            autoComplete="off"
            onChange={(event) => setRegistration(event.target.value)}
          />
        </Field>
      </div>
      <Field label={t("address")} hint={t("addressHint", { count: maxAddressLines })} error={addressFault}>
        <Textarea rows={4} value={address} onChange={(event) => setAddress(event.target.value)} />
      </Field>
      {faults.whole && (
        <p role="alert" className="text-12 text-red">
          {faults.whole}
        </p>
      )}
      <div className="flex gap-2">
        <Button variant="primary" type="submit" pending={save.isPending}>
          {entity ? t("save") : t("addThis")}
        </Button>
        <Button onClick={onClose}>{common("cancel")}</Button>
      </div>
    </form>
  );
}

/** All countries by their names in the reader's language, in its order. */
function useCountries(none: string) {
  const { locale } = useReader();
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: "region" });
    const named = countryCodes.map((value) => ({ value, label: names.of(value) ?? value }));
    const order = new Intl.Collator(locale);
    return [
      { value: "", label: none, disabled: true },
      ...named.toSorted((a, b) => order.compare(a.label, b.label)),
    ];
  }, [locale, none]);
}

type EntityInput = {
  tenant: string;
  name: string;
  country: string;
  registration: string | null;
  addressLines: string[];
  legalEntity?: string;
};

function useSaveEntity(onDone: () => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { id: tenant } = useWorkspace();
  const onSuccess = async () => {
    await queryClient.invalidateQueries({ queryKey: trpc.legalEntities.list.queryKey({ tenant }) });
    onDone();
  };
  const add = useMutation(trpc.legalEntities.add.mutationOptions({ onSuccess }));
  const change = useMutation(trpc.legalEntities.change.mutationOptions({ onSuccess }));
  return {
    run: ({ legalEntity, ...input }: EntityInput) =>
      legalEntity === undefined ? add.mutate(input) : change.mutate({ ...input, legalEntity }),
    error: add.error ?? change.error,
    isPending: add.isPending || change.isPending,
  };
}
