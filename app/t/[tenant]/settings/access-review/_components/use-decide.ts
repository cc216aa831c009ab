"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useWorkspace } from "@/components/frame/workspace";
import { useQuarter } from "@/components/i18n/use-quarter";
import { errorDataOf } from "@/components/trpc/error-data";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { showToast } from "@/components/ui/toast-queue";
import type { ReviewItemRow } from "./review-item";
import type { ReviewRow } from "./review-screen";

const reasons = ["oneself", "last-owner", "owners-only", "closed", "revoked"] as const;

/** Sends one answer at a time; a refused one says why in its row. */
export function useDecide(review: ReviewRow) {
  const t = useTranslations("reviews");
  const quarterWords = useQuarter();
  const errors = useTranslations("errors");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { id: tenant } = useWorkspace();
  const decide = useMutation(
    trpc.reviews.decide.mutationOptions({
      onSuccess: ({ isClosed }) => {
        if (isClosed) showToast({ text: t("closedToast", { quarter: quarterWords(review.quarter) }) });
      },
      onSettled: async () => {
        await Promise.all([
          queryClient.invalidateQueries({ queryKey: trpc.reviews.list.queryKey() }),
          queryClient.invalidateQueries({ queryKey: trpc.reviews.items.queryKey() }),
          queryClient.invalidateQueries({ queryKey: trpc.dashboards.due.queryKey() }),
        ]);
      },
    }),
  );
  const say = (error: unknown) => {
    const data = errorDataOf(error);
    if (!data) return errors("offline");
    const reason = reasons.find((known) => known === data.reason);
    return reason ? t(`faults.${reason}`) : `${errors(`codes.${data.code}`)}. ${errors(`next.${data.code}`)}`;
  };
  return {
    /** asks for a fresh second factor; giving one repeats the answer, closing leaves the question open */
    stepUp: {
      error: decide.error,
      onGiven: () => decide.variables && decide.mutate(decide.variables),
      onClose: decide.reset,
    },
    decide: (row: ReviewItemRow, decision: "keep" | "revoke") =>
      decide.mutate({ tenant, item: row.id, decision }),
    pending: decide.isPending ? decide.variables.item : null,
    faultOf: (id: string) => (decide.isError && decide.variables.item === id ? say(decide.error) : undefined),
  };
}
