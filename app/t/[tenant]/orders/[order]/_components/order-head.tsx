"use client";

import { ArrowUpRight, FileCode2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useRegisterCommands } from "@/components/frame/command-registry";
import { useCan } from "@/components/frame/workspace";
import { accountName } from "@/components/orders/market-name";
import { OrderStatus } from "@/components/orders/order-status";
import { useOrderTerms } from "@/components/orders/order-terms";
import type { OrderDetail } from "@/components/orders/order-types";
import { OrderWindow } from "@/components/orders/order-window";
import { SeeChangeButton } from "@/components/orders/see-change";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { CopyButton } from "@/components/ui/copy-button";
import { Countdown } from "@/components/ui/countdown";
import { DateTime } from "@/components/ui/date-time";
import { Facts } from "@/components/ui/facts";
import { Money } from "@/components/ui/money";
import { findCountry } from "@/server/acorn/regions";

type Props = {
  order: OrderDetail;
  amazonZone?: string;
  onOriginal: () => void;
  /** absent while the answer is being written */
  onAnswer?: () => void;
};

/** Number, state, the next act, and the facts with the clock first. */
export function OrderHead({ order, amazonZone, onOriginal, onAnswer }: Props) {
  const t = useTranslations("order");
  const terms = useOrderTerms(order);
  const host = findCountry(order.connection.country)?.vendorCentralHost;
  const { shipTo } = order;
  const clock = order.nextDueAt
    ? { name: t("facts.confirmBy"), value: <Countdown dueAt={order.nextDueAt} amazonZone={amazonZone} /> }
    : order.windowEndAt &&
        order.windowEndAt > new Date(order.seenAt) &&
        order.status !== "closed" &&
        order.status !== "cancelled"
      ? { name: t("facts.closes"), value: <Countdown dueAt={order.windowEndAt} amazonZone={amazonZone} /> }
      : { name: t("facts.noClock"), value: <span className="text-ink-2">{t("facts.nothingDue")}</span> };
  return (
    <header className="shrink-0 border-b border-line px-6 py-3 max-desk:px-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className="flex items-center gap-1">
          <span className="font-mono text-20 font-semibold">{order.number}</span>
          <CopyButton text={order.number} />
        </span>
        <OrderStatus status={order.status} plate />
        <span className="flex flex-wrap items-center gap-2 desk:ml-auto">
          <Button icon={FileCode2} onClick={onOriginal}>
            {t("files")}
          </Button>
          {order.status === "to-confirm" && host && (
            <a
              href={`https://${host}/`}
              target="_blank"
              rel="noreferrer"
              className={buttonClass({ variant: "secondary" })}
            >
              {t("portal")}
              <ArrowUpRight size={14} aria-hidden="true" />
            </a>
          )}
          {order.status === "changed" && (
            <SeeChangeButton order={order} look={{ variant: "primary" }} keyHint="S" />
          )}
          {onAnswer && <AnswerButton order={order} onAnswer={onAnswer} />}
        </span>
      </div>
      <div className="pt-3">
        <Facts
          across
          facts={[
            clock,
            {
              name: t(
                order.windowKind === "ship"
                  ? "facts.shipWindow"
                  : order.windowKind === "delivery"
                    ? "facts.deliveryWindow"
                    : "facts.noWindow",
              ),
              value: <OrderWindow order={order} zone={amazonZone} />,
            },
            {
              name: t("facts.account"),
              value: accountName(order.connection.country, order.connection.label),
            },
            {
              name: t("facts.shipTo"),
              value:
                [shipTo?.code ?? order.fcCode, shipTo?.city].filter(Boolean).join(", ") || t("facts.none"),
            },
            { name: t("facts.terms"), value: terms || t("facts.none") },
            { name: t("facts.ordered"), value: <DateTime at={order.orderedAt} amazonZone={amazonZone} /> },
            {
              name: t("facts.value"),
              value: (
                <Money
                  value={order.value === null ? null : { amount: order.value, currency: order.currency }}
                />
              ),
            },
          ]}
        />
      </div>
    </header>
  );
}

/** Opens the form: the first answer is the page's act, a later one stands beside it. */
function AnswerButton({ order, onAnswer }: { order: OrderDetail; onAnswer: () => void }) {
  const t = useTranslations("answer.act");
  const can = useCan();
  const isOpen = order.status !== "closed" && order.status !== "cancelled";
  const mayAnswer = isOpen && can("order.acknowledge");
  const isFirst = order.status === "to-confirm";
  const label = t(isFirst ? "open" : "change");
  useRegisterCommands(
    useMemo(
      () => (mayAnswer ? [{ id: "answer", keys: "A", label, scope: "page", run: onAnswer }] : []),
      [mayAnswer, label, onAnswer],
    ),
  );
  if (!mayAnswer) return null;
  return (
    <Button variant={isFirst ? "primary" : "secondary"} keyHint="A" onClick={onAnswer}>
      {label}
    </Button>
  );
}
