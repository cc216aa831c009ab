"use client";

import { useQueries } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWorkspace } from "@/components/frame/workspace";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { QueryError } from "@/components/trpc/query-error";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { BytesFacts, downloadBytes } from "./bytes-facts";
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
            onClick={() => found && downloadBytes(found.text, fileName(order.number, which))}
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
        {found && <BytesFacts found={found} />}
      </div>
    </Dialog>
  );
}

function fileName(number: string, which: OriginalChoice): string {
  const part = typeof which === "object" ? `-${which.side}` : which === "status" ? "-status" : "";
  return `${number}${part}.json`;
}
