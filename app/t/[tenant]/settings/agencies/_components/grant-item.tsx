"use client";

import { useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { Building2, ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useCan, useWorkspace } from "@/components/frame/workspace";
import { formatFullDay } from "@/components/i18n/format-date";
import { formatMoment } from "@/components/i18n/format-moment";
import { useReader } from "@/components/i18n/reader";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { QueryError } from "@/components/trpc/query-error";
import { Button } from "@/components/ui/button";
import { DateTime } from "@/components/ui/date-time";
import { Skeleton } from "@/components/ui/skeleton";
import type { AppRouter } from "@/server/routers/root";

export type GrantRow = inferRouterOutputs<AppRouter>["agencies"]["grants"][number];

type Props = { row: GrantRow; onChange?: () => void; onRevoke?: () => void };

/** A grant as a sentence: whom, as what, to which accounts, until when, and who came. */
export function GrantItem({ row, onChange, onRevoke }: Props) {
  const t = useTranslations("agencies");
  const roles = useTranslations("frame.tenant.role");
  const can = useCan();
  const [isOpen, setOpen] = useState(false);
  const { agencyName: agency } = row;
  const panel = `visits ${row.id}`;
  return (
    <li className="border-t border-line px-6 py-3 max-desk:px-4">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-90">
          <p className="flex flex-wrap items-baseline gap-x-2">
            <Building2 size={14} aria-hidden="true" className="translate-y-0.5 text-ink-3" />
            <span className="truncate font-semibold">{agency}</span>
            <span>{t("roleOf", { role: roles(row.role) })}</span>
            <span className="text-ink-2">
              {row.connections
                ? t("connections.some", { count: row.connections.length })
                : t("connections.all")}
              {row.state === "live" && <Ends row={row} />}
            </span>
          </p>
          <History row={row} />
        </div>
        <div className="flex flex-wrap gap-2">
          <Button
            size="row"
            icon={ChevronDown}
            aria-expanded={isOpen}
            aria-controls={isOpen ? panel : undefined}
            aria-label={t("acts.visitsName", { agency })}
            onClick={() => setOpen(!isOpen)}
          >
            {t("visits.show")}
          </Button>
          {onChange && can("agency.grant") && (
            <Button size="row" onClick={onChange} aria-label={t("acts.changeName", { agency })}>
              {t("acts.change")}
            </Button>
          )}
          {onRevoke && can("agency.grant") && (
            <Button
              size="row"
              variant="danger"
              onClick={onRevoke}
              aria-label={t("acts.revokeName", { agency })}
            >
              {t("acts.revoke")}
            </Button>
          )}
        </div>
      </div>
      {isOpen && (
        <div id={panel}>
          <Visits row={row} />
        </div>
      )}
    </li>
  );
}

function Ends({ row }: { row: GrantRow }) {
  const t = useTranslations("agencies");
  const { locale } = useReader();
  // a day of the calendar, not an instant: it is the same wherever it is read
  const day = row.endsOn && formatFullDay(new Date(`${row.endsOn}T12:00:00Z`), "UTC", locale);
  return <> · {day ? t("until", { day }) : t("noEnd")}</>;
}

function History({ row }: { row: GrantRow }) {
  const t = useTranslations("agencies");
  const { zone, locale } = useReader();
  const at = (instant: Date) => formatMoment(instant, zone, locale);
  const parts: ReactNode[] = [
    t("granted", { at: at(row.createdAt), name: row.grantedByName }),
    row.state === "revoked" && row.revokedAt
      ? t("revoked", { at: at(row.revokedAt), name: row.revokedByName ?? "" })
      : null,
    row.state === "ended" && row.endsAt ? t("ended", { at: at(row.endsAt) }) : null,
    row.visits
      ? t("visits.some", { people: row.visits.people, name: row.visits.lastName })
      : t("visits.none"),
  ];
  return <p className="pt-0.5 text-12 text-ink-3">{parts.filter(Boolean).join(" · ")}</p>;
}

function Visits({ row }: { row: GrantRow }) {
  const t = useTranslations("agencies.visits");
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const query = useQuery(trpc.agencies.visits.queryOptions({ tenant, grant: row.id }));
  if (query.isError) {
    return (
      <div className="pt-3">
        <QueryError title={t("failed")} query={query} />
      </div>
    );
  }
  if (!query.data) {
    return (
      <div aria-busy="true" className="pt-3">
        <Skeleton width={320} />
      </div>
    );
  }
  if (query.data.length === 0) return <p className="pt-3 text-ink-2">{t("empty")}</p>;
  return (
    <table className="mt-3 w-full max-w-180 text-left">
      <caption className="sr-only">{t("title", { agency: row.agencyName })}</caption>
      <thead className="text-12 text-ink-2">
        <tr className="h-8">
          <th className="font-normal">{t("person")}</th>
          <th className="w-36 font-normal">{t("from")}</th>
          <th className="w-36 font-normal max-desk:hidden">{t("to")}</th>
        </tr>
      </thead>
      <tbody>
        {query.data.map((visit) => (
          <tr key={visit.id} className="h-9 border-t border-line">
            <td className="max-w-0 truncate pr-4">
              {visit.name} <span className="text-12 text-ink-3">{visit.email}</span>
            </td>
            <td>
              <DateTime at={visit.enteredAt} />
            </td>
            <td className="max-desk:hidden">
              <DateTime at={visit.lastSeenAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
