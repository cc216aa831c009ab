"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Messages } from "@/components/i18n/message-types";
import { usePaymentWords } from "@/components/orders/order-terms";
import type { OrderDetail } from "@/components/orders/order-types";
import { Facts } from "@/components/ui/facts";

type Party = OrderDetail["shipTo"];
type Type = keyof Messages["order"]["types"];
type State = keyof Messages["order"]["parties"]["states"];

/** Who ships where and who pays, with what Amazon says of the terms. */
export function OrderParties({ order }: { order: OrderDetail }) {
  const t = useTranslations("order.parties");
  const tTypes = useTranslations("order.types");
  const payment = usePaymentWords();
  const isType = (type: string): type is Type => tTypes.has(type as Type);
  const isState = (state: string): state is State => t.has(`states.${state as State}`);
  const terms = [
    { name: t("type"), value: order.type && (isType(order.type) ? tTypes(order.type) : order.type) },
    { name: t("payment"), value: payment(order.paymentMethod) },
    { name: t("deal"), value: order.dealCode },
    { name: t("vendorCode"), value: order.vendorCode },
    { name: t("incoterm"), value: order.importTerms?.incoterm },
    { name: t("methodOfPayment"), value: order.importTerms?.methodOfPayment },
    { name: t("portOfDelivery"), value: order.importTerms?.portOfDelivery },
    { name: t("amazonState"), value: isState(order.state) ? t(`states.${order.state}`) : order.state },
  ].flatMap(({ name, value }) => (value ? [{ name, value }] : []));
  const parties: { name: string; party: Party }[] = [
    { name: t("shipTo"), party: order.shipTo },
    { name: t("billTo"), party: order.billTo },
    { name: t("buying"), party: order.buying },
    { name: t("selling"), party: order.selling },
  ];
  return (
    <section aria-labelledby="parties-title" className="pt-7">
      <h2 id="parties-title" className="flex min-h-9 items-center border-b border-line font-semibold">
        {t("title")}
      </h2>
      <div className="grid gap-x-8 gap-y-5 pt-3 desk:grid-cols-[repeat(auto-fit,minmax(190px,1fr))]">
        <Facts facts={terms} />
        {parties.map(({ name, party }) => party && <Address key={name} name={name} party={party} />)}
      </div>
    </section>
  );
}

function Address({ name, party }: { name: string; party: NonNullable<Party> }) {
  const t = useTranslations("order.parties");
  const place = [party.postalCode, party.city, party.region, party.country].filter(Boolean).join(" ");
  const lines: ReactNode[] = [party.name, ...party.addressLines, place].filter(Boolean);
  return (
    <div className="min-w-0">
      <h3 className="text-12 text-ink-3">{name}</h3>
      <p className="font-mono">{party.code}</p>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of one address, never reordered
        <p key={index} className="wrap-anywhere text-ink-2">
          {line}
        </p>
      ))}
      {party.taxRegistration && <p className="text-12 text-ink-3">{t("tax", party.taxRegistration)}</p>}
    </div>
  );
}
