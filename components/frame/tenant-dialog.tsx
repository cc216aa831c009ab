"use client";

import { Command } from "cmdk";
import { Check, CircleAlert, Pin, PinOff, Rows3 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useMemo, useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { KeyHint } from "@/components/ui/key-hint";
import { Swatch } from "@/components/ui/swatch";
import { useFrame } from "./frame-context";
import type { TenantEntry } from "./frame-model";
import { groupTenants, keyCount, matchTenants } from "./group-tenants";
import { PaletteShell, paletteItemClass } from "./palette-shell";
import { useTenants } from "./use-tenants";

/** The workspaces this person may enter, by group; the first nine have a key of their own, each can be pinned. */
export function TenantDialog() {
  const t = useTranslations("frame.tenant");
  const router = useRouter();
  const { setOverlay } = useFrame();
  const { tenants, isFailed, pin } = useTenants();
  const [query, setQuery] = useState("");
  const [marked, setMarked] = useState("");
  const groups = useMemo(() => groupTenants(matchTenants(tenants, query)), [tenants, query]);
  const order = useMemo(() => groups.flatMap((group) => group.tenants), [groups]);
  // what was just typed marks its first hit a moment later
  const target = order.find((one) => one.id === marked) ?? (query === "" ? undefined : order[0]);
  const go = (tenant: TenantEntry | undefined) => {
    if (!tenant) return;
    setOverlay(null);
    router.push(tenant.href);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Enter" && event.shiftKey && target) {
      event.preventDefault();
      event.stopPropagation();
      void pin(target.id, !target.pinnedAt);
    } else if (/^[1-9]$/.test(event.key) && query === "") {
      event.preventDefault();
      go(order[Number(event.key) - 1]);
    }
  };
  return (
    <PaletteShell
      title={t("title")}
      hint={t("find")}
      onClose={() => setOverlay(null)}
      onKeyDown={onKey}
      query={query}
      onQuery={setQuery}
      filtered={false}
      selected={marked}
      onSelected={setMarked}
      footer={
        <Footer
          target={target}
          isFailed={isFailed}
          onPin={() => target && void pin(target.id, !target.pinnedAt)}
          onClose={() => setOverlay(null)}
        />
      }
    >
      <Command.Empty className="px-3 py-2 text-ink-3">{t("none")}</Command.Empty>
      {groups.map((group) => (
        <Command.Group
          key={`${group.kind} ${group.name}`}
          heading={
            groups.length === 1 && group.kind === "own"
              ? undefined
              : group.kind === "agency"
                ? t("groups.agency", { agency: group.name ?? "" })
                : t(`groups.${group.kind}`)
          }
        >
          {group.tenants.map((tenant) => (
            <Item
              key={tenant.id}
              tenant={tenant}
              digit={query === "" ? order.indexOf(tenant) + 1 : null}
              isInOwnGroup={group.kind === "agency"}
              onPick={() => go(tenant)}
            />
          ))}
        </Command.Group>
      ))}
    </PaletteShell>
  );
}

type ItemProps = {
  tenant: TenantEntry;
  /** the digit that opens it; none while something is typed */
  digit: number | null;
  isInOwnGroup: boolean;
  onPick: () => void;
};

function Item({ tenant, digit, isInOwnGroup, onPick }: ItemProps) {
  const t = useTranslations("frame.tenant");
  const { model } = useFrame();
  const what = tenant.kind === "agency" ? t("agency") : t(`role.${tenant.role}`);
  return (
    <Command.Item value={tenant.id} onSelect={onPick} className={paletteItemClass}>
      <Swatch name={tenant.name} hue={tenant.hue} />
      <span className="min-w-0 flex-1 truncate font-medium">{tenant.name}</span>
      {tenant.pinnedAt && <Pin size={12} aria-label={t("pinned")} className="text-ink-3" />}
      <span className="max-w-40 shrink-0 truncate text-12 text-ink-3">
        {tenant.via && !isInOwnGroup ? t("via", { agency: tenant.via }) : what}
      </span>
      {tenant.id === model.tenant.id && <Check size={14} aria-label={t("here")} className="text-accent" />}
      {digit !== null && digit <= keyCount && <KeyHint keys={String(digit)} className="max-desk:hidden" />}
    </Command.Item>
  );
}

type FooterProps = {
  target: TenantEntry | undefined;
  isFailed: boolean;
  onPin: () => void;
  onClose: () => void;
};

/** What can be done with the marked one, and the way to the page of all. */
function Footer({ target, isFailed, onPin, onClose }: FooterProps) {
  const t = useTranslations("frame.tenant");
  return (
    <div className="flex min-h-11 items-center gap-2 border-t border-line px-2">
      {target && (
        <button
          type="button"
          onClick={onPin}
          aria-keyshortcuts="Shift+Enter"
          className={`${buttonClass({ variant: "ghost" })} min-w-0 shrink`}
        >
          {target.pinnedAt ? <PinOff size={14} aria-hidden="true" /> : <Pin size={14} aria-hidden="true" />}
          <span className="truncate">{t(target.pinnedAt ? "unpin" : "pin", { name: target.name })}</span>
          <KeyHint keys="⇧ Enter" className="max-desk:hidden" />
        </button>
      )}
      {isFailed && (
        <span role="alert" className="flex items-center gap-1.5 text-12 text-red">
          <CircleAlert size={14} aria-hidden="true" />
          {t("failed")}
        </span>
      )}
      <Link href="/t" onClick={onClose} className={`${buttonClass({ variant: "ghost" })} ml-auto`}>
        <Rows3 size={14} aria-hidden="true" />
        {t("all")}
      </Link>
    </div>
  );
}
