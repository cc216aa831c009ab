"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWorkspace } from "@/components/frame/workspace";
import type { SubmissionRow } from "@/components/submissions/submission-types";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { useFaults } from "@/components/trpc/use-faults";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormActs } from "@/components/ui/form-acts";
import { RadioList } from "@/components/ui/radio-list";
import { Textarea } from "@/components/ui/textarea";
import type { HandOutcome } from "@/server/modules/submissions/input";
import { settlesByHand } from "@/server/modules/submissions/rules";
import { useRefreshAnswers } from "./use-answer";

/** What a person found out about an answer that no look settles, with how they know it. */
export function SettleDialog({ row, onClose }: { row: SubmissionRow; onClose: () => void }) {
  const t = useTranslations("answer.settle");
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const refresh = useRefreshAnswers();
  const outcomes = settlesByHand(row.state);
  const [only] = outcomes;
  const [outcome, setOutcome] = useState<HandOutcome | null>(outcomes.length === 1 && only ? only : null);
  const [note, setNote] = useState("");
  const settle = useMutation(
    trpc.submissions.settle.mutationOptions({
      onSuccess: async () => {
        await refresh();
        onClose();
      },
      onError: refresh,
    }),
  );
  const faults = useFaults(settle.error, ["note", "outcome"]);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("title")}
      description={t("description")}
      footer={
        <FormActs form="settle" disabled={!outcome} pending={settle.isPending} onCancel={onClose}>
          {t("act")}
        </FormActs>
      }
    >
      <form
        id="settle"
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (outcome) settle.mutate({ tenant, submission: row.id, outcome, note });
        }}
      >
        <RadioList
          label={t("outcome")}
          value={outcome}
          onChange={setOutcome}
          options={outcomes.map((value) => ({
            value,
            label: t(`outcomes.${value}`),
            hint: t(`hints.${value}`),
          }))}
        />
        <Field label={t("note")} hint={t("noteHint")} error={faults.of("note") ?? faults.whole}>
          <Textarea
            rows={3}
            maxLength={500}
            required
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}
