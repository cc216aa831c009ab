"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWorkspace } from "@/components/frame/workspace";
import { errorDataOf } from "@/components/trpc/error-data";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { showToast } from "@/components/ui/toast-queue";
import { type ViewRow, viewSearch } from "./view-address";

type Grid = "orders" | "audit";
type NewView = Pick<ViewRow, "name" | "query" | "isShared" | "defaultFor">;

/** What one can do with views; each tells whether it was done, and what failed stays in `fault`. */
export function useViewActs(grid: Grid, hrefOf: (search: string) => Route) {
  const t = useTranslations();
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { id: tenant } = useWorkspace();
  const [fault, setFault] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const save = useMutation(trpc.views.save.mutationOptions()).mutateAsync;
  const update = useMutation(trpc.views.update.mutationOptions()).mutateAsync;
  const rename = useMutation(trpc.views.rename.mutationOptions()).mutateAsync;
  const share = useMutation(trpc.views.share.mutationOptions()).mutateAsync;
  const remove = useMutation(trpc.views.delete.mutationOptions()).mutateAsync;
  const setDefault = useMutation(trpc.views.setDefault.mutationOptions()).mutateAsync;

  const say = (error: unknown): string => {
    const data = errorDataOf(error);
    if (data?.violations.some(({ code }) => code === "viewNameTaken")) return t("violations.viewNameTaken");
    if (data?.code === "CONFLICT") return t("views.conflict");
    if (!data) return t("errors.offline");
    return t("views.failed", { what: t(`errors.codes.${data.code}`), next: t(`errors.next.${data.code}`) });
  };
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    setPending(true);
    setFault(null);
    try {
      await work();
      return true;
    } catch (error) {
      setFault(say(error));
      return false;
    } finally {
      await queryClient.invalidateQueries({ queryKey: trpc.views.pathKey() });
      setPending(false);
    }
  };
  const saved = (name: string) => showToast({ text: t("views.saved", { name }) });
  const at = ({ id: view, version }: ViewRow) => ({ tenant, view, version });
  return {
    fault,
    pending,
    forget: () => setFault(null),
    save: ({ name, query, isShared, defaultFor }: NewView) =>
      run(async () => {
        const made = await save({ tenant, grid, name, query, isShared, defaultFor });
        router.replace(hrefOf(viewSearch({ id: made.id, query })));
        saved(name);
      }),
    update: (view: ViewRow, query: string) =>
      run(async () => {
        await update({ ...at(view), query });
        saved(view.name);
      }),
    rename: (view: ViewRow, name: string) => run(() => rename({ ...at(view), name })),
    share: (view: ViewRow) => run(() => share({ ...at(view), isShared: !view.isShared })),
    setDefault: (view: ViewRow | null, role: ViewRow["defaultFor"][number]) =>
      run(() => setDefault({ tenant, grid, view: view?.id ?? null, role })),
    remove: (view: ViewRow) =>
      run(async () => {
        await remove({ tenant, view: view.id });
        router.replace(hrefOf(""));
      }),
  };
}
