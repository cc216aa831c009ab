"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWorkspace } from "@/components/frame/workspace";
import { BytesFacts, downloadBytes } from "@/components/orders/bytes-facts";
import { BytesView } from "@/components/orders/bytes-view";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { QueryError } from "@/components/trpc/query-error";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";

type Props = { number: string; submission: string; onClose: () => void };
const forms = ["pretty", "raw"] as const;

/** The frozen bytes of one document for Amazon, with their hash. */
export function BytesDialog({ number, submission, onClose }: Props) {
  const t = useTranslations("order.original");
  const tDocuments = useTranslations("answer.documents");
  const common = useTranslations("common");
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const [form, setForm] = useState<(typeof forms)[number]>("pretty");
  const query = useQuery({
    ...trpc.submissions.bytes.queryOptions({ tenant, submission }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const found = query.data;
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={tDocuments("bytesTitle", { number })}
      footer={
        <>
          <Button onClick={onClose}>{common("close")}</Button>
          <Button
            icon={Download}
            disabled={!found}
            onClick={() => found && downloadBytes(found.text, `${number}-acknowledgement.json`)}
          >
            {t("download")}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <span>
          <Segmented
            label={t("form")}
            value={form}
            onChange={setForm}
            options={forms.map((value) => ({ value, label: t(value) }))}
          />
        </span>
        {!found && query.isError && <QueryError title={t("failed")} query={query} />}
        {!found && !query.isError && <Skeleton height={240} />}
        {found && <BytesView text={found.text} form={form} />}
        {found && <BytesFacts found={found} />}
      </div>
    </Dialog>
  );
}
