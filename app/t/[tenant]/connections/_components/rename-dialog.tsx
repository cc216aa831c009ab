"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWorkspace } from "@/components/frame/workspace";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { useFaults } from "@/components/trpc/use-faults";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormActs } from "@/components/ui/form-acts";
import { Input } from "@/components/ui/input";
import type { ConnectionRow } from "./connection-types";
import { connectionName } from "./connection-words";
import { useRefreshReadings } from "./use-sync";

/** Gives a connection the name people know it by. */
export function RenameDialog({ row, onClose }: { row: ConnectionRow; onClose: () => void }) {
  const t = useTranslations("connections.rename");
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const refresh = useRefreshReadings();
  const [label, setLabel] = useState(row.label);
  const rename = useMutation(
    trpc.connections.rename.mutationOptions({
      onSuccess: async () => {
        await refresh();
        onClose();
      },
    }),
  );
  const faults = useFaults(rename.error);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("title", { name: connectionName(row) })}
      footer={
        <FormActs form="rename" pending={rename.isPending} onCancel={onClose}>
          {t("act")}
        </FormActs>
      }
    >
      <form
        id="rename"
        onSubmit={(event) => {
          event.preventDefault();
          rename.mutate({ tenant, connection: row.id, label });
        }}
      >
        <Field label={t("label")} hint={t("hint")} error={faults.of("label") ?? faults.whole}>
          <Input
            value={label}
            onChange={(event) => setLabel(event.target.value)}
            autoComplete="off"
            maxLength={200}
          />
        </Field>
      </form>
    </Dialog>
  );
}
