"use client";

import { Command } from "cmdk";
import { Check } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { KeyHint } from "@/components/ui/key-hint";
import { Swatch } from "@/components/ui/swatch";
import { useFrame } from "./frame-context";
import { PaletteShell, paletteItemClass } from "./palette-shell";

/** The workspaces this person may enter; the first nine have a key of their own. */
export function TenantDialog() {
  const t = useTranslations("frame.tenant");
  const router = useRouter();
  const { model, setOverlay } = useFrame();
  const go = (index: number) => {
    const tenant = model.tenants[index];
    if (!tenant) return;
    setOverlay(null);
    router.push(tenant.href);
  };
  return (
    <PaletteShell
      title={t("title")}
      hint={t("find")}
      onClose={() => setOverlay(null)}
      onKeyDown={(event) => {
        if (/^[1-9]$/.test(event.key) && event.currentTarget.querySelector("input")?.value === "") {
          event.preventDefault();
          go(Number(event.key) - 1);
        }
      }}
    >
      <Command.Empty className="px-3 py-2 text-ink-3">{t("none")}</Command.Empty>
      {model.tenants.map((tenant, index) => (
        <Command.Item
          key={tenant.id}
          value={`${tenant.name} ${tenant.id}`}
          onSelect={() => go(index)}
          className={paletteItemClass}
        >
          <Swatch name={tenant.name} hue={tenant.hue} />
          <span className="min-w-0 flex-1 truncate font-medium">{tenant.name}</span>
          <span className="text-12 text-ink-3">{t(`role.${tenant.role}`)}</span>
          {tenant.id === model.tenant.id && <Check size={14} aria-hidden="true" className="text-accent" />}
          {index < 9 && <KeyHint keys={String(index + 1)} className="max-desk:hidden" />}
        </Command.Item>
      ))}
    </PaletteShell>
  );
}
