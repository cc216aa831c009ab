"use client";

import { useTranslations } from "next-intl";
import type { OrderDetail } from "@/components/orders/order-types";
import { factOf } from "@/components/submissions/submission-evidence";
import type { SubmissionRow } from "@/components/submissions/submission-types";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";

type Props = { order: OrderDetail; row: SubmissionRow; onClose: () => void };

/** What Amazon's support needs to find an answer that left no trace: ids and instants in UTC. */
export function CaseDialog({ order, row, onClose }: Props) {
  const t = useTranslations("answer");
  const common = useTranslations("common");
  const utc = (at: Date | null | undefined) =>
    at ? at.toISOString().slice(0, 16).replace("T", " ") : t("case.none");
  const status = row.events.findLast((step) => factOf(step, "transaction") !== null);
  const text = t("case.text", {
    number: order.number,
    vendor: order.vendorCode ?? t("case.none"),
    sentAt: utc(row.sentAt),
    transaction: row.transactionId ?? t("case.none"),
    request: row.acornRequestId ?? t("case.none"),
    lookedAt: utc(row.seen?.lookedAt),
    status: factOf(status, "transaction") ?? t("case.none"),
    summary: t("form.summary", row.sum),
  });
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t("case.title")}
      description={t("case.description")}
      footer={<Button onClick={onClose}>{common("close")}</Button>}
    >
      <div className="relative rounded-6 bg-sunken p-3 pr-10">
        <pre className="text-12 wrap-anywhere whitespace-pre-wrap">{text}</pre>
        <span className="absolute top-2 right-2">
          <CopyButton text={text} />
        </span>
      </div>
    </Dialog>
  );
}
