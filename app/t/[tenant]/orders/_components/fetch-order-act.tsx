"use client";

import { useTranslations } from "next-intl";
import { lazy, Suspense, useMemo, useState } from "react";
import { useRegisterCommands } from "@/components/frame/command-registry";
import { useCan } from "@/components/frame/workspace";
import { Button } from "@/components/ui/button";

const FetchOrderDialog = lazy(() =>
  import("./fetch-order-dialog").then((module) => ({ default: module.FetchOrderDialog })),
);

/** "Fetch a PO": for whom may do it, in the bar and in the palette. */
export function FetchOrderAct() {
  const t = useTranslations("orders.fetch");
  const can = useCan();
  const [open, setOpen] = useState(false);
  const mayFetch = can("order.fetch");
  useRegisterCommands(
    useMemo(
      () =>
        mayFetch
          ? [{ id: "fetch-po", label: t("open"), keys: "F", scope: "page", run: () => setOpen(true) }]
          : [],
      [mayFetch, t],
    ),
  );
  if (!mayFetch) return null;
  return (
    <>
      <Button variant="ghost" size="row" keyHint="F" onClick={() => setOpen(true)}>
        {t("open")}
      </Button>
      {open && (
        <Suspense>
          <FetchOrderDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
