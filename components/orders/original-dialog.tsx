"use client";

import { useQueries } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWorkspace } from "@/components/frame/workspace";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { QueryError } from "@/components/trpc/query-error";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { DateTime } from "@/components/ui/date-time";
import { Dialog } from "@/components/ui/dialog";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { BytesView } from "./bytes-view";
import { LineDifference } from "./line-difference";
import type { OrderDetail, OriginalChoice } from "./order-types";
import { prettyJson } from "./pretty-json";

type Props = {
  order: OrderDetail;
  which: OriginalChoice;
  onWhich: (which: OriginalChoice) => void;
  onClose: () => void;
};

type Form = "difference" | "pretty" | "raw";

/** The bytes as Amazon sent them, with their size and hash; of a change both versions, side against side. */
export function OriginalDialog({ order, which, onWhich, onClose }: Props) {
  const t = useTranslations("order.original");
  const tCommon = useTranslations("common");
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const change = typeof which === "object" ? which : null;
  const [form, setForm] = useState<Form>(change ? "difference" : "pretty");
  const wanted: OriginalChoice[] = change
    ? [which, { ...change, side: change.side === "after" ? "before" : "after" }]
    : [which];
  const [main, other] = useQueries({
    queries: wanted.map((one) => ({
      ...trpc.orders.original.queryOptions({ tenant, order: order.id, which: one }),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  const failed = [main, other].find((query) => query?.isError);
  const title = change ? "changeTitle" : which === "status" ? "statusTitle" : "title";
  const forms: Form[] = change ? ["difference", "pretty", "raw"] : ["pretty", "raw"];
  const found = main?.data;
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t(title, { number: order.number })}
      footer={
        <>
          <Button onClick={onClose}>{tCommon("close")}</Button>
          <Button
            icon={Download}
            disabled={!found}
            onClick={() => found && download(found.text, fileName(order.number, which))}
          >
            {t("download")}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <div className="flex flex-wrap items-center gap-3">
          <Segmented
            label={t("form")}
            value={form}
            onChange={setForm}
            options={forms.map((value) => ({ value, label: t(value) }))}
          />
          {change && form !== "difference" && (
            <Segmented
              label={t("changeTitle", { number: order.number })}
              value={change.side}
              onChange={(side) => onWhich({ ...change, side })}
              options={(["before", "after"] as const).map((value) => ({ value, label: t(value) }))}
            />
          )}
        </div>
        {failed && <QueryError title={t("failed")} query={failed} />}
        {!failed && !found && <Skeleton height={240} />}
        {found && form === "difference" && other?.data && change && (
          <LineDifference
            before={(
              prettyJson(change.side === "after" ? other.data.text : found.text) ?? other.data.text
            ).split("\n")}
            after={(prettyJson(change.side === "after" ? found.text : other.data.text) ?? found.text).split(
              "\n",
            )}
          />
        )}
        {found && form !== "difference" && <BytesView text={found.text} form={form} />}
        {found && (
          <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 text-12">
            <dt className="text-ink-3">{t("size")}</dt>
            <dd>{t("bytes", { size: found.size })}</dd>
            <dt className="text-ink-3">{t("sha256")}</dt>
            <dd className="flex items-center gap-1 font-mono">
              <span className="min-w-0 break-all">{found.sha256}</span>
              <CopyButton text={found.sha256} />
            </dd>
            <dt className="text-ink-3">{t("kept")}</dt>
            <dd>
              <DateTime at={found.readAt} form="full" />
            </dd>
          </dl>
        )}
      </div>
    </Dialog>
  );
}

function fileName(number: string, which: OriginalChoice): string {
  const part = typeof which === "object" ? `-${which.side}` : which === "status" ? "-status" : "";
  return `${number}${part}.json`;
}

/** Saves the text as it came: its UTF-8 bytes are those whose hash is shown. */
function download(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
