"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";

type Props = { error: Error & { digest?: string }; reset: () => void };

/** The text of a server's error never reaches the browser: its digest is the request id that the log knows. */
export default function RouteError({ error, reset }: Props) {
  const t = useTranslations();
  return (
    <main className="p-6">
      <ErrorPanel
        title={t("errors.codes.INTERNAL")}
        layer="ours"
        whatNow={t("errors.next.INTERNAL")}
        requestId={error.digest}
        action={<Button onClick={reset}>{t("common.retry")}</Button>}
      />
    </main>
  );
}
