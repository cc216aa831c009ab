"use client";

import { Check, CircleQuestionMark } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { durationWords } from "@/components/i18n/format-countdown";
import {
  dayNumber,
  formatDay,
  formatInstant,
  formatTime,
  formatWeekday,
} from "@/components/i18n/format-date";
import { useNow, useReader, useZoneLabel } from "@/components/i18n/reader";
import type { OrderDetail } from "@/components/orders/order-types";
import { Countdown } from "@/components/ui/countdown";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { answerClocks } from "@/server/modules/orders/clock-rules";

type Props = { order: OrderDetail; amazonZone?: string };
type Row = { name: string; at: Date | null; left: ReactNode };

/** Every instant of the order as mine, Amazon's and UTC, and what is left of it. */
export function OrderClocks({ order, amazonZone }: Props) {
  const t = useTranslations("order.clocks");
  const { zone } = useReader();
  const now = useNow();
  const label = useZoneLabel();
  const zones = [...new Set([zone, amazonZone ?? zone, "UTC"])];
  return (
    <section aria-labelledby="clocks-title" className="pt-7">
      <div className="flex min-h-9 items-center gap-2.5">
        <h2 id="clocks-title" className="font-semibold">
          {t("title")}
        </h2>
        <span className="text-12 text-ink-2">{t("note")}</span>
      </div>
      <ScrollRegion labelledBy="clocks-title" className="-mx-6 px-6 max-desk:-mx-4 max-desk:px-4">
        <table className="w-full min-w-150 border-separate border-spacing-0 text-left [&_td]:px-2 [&_th]:px-2 [&_th]:font-normal [&_tr>*]:border-b [&_tr>*]:border-line">
          <thead className="text-12 text-ink-2">
            <tr className="h-8">
              <td />
              {zones.map((one) => (
                <th key={one} scope="col">
                  {label(one, now)}
                </th>
              ))}
              <th scope="col">{t("left")}</th>
            </tr>
          </thead>
          <tbody>
            {useRows(order).map((row) => (
              <tr key={row.name} className="h-9">
                <th scope="row" className="whitespace-nowrap">
                  {row.name}
                </th>
                {row.at ? (
                  zones.map((one) => <ClockCell key={one} at={row.at} zone={one} />)
                ) : (
                  <td colSpan={zones.length} className="text-ink-2">
                    {t("asnUnknown")}
                  </td>
                )}
                <td>{row.left}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}

function ClockCell({ at, zone }: { at: Date | null; zone: string }) {
  const { locale } = useReader();
  if (!at) return <td />;
  return (
    <td className="whitespace-nowrap text-ink-2">
      {formatWeekday(at, zone, locale)} {formatDay(at, zone, locale)}{" "}
      <span className="font-medium text-ink">{formatTime(at, zone, locale)}</span>
    </td>
  );
}

function useRows(order: OrderDetail): Row[] {
  const t = useTranslations("order.clocks");
  const tTime = useTranslations("time");
  const { zone, locale } = useReader();
  const now = useNow();
  const isDone = order.status === "closed" || order.status === "cancelled";
  const hasClosed = isDone || (order.windowEndAt !== null && order.windowEndAt < now);
  const ago = (at: Date) => {
    const span = durationWords(now.getTime() - at.getTime());
    return <Quiet>{t("passed", { span: tTime(`span.${span.key}`, span.values) })}</Quiet>;
  };
  const was = (path: string, after: Date) => {
    const before =
      order.status === "changed" && order.changes[0]?.changes.find((one) => one.path === path)?.before;
    if (!before) return null;
    const old = new Date(before);
    const isSameDay = dayNumber(old, zone) === dayNumber(after, zone);
    const time = isSameDay ? formatTime(old, zone, locale) : formatDay(old, zone, locale);
    return <span className="pl-2 whitespace-nowrap text-violet">{t("was", { time })}</span>;
  };
  const { changeBy } = answerClocks(order.orderedAt);
  const kind = order.windowKind === "ship" ? "ship" : "delivery";
  return [
    { name: t("ordered"), at: order.orderedAt, left: ago(order.orderedAt) },
    {
      name: t("confirmBy"),
      at: order.confirmDueAt,
      left:
        order.status === "to-confirm" ? (
          <Countdown dueAt={order.confirmDueAt} />
        ) : (
          <Ticked>
            {t(order.status === "cancelled" || order.status === "answered" ? order.status : "confirmed")}
          </Ticked>
        ),
    },
    ...(isDone
      ? []
      : [
          {
            name: t("changeBy"),
            at: changeBy,
            left: (
              <>
                {changeBy > now ? <Countdown dueAt={changeBy} /> : ago(changeBy)}
                <span className="pl-2 text-12 text-ink-3">{t("changeAssumed")}</span>
              </>
            ),
          },
        ]),
    ...(order.windowStartAt
      ? [
          {
            name: t(`${kind}Opens`),
            at: order.windowStartAt,
            left: (
              <>
                {order.windowStartAt > now ? (
                  <Countdown dueAt={order.windowStartAt} />
                ) : hasClosed ? (
                  ago(order.windowStartAt)
                ) : (
                  <Ticked>{t("open", { time: formatInstant(order.windowStartAt, zone, locale) })}</Ticked>
                )}
                {was("windowStart", order.windowStartAt)}
              </>
            ),
          },
        ]
      : []),
    ...(order.windowEndAt
      ? [
          {
            name: t(`${kind}Closes`),
            at: order.windowEndAt,
            left: (
              <>
                {hasClosed ? ago(order.windowEndAt) : <Countdown dueAt={order.windowEndAt} />}
                {was("windowEnd", order.windowEndAt)}
              </>
            ),
          },
        ]
      : []),
    ...(isDone
      ? []
      : [
          {
            name: t("asnDue"),
            at: null,
            left: (
              <span className="inline-flex items-center gap-1.5 align-bottom text-ink-2">
                <CircleQuestionMark size={14} aria-hidden="true" className="text-ink-3" />
                {tTime("deadlineUnknown")}
              </span>
            ),
          },
        ]),
  ];
}

const Quiet = ({ children }: { children: ReactNode }) => (
  <span className="whitespace-nowrap text-ink-3">{children}</span>
);

const Ticked = ({ children }: { children: ReactNode }) => (
  <span className="inline-flex items-center gap-1.5 align-bottom whitespace-nowrap text-ink-2">
    <Check size={14} aria-hidden="true" className="text-ink-3" />
    {children}
  </span>
);
