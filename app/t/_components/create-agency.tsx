"use client";

import { useMutation } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useReader } from "@/components/i18n/reader";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { useFaults } from "@/components/trpc/use-faults";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormActs } from "@/components/ui/form-acts";
import { Input } from "@/components/ui/input";

/** Opens the workspace of an agency, with the reader as its owner. */
export function CreateAgency({ onClose }: { onClose: () => void }) {
  const t = useTranslations("agencies.create");
  const trpc = useTRPC();
  const router = useRouter();
  const { zone } = useReader();
  const [name, setName] = useState("");
  const create = useMutation(
    trpc.agencies.create.mutationOptions({
      // every workspace has its page below /t
      onSuccess: ({ id }) => router.push(`/t/${id}` as Route),
    }),
  );
  const faults = useFaults(create.error, ["name"]);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("title")}
      description={t("description")}
      footer={
        <FormActs form="create-agency" pending={create.isPending} onCancel={onClose}>
          {t("act")}
        </FormActs>
      }
    >
      <form
        id="create-agency"
        onSubmit={(event) => {
          event.preventDefault();
          if (!create.isPending) create.mutate({ name, zone });
        }}
      >
        <Field label={t("name")} hint={t("hint")} error={faults.of("name") ?? faults.whole}>
          <Input
            value={name}
            onChange={(event) => setName(event.target.value)}
            autoComplete="organization"
            maxLength={200}
          />
        </Field>
      </form>
    </Dialog>
  );
}
