"use client";

import { Check, CircleX } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { placeHref } from "@/components/frame/place-href";
import { useCan, useWorkspace } from "@/components/frame/workspace";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";
import type { Refusal } from "@/server/modules/connections/rules";
import type { ConnectionRow } from "./connection-types";
import { connectionName } from "./connection-words";
import type { Answer } from "./read-answer";

/** Above the list, after Amazon led the reader back: connected, or refused with the reason and the next step. */
export function ConsentAnswer({ answer, rows }: { answer: Answer | null; rows?: readonly ConnectionRow[] }) {
  const t = useTranslations("connections");
  const common = useTranslations("common");
  const router = useRouter();
  const { base } = useWorkspace();
  if (!answer) return null;
  const dismiss = (
    <Button size="row" onClick={() => router.replace(placeHref(base, "/connections"))}>
      {common("dismiss")}
    </Button>
  );
  if (answer.kind === "refused") {
    return (
      <div role="alert" className="px-6 pt-4 pb-1 max-desk:px-4">
        <Notice
          icon={CircleX}
          tone="red"
          title={t("notConnected")}
          action={
            <span className="flex flex-wrap gap-2">
              <NextStep reason={answer.reason} />
              {dismiss}
            </span>
          }
        >
          {t(`refused.${answer.reason}`)}
        </Notice>
      </div>
    );
  }
  const row = rows?.find((one) => one.id === answer.id);
  if (!row) return null;
  const isShadow = row.environment === "production" && row.mode === "shadow";
  return (
    <div role="status" className="px-6 pt-4 pb-1 max-desk:px-4">
      <Notice
        icon={Check}
        tone="accent"
        title={t("isConnected", { name: connectionName(row) })}
        action={
          <span className="flex flex-wrap gap-2">
            {isShadow && (
              <Link
                href={placeHref(base, `/connections/${row.id}/shadow`)}
                className={buttonClass({ size: "row" })}
              >
                {t("acts.seeShadow")}
              </Link>
            )}
            {dismiss}
          </span>
        }
      >
        {row.environment === "sandbox" ? t("connectedSandbox") : t("connectedNote")}
        {isShadow && ` ${t("connectedShadow")}`}
      </Notice>
    </div>
  );
}

const toApps: readonly Refusal[] = ["client-refused", "app-disabled"];
const toNothing: readonly Refusal[] = ["not-allowed"];

function NextStep({ reason }: { reason: Refusal }) {
  const t = useTranslations("connections.acts");
  const { base } = useWorkspace();
  const can = useCan();
  if (toNothing.includes(reason) || !can("connection.connect")) return null;
  const isApp = toApps.includes(reason);
  return (
    <Link
      href={placeHref(base, isApp ? "/connections/apps" : "/connections/connect")}
      className={buttonClass({ size: "row" })}
    >
      {isApp ? t("seeApps") : reason === "seller-account" ? t("connectOther") : t("connectAgain")}
    </Link>
  );
}
