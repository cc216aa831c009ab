"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useCan } from "@/components/frame/workspace";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Menu, type MenuEntry } from "@/components/ui/menu";
import { showToast } from "@/components/ui/toast-queue";
import { useViewActs } from "./use-view-acts";
import type { ViewRow } from "./view-address";
import { ViewNameDialog } from "./view-name-dialog";

type Props = {
  grid: "orders" | "audit";
  saved: ViewRow | undefined;
  edited: boolean;
  /** what the address says now */
  query: string;
  plainHref: Route;
  hrefOf: (search: string) => Route;
};

const roles = ["owner", "admin", "manager", "operator", "viewer"] as const;

/** What can be done with the open view: keep it as it stands now, go back to it, and the rest behind a menu. */
export function ViewActs({ grid, saved, edited, query, plainHref, hrefOf }: Props) {
  const t = useTranslations("views");
  const common = useTranslations("common");
  const tRole = useTranslations("frame.tenant.role");
  const router = useRouter();
  const acts = useViewActs(grid, hrefOf);
  const [asked, setAsked] = useState<"save" | "rename" | null>(null);
  const mayShare = useCan()("view.share");
  const mayChange = saved && (!saved.isShared || mayShare);
  const remove = async (view: ViewRow) => {
    if (!(await acts.remove(view))) return;
    showToast({
      text: t("deleted", { name: view.name }),
      undo: { label: common("undo"), run: () => void acts.save(view) },
    });
  };
  const entries: MenuEntry[] = mayChange
    ? [
        { kind: "item", label: t("rename"), onSelect: () => setAsked("rename") },
        ...(mayShare
          ? [
              {
                kind: "item" as const,
                label: t(saved.isShared ? "unshare" : "share"),
                onSelect: () => void acts.share(saved),
              },
            ]
          : []),
        ...(mayShare && saved.isShared
          ? [
              { kind: "line" as const },
              ...roles.map((one) => ({
                kind: "check" as const,
                label: `${t("defaultFor")}: ${tRole(one)}`,
                checked: saved.defaultFor.includes(one),
                onChange: (checked: boolean) => void acts.setDefault(checked ? saved : null, one),
              })),
            ]
          : []),
        { kind: "line" },
        { kind: "item", label: t("delete"), danger: true, onSelect: () => void remove(saved) },
      ]
    : [];
  return (
    <span className="flex items-center gap-1.5 pl-3">
      {acts.fault && asked === null && (
        <span role="alert" className="text-12 text-red">
          {acts.fault}
        </span>
      )}
      {edited && mayChange && (
        <Button size="row" pending={acts.pending} onClick={() => void acts.update(saved, query)}>
          {t("save")}
        </Button>
      )}
      {edited && (
        <>
          <Button size="row" onClick={() => setAsked("save")}>
            {t(saved ? "saveAs" : "saveView")}
          </Button>
          <Button
            size="row"
            variant="ghost"
            onClick={() =>
              router.replace(
                saved ? hrefOf(`view=${saved.id}${saved.query && `&${saved.query}`}`) : plainHref,
              )
            }
          >
            {t("reset")}
          </Button>
        </>
      )}
      {entries.length > 0 && (
        <Menu align="end" entries={entries}>
          {(trigger) => (
            <button {...trigger} type="button" className={buttonClass({ variant: "ghost", size: "row" })}>
              {t("more")}
            </button>
          )}
        </Menu>
      )}
      {asked && (
        <ViewNameDialog
          title={t(asked === "save" ? "saveTitle" : "renameTitle")}
          name={asked === "rename" ? (saved?.name ?? "") : ""}
          mayShare={mayShare && asked === "save"}
          pending={acts.pending}
          fault={acts.fault}
          onClose={() => {
            acts.forget();
            setAsked(null);
          }}
          onName={async (name, isShared) => {
            const done =
              asked === "save"
                ? await acts.save({ name, query, isShared, defaultFor: [] })
                : saved && (await acts.rename(saved, name));
            if (done) setAsked(null);
          }}
        />
      )}
    </span>
  );
}
