"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { lazy, type ReactNode, Suspense, useMemo, useState } from "react";
import { SandboxStrip } from "@/components/ui/sandbox-strip";
import { type Command, useRegisterCommands } from "./command-registry";
import { FrameContext, type FrameOverlay } from "./frame-context";
import type { FrameActs, FrameModel } from "./frame-model";
import { GlobalKeys } from "./global-keys";
import { PhoneBar } from "./phone-bar";
import { placeHref } from "./place-href";
import { places, placesOf } from "./places";
import { Sidebar } from "./sidebar";

type Props = {
  model: FrameModel;
  acts: FrameActs;
  /** above every page: what its readers must know of the whole workspace */
  notice?: ReactNode;
  children: ReactNode;
};

const Palette = lazy(() => import("./palette").then((module) => ({ default: module.Palette })));
const KeysDialog = lazy(() => import("./keys-dialog").then((module) => ({ default: module.KeysDialog })));
const TenantDialog = lazy(() =>
  import("./tenant-dialog").then((module) => ({ default: module.TenantDialog })),
);
const MoreDrawer = lazy(() => import("./more-drawer").then((module) => ({ default: module.MoreDrawer })));

const overlays = { palette: Palette, keys: KeysDialog, tenants: TenantDialog, more: MoreDrawer };

/** The workspace's frame: sidebar or phone bar, the strip of a sandbox, and what opens over them. */
export function Frame({ model, acts, notice, children }: Props) {
  const t = useTranslations("frame");
  const [overlay, setOverlay] = useState<FrameOverlay>(null);
  const value = useMemo(() => ({ model, acts, overlay, setOverlay }), [model, acts, overlay]);
  useRegisterCommands(useFrameCommands(model, setOverlay));
  const Overlay = overlay && overlays[overlay];
  return (
    <FrameContext value={value}>
      <a
        href="#work"
        className="fixed top-2 left-2 z-50 -translate-y-20 rounded-6 bg-raised px-3 py-1.5 font-medium shadow-float focus:translate-y-0"
      >
        {t("skip")}
      </a>
      <GlobalKeys />
      <div className="flex h-dvh max-desk:flex-col">
        <Sidebar />
        <div className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface">
          {model.sandbox && <SandboxStrip />}
          {notice}
          {children}
        </div>
        <PhoneBar />
      </div>
      {Overlay && (
        <Suspense>
          <Overlay />
        </Suspense>
      )}
    </FrameContext>
  );
}

function useFrameCommands(
  model: FrameModel,
  setOverlay: (overlay: FrameOverlay) => void,
): readonly Command[] {
  const t = useTranslations("frame");
  const router = useRouter();
  return useMemo(() => {
    const opens = (id: string, keys: string, to: FrameOverlay): Command => ({
      id,
      keys,
      scope: "everywhere",
      label: t(
        id === "search" || id === "palette" ? `keys.${id}` : id === "help" ? "keys.help" : "keys.tenant",
      ),
      run: () => setOverlay(to),
      keyOnly: true,
    });
    return [
      opens("search", "/", "palette"),
      opens("palette", "Mod K", "palette"),
      opens("help", "?", "keys"),
      ...(model.tenantCount > 1 ? [opens("tenant", "T", "tenants")] : []),
      ...placesOf(model.tenant.kind).map(
        (id): Command => ({
          id: `go-${id}`,
          label: t(`places.${id}`),
          scope: "everywhere",
          run: () => router.push(placeHref(model.base, places[id].path)),
        }),
      ),
    ];
  }, [model.base, model.tenant.kind, model.tenantCount, router, setOverlay, t]);
}
