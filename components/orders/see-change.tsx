"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";
import { useRegisterCommands } from "@/components/frame/command-registry";
import { useCan, useWorkspace } from "@/components/frame/workspace";
import { errorDataOf } from "@/components/trpc/error-data";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { Button } from "@/components/ui/button";
import type { ButtonLook } from "@/components/ui/button-class";
import { showToast } from "@/components/ui/toast-queue";
import type { OrderDetail } from "./order-types";

type Order = Pick<OrderDetail, "id" | "number" | "version">;

/** Notes that a person has seen what Amazon changed; of a change that came meanwhile it says so and shows that one. */
export function useSeeChange(order: Order) {
  const t = useTranslations();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { id: tenant } = useWorkspace();
  const can = useCan();
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: trpc.orders.pathKey() }),
      queryClient.invalidateQueries({ queryKey: trpc.dashboards.pathKey() }),
    ]);
  const mutation = useMutation(
    trpc.orders.seeChange.mutationOptions({
      onSuccess: () => showToast({ text: t("order.changed.done", { number: order.number }) }),
      onSettled: refresh,
    }),
  );
  const code = mutation.error && (errorDataOf(mutation.error)?.code ?? "INTERNAL");
  const fault =
    code === null
      ? null
      : code === "CONFLICT"
        ? t("order.changed.conflict")
        : t("order.changed.failed", { what: t(`errors.codes.${code}`), next: t(`errors.next.${code}`) });
  const { mutate } = mutation;
  const see = useCallback(
    () => mutate({ tenant, order: order.id, version: order.version }),
    [mutate, tenant, order.id, order.version],
  );
  return {
    see,
    pending: mutation.isPending,
    fault,
    mayAct: can("order.see-change"),
  };
}

type Props = { order: Order; look?: ButtonLook; keyHint?: string };

/** The act on a changed PO, with its fault beside it. */
export function SeeChangeButton({ order, look, keyHint }: Props) {
  const t = useTranslations("order.changed");
  const { see, pending, fault, mayAct } = useSeeChange(order);
  useRegisterCommands(
    useMemo(
      () =>
        mayAct && keyHint
          ? [{ id: "see-change", keys: keyHint, label: t("seen"), scope: "page", run: see }]
          : [],
      [mayAct, keyHint, t, see],
    ),
  );
  if (!mayAct) return null;
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {fault && (
        <span role="alert" className="text-12 text-red">
          {fault}
        </span>
      )}
      <Button {...look} icon={Eye} keyHint={keyHint} pending={pending} onClick={see}>
        {t("seen")}
      </Button>
    </span>
  );
}
