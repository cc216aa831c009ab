"use client";

import { clsx } from "clsx";
import { Clock, Eye, PlugZap, Send } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useMemo, useRef } from "react";
import { flushSync } from "react-dom";
import { useRegisterCommands } from "@/components/frame/command-registry";
import { placeHref } from "@/components/frame/place-href";
import { useWorkspace } from "@/components/frame/workspace";
import { formatInstant } from "@/components/i18n/format-date";
import { useNow, useReader } from "@/components/i18n/reader";
import type { OrderDetail } from "@/components/orders/order-types";
import { QueryError } from "@/components/trpc/query-error";
import { useFaults, useSayFault } from "@/components/trpc/use-faults";
import { Button } from "@/components/ui/button";
import { KeyHint } from "@/components/ui/key-hint";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import {
  amountOf,
  answers,
  type LineAnswer,
  type OrderedLine,
} from "@/server/modules/acknowledgements/rules";
import { eachesOfUnit } from "@/server/modules/acknowledgements/unit-rules";
import { answerClocks, changeHours } from "@/server/modules/orders/clock-rules";
import type { Violation } from "@/server/platform/errors";
import { answerRest, answerWhole, type Days, type DraftLine, splitLine } from "./answer-draft";
import { AnswerLine, answerColumns } from "./answer-line";
import { DraftNotices } from "./draft-notices";
import { Fault } from "./fault";
import { inOtherUnit } from "./typed-amount";
import { useAnswerForm } from "./use-answer-form";
import type { Keeping } from "./use-kept-draft";

type Props = Keeping & { order: OrderDetail; amazonZone: string | undefined; onClose: () => void };
type Form = ReturnType<typeof useAnswerForm>;

/** The answer to one PO, line by line; nothing leaves before it is right. */
export function AnswerForm({ order, amazonZone, onClose, ...keeping }: Props) {
  const t = useTranslations("answer.form");
  const days: Days = useMemo(
    () => ({ zone: amazonZone ?? "UTC", kind: order.windowKind === "delivery" ? "delivery" : "ship" }),
    [amazonZone, order.windowKind],
  );
  const form = useAnswerForm({ ...keeping, order: order.id, days, onSent: onClose });
  const { sheet, judged } = form;
  const isChange = sheet?.lines.some((line) => line.standing !== null) ?? false;
  const say = useFaultWords(judged?.faults ?? []);
  const { send } = form;
  useRegisterCommands(
    useMemo(
      () => [
        { id: "answer-send", keys: "Mod Enter", label: t("title"), scope: "page", run: send, keyOnly: true },
        { id: "order-back", keys: "Escape", label: t("cancel"), scope: "page", run: onClose, keyOnly: true },
      ],
      [t, send, onClose],
    ),
  );
  return (
    <section aria-labelledby="answer-title" className="pt-1">
      <div className="flex min-h-9 flex-wrap items-center gap-x-2.5">
        <h2 id="answer-title" className="font-semibold">
          {t(isChange ? "titleChange" : "title")}
        </h2>
        <span className="text-12 text-ink-2">{t(isChange ? "noteChange" : "note")}</span>
      </div>
      {form.query.isError && <QueryError title={t("failed")} query={form.query} />}
      {!sheet && !form.query.isError && <Skeleton height={240} />}
      {sheet && judged && (
        <>
          <Notices order={order} form={form} />
          <Lines {...{ order, form, say, onClose }} dateKind={days.kind} />
          <Keys />
          <SendBar {...{ order, form, onClose }} />
        </>
      )}
    </section>
  );
}

/** Words of what is wrong below a field, as the form finds it itself. */
function useFaultWords(faults: readonly Violation[]): (field: string) => readonly string[] {
  const words = useSayFault();
  return (field) => faults.filter((fault) => fault.field === field).map(words);
}

function Notices({ order, form }: { order: OrderDetail; form: Form }) {
  const t = useTranslations("answer.form");
  const { base } = useWorkspace();
  const { locale, zone } = useReader();
  const now = useNow();
  const { sheet } = form;
  if (!sheet) return null;
  const { changeBy } = answerClocks(sheet.orderedAt);
  const isChange = sheet.lines.some((line) => line.standing !== null);
  const isLate = now > changeBy;
  return (
    <div className="grid gap-1.5 pb-2 empty:hidden">
      {sheet.account.state !== "active" && (
        <Notice
          icon={PlugZap}
          tone="red"
          title={t("inactive")}
          action={
            <Link
              href={placeHref(base, `/connections/${order.connection.id}`)}
              className="text-12 font-medium text-accent"
            >
              {t("seeAccount")}
            </Link>
          }
        />
      )}
      {sheet.account.mode === "shadow" && <Notice icon={Eye} tone="grey" title={t("shadow")} />}
      {isChange && (
        <Notice
          icon={Clock}
          tone={isLate ? "amber" : "grey"}
          title={
            isLate
              ? t("late", { hours: changeHours })
              : t("clock", { time: formatInstant(changeBy, zone, locale) })
          }
        />
      )}
      <DraftNotices form={form} />
    </div>
  );
}

type LinesProps = Pick<Props, "order" | "onClose"> & {
  form: Form;
  dateKind: Days["kind"];
  say: (field: string) => readonly string[];
};

