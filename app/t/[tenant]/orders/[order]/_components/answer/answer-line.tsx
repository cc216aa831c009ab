"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import type { OrderLine } from "@/components/orders/order-types";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Quantity } from "@/components/ui/quantity";
import type { Answer, OrderedLine } from "@/server/modules/acknowledgements/rules";
import { answerRest, type DraftLine, restOf, splitLine } from "./answer-draft";
import { AnswerPart } from "./answer-part";
import { Fault } from "./fault";
import { unitOf } from "./typed-amount";

type Props = {
  line: OrderLine;
  ordered: OrderedLine;
  draft: DraftLine;
  dateKind: "ship" | "delivery";
  /** words of what is wrong, by field below the line */
  faultsOf: (field: string) => readonly string[];
  onDraft: (draft: DraftLine) => void;
};

/** The columns of the form, of its head and of each line alike. */
export const answerColumns = "desk:grid-cols-[1.5rem_minmax(6rem,1fr)_5rem_26rem_7rem]";

/** One line of the PO and its answer. */
export function AnswerLine({ line, ordered, draft, dateKind, faultsOf, onDraft }: Props) {
  const t = useTranslations("answer.form");
  const unit = unitOf(ordered);
  const field = `lines.${line.sequence}`;
  const rest = restOf(ordered, draft);
  const lineFaults = faultsOf(field);
  const costFaults = faultsOf(`${field}.netCost`);
  return (
    <li
      className={clsx(
        "grid gap-x-3 gap-y-2 border-b border-line py-2",
        answerColumns,
        line.isCancelled && "text-ink-3",
      )}
    >
      <span className="pt-1 text-ink-3 max-desk:hidden">{line.sequence}</span>
      <span className="min-w-0 pt-1">
        <span className="block truncate font-mono">{line.vendorSku ?? line.asin ?? "–"}</span>
        {line.vendorSku && <span className="block truncate font-mono text-12 text-ink-3">{line.asin}</span>}
      </span>
      <span className="pt-1 whitespace-nowrap desk:text-right">
        <Quantity value={ordered.amount} unit={t(`unit.${unit}`)} />
        {unit === "case" && (
          <span className="block text-12 text-ink-3">{t("eaches", { units: line.orderedUnits })}</span>
        )}
      </span>
      {line.isCancelled ? (
        <span className="pt-1">{t("cancelled")}</span>
      ) : (
        <div className="grid content-start gap-1.5">
          {draft.parts.map((part, index) => (
            <AnswerPart
              key={part.key}
              line={ordered}
              dateKind={dateKind}
              part={part}
              place={draft.parts.length === 1 ? null : index + 1}
              faultsOf={(name) => faultsOf(`${field}.parts.${index}.${name}`)}
              onPart={(change) =>
                onDraft({
                  ...draft,
                  parts: draft.parts.map((one) => (one === part ? { ...one, ...change } : one)),
                })
              }
              onRemove={() => onDraft({ ...draft, parts: draft.parts.filter((one) => one !== part) })}
            />
          ))}
          <div className="flex min-h-6 flex-wrap items-center gap-x-3 text-12">
            {rest < 0 && (
              <span className="text-red">{t("over", { said: t(`said.${unit}`, { amount: -rest }) })}</span>
            )}
            {rest > 0 && <Rest {...{ rest, ordered, draft, onDraft }} />}
            {rest === 0 && lineFaults.map((fault) => <Fault key={fault} text={fault} />)}
            <Button variant="link" size="text" onClick={() => onDraft(splitLine(ordered, draft))}>
              {t("split")}
            </Button>
          </div>
        </div>
      )}
      {!line.isCancelled && (
        <div className="grid content-start gap-1 desk:justify-items-end">
          <Input
            size="normal"
            className="w-28"
            unit={ordered.netCost?.currency ?? line.currency ?? ""}
            inputMode="decimal"
            autoComplete="off"
            maxLength={30}
            aria-label={t("labels.cost", { line: line.sequence, currency: ordered.netCost?.currency ?? "" })}
            aria-invalid={costFaults.length > 0 || undefined}
            value={draft.cost}
            onChange={(event) => onDraft({ ...draft, cost: event.target.value })}
          />
          {costFaults.map((fault) => (
            <Fault key={fault} text={fault} />
          ))}
        </div>
      )}
    </li>
  );
}

type RestProps = Pick<Props, "ordered" | "draft" | "onDraft"> & { rest: number };

/** What is still open of a line, and its answer in one press. */
function Rest({ rest, ordered, draft, onDraft }: RestProps) {
  const t = useTranslations("answer.form");
  const acts: readonly { answer: Answer; word: "acceptRest" | "backorderRest" | "rejectRest" }[] = [
    { answer: "accepted", word: "acceptRest" },
    ...(ordered.isBackorderAllowed ? [{ answer: "backordered", word: "backorderRest" } as const] : []),
    { answer: "rejected", word: "rejectRest" },
  ];
  return (
    <>
      <span className="text-amber">
        {t("open", { said: t(`said.${unitOf(ordered)}`, { amount: rest }) })}
      </span>
      {acts.map(({ answer, word }) => (
        <Button
          key={answer}
          variant="link"
          size="text"
          onClick={() => onDraft(answerRest(ordered, draft, answer))}
        >
          {t(word, { amount: rest })}
        </Button>
      ))}
    </>
  );
}
