"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { formatNumber } from "@/components/i18n/format-number";
import { useReader } from "@/components/i18n/reader";
import { AcceptedDiff, ReceivedDiff } from "@/components/orders/answer-diffs";
import { isUnanswered } from "@/components/orders/answered-units";
import { changedUnits } from "@/components/orders/changed-units";
import { LineStatus } from "@/components/orders/line-status";
import type { OrderDetail, OrderLine } from "@/components/orders/order-types";
import { Button } from "@/components/ui/button";
import { Money } from "@/components/ui/money";
import { Quantity } from "@/components/ui/quantity";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { isAnswerShown } from "@/db/words";

type Props = { order: OrderDetail; onlyChanged: boolean; onOnlyChanged: (only: boolean) => void };

/** Ordered, acknowledged, received: each figure against the one to its left, by sign and colour. */
export function OrderLines({ order, onlyChanged, onOnlyChanged }: Props) {
  const t = useTranslations("order.lines");
  const { locale } = useReader();
  const before = changedUnits(order);
  const lines = onlyChanged ? order.lines.filter((line) => before.has(line.sequence)) : order.lines;
  return (
    <section aria-labelledby="lines-title" className="pt-1">
      <div className="flex min-h-9 flex-wrap items-center gap-x-2.5">
        <h2 id="lines-title" className="font-semibold">
          {t("title")}
        </h2>
        <span className="text-12 text-ink-2">{t("note", { count: order.lines.length })}</span>
        {before.size > 0 && (
          <span className="ml-auto">
            <Button
              variant="link"
              size="text"
              aria-pressed={onlyChanged}
              onClick={() => onOnlyChanged(!onlyChanged)}
            >
              {onlyChanged ? t("showAll") : t("onlyChanged")}
            </Button>
          </span>
        )}
      </div>
      <ScrollRegion labelledBy="lines-title" className="-mx-6 px-6 max-desk:-mx-4 max-desk:px-4">
        <table className="w-full min-w-180 border-separate border-spacing-0 [&_td]:px-2 [&_th]:px-2 [&_th]:font-normal [&_tr>*:first-child]:pl-1 [&_tr>*]:border-b [&_tr>*]:border-line">
          <thead className="text-12 text-ink-2">
            <tr className="h-8 text-right">
              <th scope="col" className="w-8">
                {t("number")}
              </th>
              <th scope="col" className="text-left">
                {t("sku")}
              </th>
              <th scope="col" className="text-left">
                {t("asin")}
              </th>
              <th scope="col">{t("case")}</th>
              <th scope="col">{t("ordered")}</th>
              <th scope="col" className="pr-10!">
                {t("acknowledged")}
              </th>
              <th scope="col" className="pr-10!">
                {t("received")}
              </th>
              <th scope="col">{t("cost")}</th>
              <th scope="col" className="text-left">
                {t("status")}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <LineRow key={line.sequence} line={line} order={order} was={before.get(line.sequence)} />
            ))}
          </tbody>
          <tfoot className="text-right text-ink-2">
            <tr className="h-8">
              <td />
              <th scope="row" colSpan={3} className="text-left">
                {t("sum", { count: order.lines.length })}
              </th>
              <td>{formatNumber(order.orderedUnits, locale)}</td>
              <td>
                <AcceptedDiff units={order} isUnanswered={!isAnswerShown(order.status)} />
              </td>
              <td>
                <ReceivedDiff
                  units={order}
                  isUnanswered={!isAnswerShown(order.status)}
                  isClosed={order.status === "closed"}
                />
              </td>
              <td className="text-ink">
                <Money
                  value={order.value === null ? null : { amount: order.value, currency: order.currency }}
                />
              </td>
              <td />
            </tr>
          </tfoot>
        </table>
      </ScrollRegion>
    </section>
  );
}

type RowProps = { line: OrderLine; order: OrderDetail; was: number | null | undefined };

function LineRow({ line, order, was }: RowProps) {
  const t = useTranslations("order.lines");
  const isChanged = was !== undefined;
  return (
    <tr className={clsx("h-9 text-right", isChanged && "bg-changed", line.isCancelled && "text-ink-3")}>
      <td className="text-ink-3">{line.sequence}</td>
      <td className="text-left font-mono whitespace-nowrap">{line.vendorSku ?? "–"}</td>
      <td className="text-left font-mono whitespace-nowrap text-ink-2">{line.asin ?? "–"}</td>
      <td
        className="whitespace-nowrap text-ink-2"
        title={line.unit === "case" ? t("caseOf", { size: line.unitSize }) : t("each")}
      >
        {line.unit === "case" ? <Quantity value={line.unitSize} /> : <span className="text-ink-3">1</span>}
      </td>
      <td>
        {typeof was === "number" ? (
          <WasCell was={was} value={line.orderedUnits} />
        ) : (
          <Quantity value={line.orderedUnits} />
        )}
      </td>
      <td>
        <AcceptedDiff units={line} isUnanswered={isUnanswered(line)} />
      </td>
      <td>
        <ReceivedDiff units={line} isUnanswered={isUnanswered(line)} isClosed={order.status === "closed"} />
      </td>
      <td className="whitespace-nowrap">
        <Money
          value={
            line.netCost === null ? null : { amount: line.netCost, currency: line.currency ?? order.currency }
          }
        />
        {line.costPer && (
          <span className="text-12 text-ink-3"> {t("perWeight", { unit: line.costPer })}</span>
        )}
      </td>
      <td className="text-left">
        <LineStatus line={line} isChanged={isChanged} />
      </td>
    </tr>
  );
}

function WasCell({ was, value }: { was: number; value: number }) {
  const { locale } = useReader();
  return (
    <span className="whitespace-nowrap">
      <s className="text-ink-3">{formatNumber(was, locale)}</s>{" "}
      <span className="font-medium text-violet">{formatNumber(value, locale)}</span>
    </span>
  );
}
