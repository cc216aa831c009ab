import { CircleX } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CopyButton } from "./copy-button";

type Props = {
  /** what failed */
  title: string;
  layer: "network" | "authorisation" | "data" | "business" | "ours";
  whatNow: string;
  requestId?: string;
  action?: ReactNode;
};

/** What failed, in which layer, what now, and the id to ask about it. */
export function ErrorPanel({ title, layer, whatNow, requestId, action }: Props) {
  const t = useTranslations("errors");
  return (
    <section role="alert" className="grid max-w-180 gap-2 border-l-2 border-red py-1 pl-4">
      <h2 className="flex items-center gap-1.5 font-semibold">
        <CircleX size={14} aria-hidden="true" className="text-red" />
        {title}
      </h2>
      <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1">
        <dt className="text-ink-3">{t("layer.label")}</dt>
        <dd>{t(`layer.${layer}`)}</dd>
        <dt className="text-ink-3">{t("whatNow")}</dt>
        <dd>{whatNow}</dd>
        {requestId && (
          <>
            <dt className="text-ink-3">{t("requestId")}</dt>
            <dd className="flex items-center gap-1 font-mono text-12">
              {requestId}
              <CopyButton text={requestId} />
            </dd>
          </>
        )}
      </dl>
      {action && <div className="pt-1">{action}</div>}
    </section>
  );
}
