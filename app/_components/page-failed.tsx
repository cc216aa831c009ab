"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";

type Props = { error: Error & { digest?: string }; reset: () => void };

/** A page of the workspace that failed whole; the frame around it still works. */
export function PageFailed({ error, reset }: Props) {
  const t = useTranslations();
  return (
    <main id="work" tabIndex={-1} className="p-6 outline-none">
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