function Lines({ order, form, dateKind, say, onClose }: LinesProps) {
  const t = useTranslations("answer.form");
  const list = useRef<HTMLUListElement>(null);
  // outside system: the focus, which goes to the first quantity once the form is there
  useEffect(() => {
    list.current?.querySelector<HTMLInputElement>("[data-amount]")?.focus();
  }, []);
  const orderedOf = (sequence: string) => form.sheet?.lines.find((line) => line.sequence === sequence);
  const onKey = (event: KeyboardEvent<HTMLUListElement>) => {
    if (event.key === "Escape") {
      event.preventDefault();
      onClose();
      return;
    }
    const field = event.target instanceof HTMLInputElement ? event.target : null;
    const { amount: sequence, part: key } = field?.dataset ?? {};
    if (!field || !sequence || event.ctrlKey || event.metaKey || event.altKey) return;
    if (["ArrowDown", "ArrowUp", "Enter"].includes(event.key)) {
      event.preventDefault();
      const fields = [...(list.current?.querySelectorAll<HTMLInputElement>("[data-amount]") ?? [])];
      const step = event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey) ? -1 : 1;
      fields[fields.indexOf(field) + step]?.focus();
      return;
    }
    const line = orderedOf(sequence);
    const draft = form.draft.find((one) => one.sequence === sequence);
    // a letter after a letter goes on with a unit: the a of "ea", the s of "cs"
    const act = /\p{L}/u.test(field.value) ? undefined : acts[event.key.toLowerCase()];
    if (!line || !draft || !act) return;
    event.preventDefault();
    flushSync(() => form.setLine(act(line, draft, Number(key))));
    // the part that was typed in may have gone: its line keeps the focus
    if (!field.isConnected)
      list.current?.querySelector<HTMLInputElement>(`[data-amount="${CSS.escape(sequence)}"]`)?.focus();
  };
  return (
    <>
      <div
        aria-hidden="true"
        className={clsx(
          "grid gap-x-3 border-b border-line pb-1.5 text-12 text-ink-2 max-desk:hidden",
          answerColumns,
        )}
      >
        <span>{t("line")}</span>
        <span>{t("item")}</span>
        <span className="text-right">{t("ordered")}</span>
        <span>
          {t("answer")} · {t("amount")} · {t(`day.${dateKind}`)}
        </span>
        <span className="text-right">{t("cost")}</span>
      </div>
      <ul ref={list} onKeyDown={onKey}>
        {order.lines.map((line) => {
          const ordered = orderedOf(line.sequence);
          const draft = form.draft.find((one) => one.sequence === line.sequence) ?? {
            ...{ sequence: line.sequence, cost: "", parts: [] },
          };
          return (
            ordered && (
              <AnswerLine
                key={line.sequence}
                line={line}
                ordered={ordered}
                draft={draft}
                dateKind={dateKind}
                faultsOf={say}
                onDraft={form.setLine}
              />
            )
          );
        })}
      </ul>
    </>
  );
}

/** Letters are no quantity, so in its field they are acts. */
const acts: Record<string, (line: OrderedLine, draft: DraftLine, part: number) => DraftLine> = {
  a: (line, draft) => answerWhole(line, draft, "accepted"),
  b: (line, draft) => (line.isBackorderAllowed ? answerRest(line, draft, "backordered") : draft),
  r: (line, draft) => answerRest(line, draft, "rejected"),
  s: splitLine,
  u: (line, draft, key) => ({
    ...draft,
    parts: draft.parts.map((part) => (part.key === key ? { ...part, ...inOtherUnit(part, line) } : part)),
  }),
};

function Keys() {
  const t = useTranslations("answer.form");
  return (
    <p className="pt-2 text-12 text-ink-3 max-desk:hidden">
      {t.rich("keys", { key: (name) => <KeyHint keys={String(name)} /> })}
    </p>
  );
}

/** What goes, what is wrong, and the act; it stays in sight. */
function SendBar({ order, form, onClose }: Pick<Props, "order" | "onClose"> & { form: Form }) {
  const t = useTranslations("answer.form");
  const whole = useFaults(form.error, []).whole;
  const { sheet, judged, reason } = form;
  if (!sheet || !judged) return null;
  const count = judged.toSend.length;
  const isReady = judged.faults.length === 0 && count > 0 && sheet.account.state === "active";
  const said = reason === "submission-open" ? t("onItsWay") : reason === "order-version" ? undefined : whole;
  return (
    <div className="sticky bottom-0 full:-bottom-8 z-10 -mx-6 mt-3 flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line bg-surface px-6 py-2.5 max-desk:-mx-4 max-desk:px-4">
      <span className="min-w-0 flex-1 basis-60 text-12 text-ink-2 max-desk:basis-full" aria-live="polite">
        {said && (
          <span className="mb-1 block" role="alert">
            <Fault text={`${t("refused")}: ${said}`} />
          </span>
        )}
        {judged.faults.length > 0 ? (
          <span className="text-red">{t("faults", { count: judged.faults.length })}</span>
        ) : count === 0 ? (
          t("nothingNew")
        ) : (
          t("summary", sumOf(order, judged.toSend))
        )}
      </span>
      <Button onClick={onClose} keyHint="Escape" className="max-desk:flex-1">
        {t("cancel")}
      </Button>
      <Button
        variant="primary"
        className="max-desk:flex-1"
        icon={Send}
        keyHint="Mod Enter"
        disabled={!isReady}
        pending={form.isPending}
        onClick={form.send}
      >
        {t(sheet.account.mode === "shadow" ? "keep" : "send", { count })}
      </Button>
    </div>
  );
}

/** In eaches, whatever unit each line has. */
function sumOf(order: OrderDetail, lines: readonly LineAnswer[]) {
  const sizeOf = (sequence: string) => {
    const line = order.lines.find((one) => one.sequence === sequence);
    return line ? eachesOfUnit(line) : 1;
  };
  const [accepted = 0, backordered = 0, rejected = 0] = answers.map((one) =>
    lines.reduce((sum, line) => sum + amountOf(line, one) * sizeOf(line.sequence), 0),
  );
  return { lines: lines.length, accepted, backordered, rejected, ordered: accepted + backordered + rejected };
}
