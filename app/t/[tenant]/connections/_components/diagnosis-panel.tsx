"use client";

import { useTranslations } from "next-intl";
import { useNow } from "@/components/i18n/reader";
import type { ConnectionRow } from "./connection-types";
import { connectionName } from "./connection-words";
import { diagnose } from "./diagnose";
import { FactList } from "./fact-list";
import { HealthWord } from "./health-word";
import { isReason } from "./orders-cell";
import { Panel } from "./panel";
import { isCode } from "./sync-result";

/** Why a connection is as it is: layer, what Amazon said, how far it reaches, what now. */
export function DiagnosisPanel({ row }: { row: ConnectionRow }) {
  const t = useTranslations("connections");
  const errors = useTranslations("errors");
  const now = useNow();
  const found = diagnose(row, now);
  const { code, layer, touched, failures, health } = found;
  const reason = row.stateReason && isReason(row.stateReason, t) ? t(`reasons.${row.stateReason}`) : null;
  const facts = [
    { name: t("diagnosis.state"), value: <HealthWord health={health} /> },
    ...(layer ? [{ name: errors("layer.label"), value: errors(`layer.${layer}`) }] : []),
    ...(code
      ? [
          {
            name: t("diagnosis.said"),
            value: (
              <>
                {reason ?? errors(`codes.${isCode(code, errors) ? code : "INTERNAL"}`)}
                {failures > 0 && (
                  <span className="text-12 text-ink-2"> {t("diagnosis.tries", { count: failures })}</span>
                )}
              </>
            ),
          },
        ]
      : reason
        ? [{ name: t("diagnosis.why"), value: reason }]
        : []),
    {
      name: t("diagnosis.touches"),
      value:
        touched.length === 0
          ? t("diagnosis.touchesNothing")
          : t("diagnosis.touchesFlows", {
              flows: touched.map((flow) => t(`flows.${flow}`)).join(t("diagnosis.and")),
            }),
    },
    { name: errors("whatNow"), value: t(`diagnosis.now.${found.now}`) },
  ];
  return (
    <Panel title={t(`diagnosis.title.${health}`, { name: connectionName(row) })}>
      <FactList facts={facts} />
    </Panel>
  );
}
