import { useTranslations } from "next-intl";
import type { Messages } from "@/components/i18n/message-types";
import type { OrderDetail } from "./order-types";

type Payment = keyof Messages["order"]["terms"]["payment"];

/** Amazon's word for a payment in the reader's; an unknown one stays as it came. */
export function usePaymentWords(): (method: string | null) => string | null {
  const t = useTranslations("order.terms.payment");
  const isKnown = (method: string): method is Payment => t.has(method as Payment);
  return (method) => (method === null ? null : isKnown(method) ? t(method) : method);
}

/** "Collect, invoice": who pays the freight follows from the kind of window ([G21]: collect vendors get a ship window). */
export function useOrderTerms(order: Pick<OrderDetail, "windowKind" | "paymentMethod">): string {
  const t = useTranslations("order.terms");
  const payment = usePaymentWords()(order.paymentMethod);
  const freight = order.windowKind && t(order.windowKind);
  return freight && payment ? t("both", { freight, payment }) : (freight ?? payment ?? "");
}
