"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useWorkspace } from "@/components/frame/workspace";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { QueryError } from "@/components/trpc/query-error";
import { buttonClass } from "@/components/ui/button-class";
import { Countdown } from "@/components/ui/countdown";
import { DateTime } from "@/components/ui/date-time";
import { Facts } from "@/components/ui/facts";
import { KeyHint } from "@/components/ui/key-hint";
import { Money } from "@/components/ui/money";
import { Quantity } from "@/components/ui/quantity";
import { SidePeek } from "@/components/ui/side-peek";
import { Skeleton } from "@/components/ui/skeleton";
import { shownStatus } from "@/db/words";
import { findCountry } from "@/server/acorn/regions";
import { AcceptedDiff, ReceivedDiff } from "./answer-diffs";
import { isUnanswered } from "./answered-units";
import { ChangeList } from "./change-list";
import { changedUnits } from "./changed-units";
import { accountName } from "./market-name";
import { orderHref } from "./order-href";
import { OrderStatus } from "./order-status";
import { useOrderTerms } from "./order-terms";
import { OrderTimeline } from "./order-timeline";
import type { OrderDetail, OrderRow } from "./order-types";
import { OrderWindow } from "./order-window";
import { SeeChangeButton } from "./see-change";

type Props = {
  row: Pick<OrderRow, "id" | "number">;
  /** "6 of 612" */
  position: string | undefined;
  /** the list's address, for the page behind the peek */
  search: string;
  onPrevious?: () => void;
  onNext?: () => void;
  onClose: () => void;
};

const linesShown = 12;
const eventsShown = 3;

/** What one must know of an order without leaving the list. */
export function OrderPeek({ row, position, search, onPrevious, onNext, onClose }: Props) {
  const t = useTranslations("orders.peek");
  const trpc = useTRPC();
  const { id: tenant, base } = useWorkspace();
  const query = useQuery(trpc.orders.get.queryOptions({ tenant, order: row.id }));
  const order = query.data;
  const href = orderHref(base, row.id, search);
  return (
    <SidePeek
      title={<span className="font-mono">{row.number}</span>}
      position={position}
      href={href}
      onPrevious={onPrevious}
      onNext={onNext}
      onClose={onClose}
      foot={
        <>
          {order?.status === "changed" && <SeeChangeButton order={order} look={{ variant: "primary" }} />}
          <Link href={href} className={buttonClass({})}>
            {t("open")}
            <KeyHint keys="Enter" className="-mr-1 max-desk:hidden" />
          </Link>
        </>
      }
    >
      {order && <PeekBody order={order} />}
      {!order && query.isError && <QueryError title={t("failed")} query={query} />}
      {!order && !query.isError && <PeekSkeleton />}
    </SidePeek>
  );
}

function PeekBody({ order }: { order: OrderDetail }) {
  const t = useTranslations("orders.peek");
  const tFacts = useTranslations("order.facts");
  const terms = useOrderTerms(order);
  const zone = findCountry(order.country)?.timeZone;
  const latest = order.status === "changed" ? order.changes[0] : undefined;
  return (
    <div className="grid gap-5">
      <div className="grid gap-3">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <OrderStatus status={shownStatus(order)} plate />
          {order.nextDueAt && <Countdown dueAt={order.nextDueAt} amazonZone={zone} />}
        </div>
        <Facts
          facts={[
            { name: tFacts("account"), value: accountName(order.connection.country, order.connection.label) },
            {
              name: tFacts("shipTo"),
              value: [order.fcCode, order.shipTo?.city].filter(Boolean).join(", ") || tFacts("none"),
            },
            {
              name: tFacts(
                order.windowKind === "ship"
                  ? "shipWindow"
                  : order.windowKind === "delivery"
                    ? "deliveryWindow"
                    : "noWindow",
              ),
              value: <OrderWindow order={order} zone={zone} />,
            },
            { name: tFacts("terms"), value: terms || tFacts("none") },
            { name: tFacts("ordered"), value: <DateTime at={order.orderedAt} amazonZone={zone} /> },
            {
              name: tFacts("value"),
              value: (
                <Money
                  value={order.value === null ? null : { amount: order.value, currency: order.currency }}
                />
              ),
            },
          ]}
        />
      </div>
      {latest && (
        <section>
          <h3 className="flex items-baseline gap-2 pb-1 font-semibold">
            {t("changed")}
            <span className="text-12 font-normal text-ink-3">
              <DateTime at={latest.seenAt} />
            </span>
          </h3>
          <ChangeList changes={latest.changes} />
        </section>
      )}
      <PeekLines order={order} />
      <section>
        <h3 className="pb-2 font-semibold">{t("timeline")}</h3>
        <OrderTimeline order={order} amazonZone={zone} limit={eventsShown} />
      </section>
    </div>
  );
}

function PeekLines({ order }: { order: OrderDetail }) {
  const t = useTranslations("orders.peek");
  const tLines = useTranslations("order.lines");
  const before = changedUnits(order);
  const rest = order.lines.length - linesShown;
  return (
    <section>
      <h3 className="flex items-baseline gap-2 pb-1 font-semibold">
        {t("lines")}
        <span className="text-12 font-normal text-ink-2">
          {t("linesNote", { count: order.lines.length })}
        </span>
      </h3>
      <table className="w-full border-separate border-spacing-0 text-right [&_td]:border-b [&_td]:border-line [&_td+td]:pl-3">
        <thead className="sr-only">
          <tr>
            <th scope="col">{tLines("sku")}</th>
            <th scope="col">{tLines("ordered")}</th>
            <th scope="col">{tLines("acknowledged")}</th>
            <th scope="col">{tLines("received")}</th>
          </tr>
        </thead>
        <tbody>
          {order.lines.slice(0, linesShown).map((line) => (
            <tr key={line.sequence} className="h-7">
              <td
                className="w-full max-w-0 truncate text-left font-mono"
                title={line.vendorSku ?? line.asin ?? undefined}
              >
                {line.vendorSku ?? line.asin ?? "–"}
              </td>
              <td className={before.has(line.sequence) ? "font-medium text-violet" : undefined}>
                <Quantity value={line.orderedUnits} />
              </td>
              <td>
                <AcceptedDiff units={line} isUnanswered={isUnanswered(line)} />
              </td>
              <td>
                <ReceivedDiff
                  units={line}
                  isUnanswered={isUnanswered(line)}
                  isClosed={order.status === "closed"}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rest > 0 && <p className="pt-1 text-12 text-ink-3">{t("moreLines", { count: rest })}</p>}
    </section>
  );
}

const bars = ["a", "b", "c", "d", "e", "f", "g", "h"];

function PeekSkeleton() {
  return (
    <div className="grid gap-3 pt-1">
      {bars.map((bar) => (
        <Skeleton key={bar} />
      ))}
    </div>
  );
}
