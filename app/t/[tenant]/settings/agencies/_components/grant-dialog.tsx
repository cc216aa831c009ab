"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Building2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWorkspace } from "@/components/frame/workspace";
import { StepUp } from "@/components/security/step-up";
import { errorDataOf } from "@/components/trpc/error-data";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { useFaults } from "@/components/trpc/use-faults";
import { tidyDay } from "@/components/ui/day-text";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormActs } from "@/components/ui/form-acts";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { RadioList } from "@/components/ui/radio-list";
import { showToast } from "@/components/ui/toast-queue";
import { grantRoles } from "@/server/modules/agencies/input";
import { AccountChoice } from "./account-choice";
import { EndsField } from "./ends-field";
import type { GrantRow } from "./grant-item";

type Props = { /** null: a new grant */ row: GrantRow | null; onClose: () => void };
type Role = (typeof grantRoles)[number];
const shown = ["agency", "connections", "endsOn"];

/** Whom, as what, to which accounts, until when. The agency's name is shown before anything is granted. */
export function GrantDialog({ row, onClose }: Props) {
  const t = useTranslations("agencies.form");
  const roles = useTranslations("frame.tenant.role");
  const { id: tenant } = useWorkspace();
  const [code, setCode] = useState("");
  const [role, setRole] = useState<Role>(row?.role ?? "operator");
  const [connections, setConnections] = useState<readonly string[] | null>(row?.connections ?? null);
  const [endsOn, setEndsOn] = useState(row?.endsOn ?? "");
  const agency = useAgency(row ? "" : code.trim());
  const name = row?.agencyName ?? agency.name;
  const { grant, change } = useGrantActs(name ?? "", onClose);
  const { error, isPending } = row ? change : grant;
  const faults = useFaults(error, shown);
  const isConflict = errorDataOf(error)?.code === "CONFLICT";
  const terms = {
    tenant,
    role,
    endsOn: tidyDay(endsOn) || null,
    connections: connections && [...connections],
  };
  const submit = () => {
    if (isPending || !name) return;
    if (row) change.mutate({ ...terms, grant: row.id });
    else grant.mutate({ ...terms, agency: code.trim() });
  };
  return (
    <StepUp error={error} onGiven={submit} onClose={onClose}>
      <Dialog
        open
        wide
        onClose={onClose}
        title={row ? t("changeTitle", { agency: row.agencyName }) : t("giveTitle")}
        footer={
          <FormActs form="grant" disabled={!name} pending={isPending} onCancel={onClose}>
            {t(row ? "changeAct" : "giveAct")}
          </FormActs>
        }
      >
        <form
          id="grant"
          noValidate
          className="grid gap-5"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          {!row && (
            <div className="grid gap-2">
              <Field label={t("code")} hint={t("codeHint")} error={agency.fault ?? faults.of("agency")}>
                <Input
                  value={code}
                  onChange={(event) => setCode(event.target.value)}
                  autoComplete="off"
                  spellCheck={false}
                  maxLength={64}
                  className="font-mono"
                />
              </Field>
              <div aria-live="polite">
                {agency.isLooking && <p className="text-12 text-ink-3">{t("looking")}</p>}
                {agency.name && (
                  <Notice icon={Building2} tone="accent" title={t("isAgency", { name: agency.name })} />
                )}
              </div>
            </div>
          )}
          <RadioList
            label={t("role")}
            value={role}
            onChange={setRole}
            options={grantRoles.map((value) => ({
              value,
              label: roles(value),
              hint: t(`roleHints.${value}`),
            }))}
          />
          <AccountChoice chosen={connections} onChange={setConnections} error={faults.of("connections")} />
          <EndsField value={endsOn} onChange={setEndsOn} error={faults.of("endsOn")} />
          {(isConflict || faults.whole) && (
            <p role="alert" className="text-12 text-red">
              {isConflict ? t("conflict", { name: name ?? "" }) : faults.whole}
            </p>
          )}
        </form>
      </Dialog>
    </StepUp>
  );
}

/** The agency behind a whole code; nothing is asked for before one could be whole. */
function useAgency(code: string) {
  const t = useTranslations("agencies.form");
  const trpc = useTRPC();
  const { id: tenant } = useWorkspace();
  const isWhole = /^tn_[0-9a-z]{26}$/.test(code);
  const query = useQuery({
    ...trpc.agencies.find.queryOptions({ tenant, agency: code }),
    enabled: isWhole,
    retry: false,
  });
  const isWrong = isWhole ? query.isError : code.length >= 29;
  return {
    name: isWhole ? query.data?.name : undefined,
    isLooking: isWhole && query.isFetching,
    fault: isWrong ? t("codeUnknown") : undefined,
  };
}

function useGrantActs(name: string, onClose: () => void) {
  const t = useTranslations("agencies.toasts");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const done = (text: string) => async () => {
    await queryClient.invalidateQueries({ queryKey: trpc.agencies.grants.queryKey() });
    onClose();
    showToast({ text });
  };
  return {
    grant: useMutation(trpc.agencies.grant.mutationOptions({ onSuccess: done(t("granted", { name })) })),
    change: useMutation(trpc.agencies.change.mutationOptions({ onSuccess: done(t("changed", { name })) })),
  };
}
