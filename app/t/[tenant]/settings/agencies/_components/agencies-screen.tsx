"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useCan, useWorkspace } from "@/components/frame/workspace";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { QueryError } from "@/components/trpc/query-error";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Skeleton } from "@/components/ui/skeleton";
import { SettingsShell } from "../../_components/settings-shell";
import { GrantDialog } from "./grant-dialog";
import { GrantItem, type GrantRow } from "./grant-item";
import { RevokeDialog } from "./revoke-dialog";

type Open = { kind: "give" } | { kind: "change" | "revoke"; row: GrantRow } | null;
const skeletonRows = ["a", "b"];

/** Who of outside may enter: living grants first, then those that are over. */
export function AgenciesScreen() {
  const t = useTranslations("agencies");
  const trpc = useTRPC();
  const can = useCan();
  const { id: tenant, kind } = useWorkspace();
  const [open, setOpen] = useState<Open>(null);
  const query = useQuery({
    ...trpc.agencies.grants.queryOptions({ tenant }),
    enabled: can("agency.view"),
    refetchInterval: 60_000,
  });
  const rows = query.data;
  const live = rows?.filter((row) => row.state === "live") ?? [];
  const past = rows?.filter((row) => row.state !== "live") ?? [];
  const give = can("agency.grant") && (
    <Button variant="primary" icon={Plus} onClick={() => setOpen({ kind: "give" })}>
      {t("give")}
    </Button>
  );
  if (!can("agency.view") || kind === "agency") {
    return (
      <SettingsShell>
        <Empty>{t(kind === "agency" ? "isAgency" : "notYours")}</Empty>
      </SettingsShell>
    );
  }
  return (
    <SettingsShell>
      <div className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-2 px-6 py-3 max-desk:px-4">
        <p className="max-w-180 flex-1 basis-80 text-ink-2">{t("lead")}</p>
        {live.length > 0 && <span className="ml-auto">{give}</span>}
      </div>
      {!rows && query.isError && (
        <div className="px-6 max-desk:px-4">
          <QueryError title={t("failedToLoad")} query={query} />
        </div>
      )}
      {!rows && !query.isError && (
        <div aria-busy="true">
          {skeletonRows.map((row) => (
            <div key={row} className="flex h-16 items-center border-t border-line px-6">
              <Skeleton width={240} />
            </div>
          ))}
        </div>
      )}
      {rows && live.length === 0 && (
        <div className="border-t border-line">
          <Empty action={give}>{t("none")}</Empty>
        </div>
      )}
      {live.length > 0 && (
        <ul aria-label={t("live")} className="border-b border-line">
          {live.map((row) => (
            <GrantItem
              key={row.id}
              row={row}
              onChange={() => setOpen({ kind: "change", row })}
              onRevoke={() => setOpen({ kind: "revoke", row })}
            />
          ))}
        </ul>
      )}
      {past.length > 0 && (
        <section aria-labelledby="past-title" className="pt-7 pb-8">
          <h2 id="past-title" className="px-6 pb-2 font-semibold max-desk:px-4">
            {t("past")} <span className="pl-1 font-normal text-ink-3">{past.length}</span>
          </h2>
          <ul className="border-b border-line">
            {past.map((row) => (
              <GrantItem key={row.id} row={row} />
            ))}
          </ul>
        </section>
      )}
      {open?.kind === "revoke" && <RevokeDialog row={open.row} onClose={() => setOpen(null)} />}
      {open && open.kind !== "revoke" && (
        <GrantDialog row={open.kind === "change" ? open.row : null} onClose={() => setOpen(null)} />
      )}
    </SettingsShell>
  );
}
