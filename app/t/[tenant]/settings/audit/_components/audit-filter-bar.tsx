"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWorkspace } from "@/components/frame/workspace";
import { formatPlainDate } from "@/components/i18n/format-date";
import { useReader } from "@/components/i18n/reader";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { Button } from "@/components/ui/button";
import { CheckList } from "@/components/ui/check-list";
import { AddFilterChip, FilterChip } from "@/components/ui/chip";
import { DayRange } from "@/components/ui/day-range";
import { Popover } from "@/components/ui/popover";
import { actorKinds, auditOutcomes } from "@/server/modules/audit/input";
import { useActionWords, useActorWords } from "./action-words";
import { type AuditFilterState, noAuditFilters } from "./audit-filters";

const fields = ["person", "kind", "action", "outcome", "time", "subject"] as const;
type FilterField = (typeof fields)[number];
type Props = { filters: AuditFilterState; onFilters: (change: Partial<AuditFilterState>) => void };

const cleared: Record<FilterField, Partial<AuditFilterState>> = {
  person: { person: null, job: null },
  kind: { kind: null },
  action: { action: null },
  outcome: { outcome: null },
  time: { from: null, to: null },
  subject: { subject: null },
};

/** One chip a filter that is on; each can be edited in place and removed. */
export function AuditFilterBar({ filters, onFilters }: Props) {
  const t = useTranslations("audit.filters");
  const chips = useChips(filters);
  const addable = fields.filter(
    (field) => field !== "subject" && !chips.some((chip) => chip.field === field),
  );
  return (
    <>
      {chips.map((chip) => (
        <Popover
          key={chip.field}
          label={t(chip.field)}
          content={() => <FilterEditor field={chip.field} filters={filters} onFilters={onFilters} />}
        >
          {(trigger) => (
            <FilterChip
              field={t(chip.field)}
              operator={chip.operator}
              value={chip.value}
              {...(chip.field !== "subject" && { onEdit: trigger.onClick })}
              onRemove={() => onFilters(cleared[chip.field])}
            />
          )}
        </Popover>
      ))}
      {addable.length > 0 && <AddFilter filters={filters} onFilters={onFilters} addable={addable} />}
      {chips.length > 1 && (
        <Button variant="link" size="text" onClick={() => onFilters(noAuditFilters)}>
          {t("clear")}
        </Button>
      )}
    </>
  );
}

/** First which field, then its values, in one place. */
function AddFilter({ addable, ...rest }: Props & { addable: readonly FilterField[] }) {
  const t = useTranslations("audit.filters");
  const [field, setField] = useState<FilterField | null>(null);
  return (
    <Popover
      label={t("title")}
      content={() =>
        field && addable.includes(field) ? (
          <FilterEditor field={field} {...rest} />
        ) : (
          <ul className="grid min-w-44 gap-px">
            {addable.map((one) => (
              <li key={one}>
                <button
                  type="button"
                  onClick={() => setField(one)}
                  className="flex h-7 w-full items-center rounded-4 px-2 text-left hover:bg-hover max-desk:h-10"
                >
                  {t(one)}
                </button>
              </li>
            ))}
          </ul>
        )
      }
    >
      {(trigger) => (
        <AddFilterChip
          {...trigger}
          onClick={() => {
            setField(null);
            trigger.onClick();
          }}
        />
      )}
    </Popover>
  );
}

function FilterEditor({ field, filters, onFilters }: Props & { field: FilterField }) {
  const t = useTranslations("audit");
  const action = useActionWords();
  const actor = useActorWords();
  const facets = useFacets();
  if (field === "person") {
    return (
      <CheckList
        values={[...(filters.person ?? []), ...(filters.job ?? [])]}
        options={[
          ...facets.people.map(({ id, name }) => ({ value: id, label: name })),
          ...facets.jobs.map((name) => ({ value: name, label: actor("job", name) })),
        ]}
        onValues={(values) =>
          onFilters({
            person: listOrNull(values.filter((one) => one.startsWith("us_"))),
            job: listOrNull(values.filter((one) => !one.startsWith("us_"))),
          })
        }
      />
    );
  }
  if (field === "time") {
    return (
      <DayRange labels={{ from: t("filters.from"), to: t("filters.to") }} days={filters} onDays={onFilters} />
    );
  }
  if (field === "action") {
    return (
      <CheckList
        values={filters.action ?? []}
        options={facets.actions.map((value) => ({ value, label: action(value) }))}
        onValues={(values) => onFilters({ action: listOrNull(values) })}
      />
    );
  }
  if (field === "kind") {
    return (
      <CheckList
        values={filters.kind ?? []}
        options={actorKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        onValues={(values) =>
          onFilters({ kind: listOrNull(actorKinds.filter((one) => values.includes(one))) })
        }
      />
    );
  }
  return (
    <CheckList
      values={filters.outcome ? [filters.outcome] : []}
      options={auditOutcomes.map((value) => ({ value, label: t(`outcomes.${value}`) }))}
      onValues={(values) =>
        onFilters({ outcome: auditOutcomes.find((one) => one === values.at(-1)) ?? null })
      }
    />
  );
}

const listOrNull = <T,>(list: readonly T[]): T[] | null => (list.length > 0 ? [...list] : null);

function useFacets() {
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  return useQuery(trpc.audit.facets.queryOptions({ tenant })).data ?? { people: [], jobs: [], actions: [] };
}

type Chip = { field: FilterField; operator: string; value: string };

function useChips(filters: AuditFilterState): Chip[] {
  const t = useTranslations("audit");
  const action = useActionWords();
  const actor = useActorWords();
  const { locale } = useReader();
  const { people } = useFacets();
  const listed = (values: readonly string[]) => values.join(locale === "zh-CN" ? "、" : ", ");
  const nameOf = (id: string) => people.find((one) => one.id === id)?.name ?? t("filters.unknownPerson");
  const { person, job, kind, outcome, subject, from, to } = filters;
  const is = t("filters.is");
  const chips: (Chip | null)[] = [
    person || job
      ? {
          field: "person",
          operator: is,
          value: listed([...(person ?? []).map(nameOf), ...(job ?? []).map((name) => actor("job", name))]),
        }
      : null,
    kind && { field: "kind", operator: is, value: listed(kind.map((one) => t(`kinds.${one}`))) },
    filters.action && { field: "action", operator: is, value: listed(filters.action.map(action)) },
    outcome && { field: "outcome", operator: is, value: t(`outcomes.${outcome}`) },
    from || to
      ? {
          field: "time",
          operator: t(`filters.${from && to ? "isBetween" : from ? "isFrom" : "isTo"}`),
          value: [from, to].flatMap((day) => (day ? [formatPlainDate(day, locale)] : [])).join(" – "),
        }
      : null,
    subject ? { field: "subject", operator: is, value: subject } : null,
  ];
  return chips.filter((chip) => chip !== null);
}
