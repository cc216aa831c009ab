"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useWorkspace } from "@/components/frame/workspace";
import { accountName } from "@/components/orders/market-name";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { Checkbox } from "@/components/ui/checkbox";
import { RadioList } from "@/components/ui/radio-list";

type Props = {
  /** null: all */
  chosen: readonly string[] | null;
  onChange: (chosen: readonly string[] | null) => void;
  error?: string | undefined;
};

/** All accounts, or some of them by name. */
export function AccountChoice({ chosen, onChange, error }: Props) {
  const t = useTranslations("agencies.form");
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const rows = useQuery(trpc.connections.list.queryOptions({ tenant })).data;
  return (
    <div className="grid gap-1">
      <RadioList
        label={t("scope")}
        value={chosen === null ? "all" : "some"}
        onChange={(scope) => onChange(scope === "all" ? null : [])}
        options={(["all", "some"] as const).map((value) => ({ value, label: t(`scopes.${value}`) }))}
      />
      {chosen !== null && (
        <ul className="ml-5.5 grid max-h-48 gap-0.5 overflow-y-auto">
          {rows?.length === 0 && <li className="text-12 text-ink-3">{t("noAccounts")}</li>}
          {rows?.map((row) => (
            <li key={row.id}>
              <Checkbox
                visibleLabel
                label={accountName(row.country, row.label)}
                checked={chosen.includes(row.id)}
                onChange={(event) =>
                  onChange(event.target.checked ? [...chosen, row.id] : chosen.filter((id) => id !== row.id))
                }
              />
            </li>
          ))}
        </ul>
      )}
      {error && <p className="text-12 text-red">{error}</p>}
    </div>
  );
}
