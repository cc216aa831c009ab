import { createTranslator } from "next-intl";
import en from "@/components/i18n/messages/en/audit.json";
import zh from "@/components/i18n/messages/zh-CN/audit.json";
import { type Ctx, requireAction } from "@/server/access/context";
import type { AuditFilter } from "@/server/modules/audit/input";
import { listAudit } from "@/server/modules/audit/list-audit";
import type { FileColumn } from "@/server/platform/table-file";
import { beginExport, type Export, type Gate, readPages } from "./begin-export";
import { pickColumns } from "./export-rules";
import type { ExportShape } from "./input";

type Row = Awaited<ReturnType<typeof listAudit>>["rows"][number];
const rowsAtOnce = 1000;

/** The audit of a view, or all of it, newest first, as a file. */
export async function exportAudit(
  ctx: Ctx,
  input: ExportShape & { filter: AuditFilter },
  gate: Gate,
): Promise<Export> {
  requireAction(ctx, "audit.view");
  const isAll = input.scope === "all";
  const all = listColumns(input);
  return beginExport(ctx, input, {
    list: "audit",
    filter: input.filter,
    columns: isAll ? all : pickColumns(all, input.columns),
    pages: readPages(
      (cursor) => listAudit(ctx, { filter: isAll ? {} : input.filter, cursor, limit: rowsAtOnce }),
      gate,
    ),
  });
}

function listColumns({ locale, zone }: ExportShape): (FileColumn<Row> & { id: string })[] {
  const words = locale === "en" ? en : zh;
  const t = createTranslator({ locale, messages: { audit: words }, namespace: "audit" });
  const json = (value: Row["before"]) => (value ? JSON.stringify(value) : null);
  return [
    { id: "at", label: `${t("columns.at")} (${zone})`, kind: "instant", value: (row) => row.at },
    { id: "who", label: t("columns.who"), kind: "text", value: (row) => row.actorName },
    {
      id: "as",
      label: t("columns.as"),
      kind: "text",
      value: (row) => row.agencyName ?? t(`kinds.${row.actorKind}`),
    },
    { id: "action", label: t("columns.action"), kind: "text", width: 34, value: (row) => row.action },
    {
      id: "outcome",
      label: t("columns.outcome"),
      kind: "text",
      value: (row) => t(`outcomes.${row.outcome}`),
    },
    {
      id: "subject",
      label: t("columns.subject"),
      kind: "text",
      value: (row) => row.subjectKind && `${row.subjectKind} ${row.subjectId ?? ""}`.trim(),
    },
    { id: "change", label: t("columns.before"), kind: "text", width: 40, value: (row) => json(row.before) },
    { id: "change", label: t("columns.after"), kind: "text", width: 40, value: (row) => json(row.after) },
    { id: "from", label: t("columns.address"), kind: "text", value: (row) => row.address },
    { id: "from", label: t("columns.device"), kind: "text", value: (row) => row.device },
    { id: "request", label: t("columns.request"), kind: "text", width: 38, value: (row) => row.requestId },
    { id: "seal", label: t("columns.seal"), kind: "number", value: (row) => row.position },
  ];
}
