"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useWorkspace } from "@/components/frame/workspace";
import { accountName } from "@/components/orders/market-name";
import { orderHref } from "@/components/orders/order-href";
import { errorDataOf } from "@/components/trpc/error-data";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormActs } from "@/components/ui/form-acts";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { showToast } from "@/components/ui/toast-queue";
import { poNumberFault } from "./po-number-fault";

/** Asks Amazon for one PO by account and number; all faults of the input are shown at once. */
export function FetchOrderDialog({ onClose, number: wanted = "" }: { onClose: () => void; number?: string }) {
  const t = useTranslations("orders.fetch");
  const tErrors = useTranslations("errors");
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { id: tenant, base } = useWorkspace();
  const rows = useQuery(trpc.dashboards.freshness.queryOptions({ tenant })).data ?? [];
  const accounts = rows.filter((row) => row.flow === "orders");
  const only = accounts.length === 1 ? accounts[0]?.connectionId : undefined;
  const [picked, setPicked] = useState("");
  const [typed, setTyped] = useState(wanted);
  const [isTried, setTried] = useState(false);
  const connection = only ?? picked;
  const number = typed.trim().toUpperCase();
  const chosen = accounts.find((row) => row.connectionId === connection);
  const account = chosen ? accountName(chosen.country, chosen.label) : "";
  const fault = poNumberFault(typed);
  const mutation = useMutation(
    trpc.orders.fetch.mutationOptions({
      onSuccess: async ({ id, outcome }) => {
        await Promise.all([
          queryClient.invalidateQueries({ queryKey: trpc.orders.pathKey() }),
          queryClient.invalidateQueries({ queryKey: trpc.dashboards.pathKey() }),
        ]);
        showToast({ text: t(`outcome.${outcome}`, { number }) });
        onClose();
        router.push(orderHref(base, id, "status=any"));
      },
    }),
  );
  const data = mutation.error && errorDataOf(mutation.error);
  const refusal =
    mutation.error &&
    (data?.code === "NOT_FOUND" && data.reason !== "connection"
      ? t("notFound", { number, account })
      : data?.code === "PRECONDITION"
        ? t("notActive", { account })
        : t("failed", {
            what: tErrors(`codes.${data?.code ?? "INTERNAL"}`),
            next: data ? tErrors(`next.${data.code}`) : tErrors("offline"),
          }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (fault || !connection || mutation.isPending) return;
    mutation.mutate({ tenant, connection, number });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("title")}
      description={t("text")}
      footer={
        <FormActs form="fetch-po" pending={mutation.isPending} onCancel={onClose}>
          {t("act")}
        </FormActs>
      }
    >
      <form id="fetch-po" noValidate onSubmit={submit} className="grid gap-4">
        <Field label={t("connection")} error={isTried && !connection && t("faults.connection")}>
          <Select
            value={connection}
            onChange={(event) => setPicked(event.target.value)}
            options={[
              ...(only ? [] : [{ value: "", label: "–" }]),
              ...accounts.map((row) => ({
                value: row.connectionId,
                label: accountName(row.country, row.label),
              })),
            ]}
          />
        </Field>
        <Field
          label={t("number")}
          hint={t("numberHint")}
          error={(isTried && fault && t(`faults.${fault.code}`, fault.params)) || refusal}
        >
          <Input
            autoFocus
            value={typed}
            maxLength={40}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            className="font-mono"
            onChange={(event) => {
              setTyped(event.target.value);
              if (mutation.error) mutation.reset();
            }}
          />
        </Field>
      </form>
    </Dialog>
  );
}
