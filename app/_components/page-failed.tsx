"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";

type Props = { error: Error & { digest?: string }; reset: () => void };

/**
 * A page that failed whole; a frame around it still works. The text of a server's error never reaches the browser: its
 * digest is the request id that the log knows.
 */
export function PageFailed({ error, reset }: Props) {
  const t = useTranslations();
  const failed = t("errors.codes.INTERNAL");
  return (
    <main id="work" tabIndex={-1} className="p-6 outline-none">
      {/* behind the page's own title where there is one: the first counts */}
      <title>{`${failed} · Oakline`}</title>
      <h1 className="sr-only">{failed}</h1>
      <ErrorPanel
        title={failed}
        layer="ours"
        whatNow={t("errors.next.INTERNAL")}
        requestId={error.digest}
        action={<Button onClick={reset}>{t("common.retry")}</Button>}
      />
    </main>
  );
}
