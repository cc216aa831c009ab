"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { useWorkspace } from "@/components/frame/workspace";
import { useNow } from "@/components/i18n/reader";
import { errorDataOf } from "@/components/trpc/error-data";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { judgeAnswer, linesToSend } from "@/server/modules/acknowledgements/rules";
import { type Days, type Draft, type DraftLine, draftOf, readDraft, rebase } from "./answer-draft";
import { useRefreshAnswers } from "./use-answer";

/** What was typed survives a cancelled form and an answer that was taken back; a sent one ends it. */
export type Kept = { typed: Draft | null; onTyped: (draft: Draft) => void };
type Props = Kept & { order: string; days: Days; onSent: () => void };

/**
 * The answer as it is being typed, judged at every key by the rules that judge it on the server. When Amazon changed the
 * PO meanwhile, only the lines that it touched begin anew.
 */
export function useAnswerForm({ order, days, typed, onTyped, onSent }: Props) {
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
  const sheet = query.data;
  const [renewed, setRenewed] = useState<readonly string[] | null>(null);
  const draft = useMemo(() => {
    const fresh = sheet ? draftOf(sheet, days) : [];
    return fresh.map((line) => typed?.find((one) => one.sequence === line.sequence) ?? line);
  }, [typed, sheet, days]);
  const judged = useMemo(() => {
    if (!sheet) return null;
    const { lines, unread } = readDraft(sheet, draft, days);
    return {
      lines,
      faults: [...unread, ...judgeAnswer(sheet, lines, now)],
      toSend: linesToSend(sheet, lines),
    };
  }, [sheet, draft, days, now]);
  const answer = useMutation(
    trpc.acknowledgements.answer.mutationOptions({
      onSuccess: async () => {
        await refresh();
        onSent();
      },
      onError: async (error) => {
        if (errorDataOf(error)?.reason !== "order-version" || !sheet) return;
        const { data: newer } = await query.refetch();
        await refresh();
        if (!newer) return;
        const onTop = rebase(draft, sheet, newer, days);
        onTyped(onTop.draft);
        setRenewed(onTop.renewed);
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
    renewed,
    reason,
    error: answer.error,
    isPending,
    setLine: (line: DraftLine) => onTyped(draft.map((one) => (one.sequence === line.sequence ? line : one))),
    send,
  };
}
