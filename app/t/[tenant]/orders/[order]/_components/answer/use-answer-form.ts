"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { useWorkspace } from "@/components/frame/workspace";
import { useNow } from "@/components/i18n/reader";
import { errorDataOf } from "@/components/trpc/error-data";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { type Days, type DraftLine, draftOf, judgeDraft } from "./answer-draft";
import { useRefreshAnswers } from "./use-answer";
import { type Keeping, useKeptDraft } from "./use-kept-draft";

type Props = Keeping & { order: string; days: Days; onSent: () => void };

/**
 * The answer as it is being typed, judged at every key by the rules that judge it on the server, and kept by the browser
 * until it is sent. When Amazon changed the PO meanwhile, only the lines that it touched begin anew.
 */
export function useAnswerForm({ order, days, onSent, ...keeping }: Props) {
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const now = useNow();
  const refresh = useRefreshAnswers();
  const query = useQuery({
    ...trpc.acknowledgements.sheet.queryOptions({ tenant, order }),
    // what is typed must not move by itself: a newer PO is noticed when it is sent
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const sheet = keeping.after === undefined ? undefined : query.data;
  const draftKeeper = useKeptDraft(sheet, order, keeping);
  const { typed } = draftKeeper;
  const draft = useMemo(
    () =>
      (sheet ? draftOf(sheet, days) : []).map(
        (line) => typed.find((one) => one.sequence === line.sequence) ?? line,
      ),
    [typed, sheet, days],
  );
  const judged = useMemo(
    () => (sheet ? judgeDraft(sheet, draft, { days, now }) : null),
    [sheet, draft, days, now],
  );
  const answer = useMutation(
    trpc.acknowledgements.answer.mutationOptions({
      onSuccess: async () => {
        draftKeeper.forget();
        await refresh();
        onSent();
      },
      onError: async (error) => {
        if (errorDataOf(error)?.reason !== "order-version") return;
        // what is kept knows the PO that it was typed for, and so what of it fits the newer one
        draftKeeper.keep(typed);
        await query.refetch();
        await refresh();
      },
    }),
  );
  const { mutate, isPending } = answer;
  const send = useCallback(() => {
    if (!sheet || !judged || judged.faults.length > 0 || isPending) return;
    const lines = judged.lines.map((line) => ({ ...line, parts: [...line.parts] }));
    mutate({ tenant, order, version: sheet.version, lines });
  }, [sheet, judged, isPending, mutate, tenant, order]);
  const reason = answer.error ? (errorDataOf(answer.error)?.reason ?? null) : null;
  return {
    query,
    sheet,
    draft,
    judged,
    reason,
    error: answer.error,
    isPending,
    ...draftKeeper,
    setLine: (line: DraftLine) =>
      draftKeeper.keep([...typed.filter((one) => one.sequence !== line.sequence), line]),
    send,
  };
}
