"use client";

import { useTranslations } from "next-intl";
import { useWorkspace } from "@/components/frame/workspace";
import { useReader } from "@/components/i18n/reader";
import { buttonClass } from "@/components/ui/button-class";
import { Menu } from "@/components/ui/menu";

type Props = {
  list: "orders" | "audit";
  /** the view as its list asks the server for it: columns in their order, filter, and sort where there is one */
  view: { columns: readonly string[]; filter: object; sort?: object };
};

/** The list as a file: what is shown or everything, for people or for programs. */
export function ExportMenu({ list, view }: Props) {
  const t = useTranslations("table.export");
  const { id: tenant } = useWorkspace();
  const { locale, zone } = useReader();
  const entries = (["view", "all"] as const).flatMap((scope) =>
    (["csv", "xlsx"] as const).map((format) => ({
      kind: "item" as const,
      label: `${t(scope)} · ${t(format)}`,
      onSelect: () => {
        const input = JSON.stringify({ ...view, scope, format, locale, zone });
        const link = document.createElement("a");
        link.href = `/api/export/${list}?${new URLSearchParams({ tenant, input })}`;
        link.download = "";
        link.click();
      },
    })),
  );
  return (
    <Menu align="end" entries={entries}>
      {(trigger) => (
        <button {...trigger} type="button" className={buttonClass({ variant: "ghost", size: "row" })}>
          {t("title")}
        </button>
      )}
    </Menu>
  );
}
