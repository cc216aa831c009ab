"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { lazy, Suspense } from "react";
import { placeHref } from "@/components/frame/place-href";
import { useWorkspace } from "@/components/frame/workspace";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { LinkTabs } from "@/components/ui/tabs";
import { canonicalQuery } from "@/server/modules/views/view-rules";
import { findDefaultView, viewSearch } from "./view-address";

type BuiltIn = { id: string; label: string; query: string; count?: string };
type Props = {
  grid: "orders" | "audit";
  /** the grid's page below the workspace */
  path: string;
  label: string;
  builtIn: readonly BuiltIn[];
  /** the built-in view that an address which is none of them came from; the first unless said */
  near?: string;
};

const ViewActs = lazy(() => import("./view-acts").then((module) => ({ default: module.ViewActs })));

/** The built-in views of a grid, the shared ones, then one's own; the open one says when the address has left it. */
export function ViewTabs({ grid, path, label, builtIn, near }: Props) {
  const t = useTranslations("common");
  const trpc = useTRPC();
  const { id: tenant, base, role } = useWorkspace();
  const params = useSearchParams();
  const views = useQuery(trpc.views.list.queryOptions({ tenant, grid })).data ?? [];
  const named = params.get("view");
  const query = canonicalQuery(params.toString());
  const saved = views.find((view) => view.id === named);
  const open =
    builtIn.find((view) => view.id === named) ??
    builtIn.find((view) => canonicalQuery(view.query) === query) ??
    builtIn.find((view) => view.id === near) ??
    builtIn[0];
  const edited = query !== (saved ? saved.query : canonicalQuery(open?.query ?? ""));
  const hrefOf = (search: string) => placeHref(base, search === "" ? path : `${path}?${search}`);
  // an address that names nothing leads to the role's own first view: the plain one is then named
  const hasDefault = findDefaultView(views, role) !== undefined;
  const note = edited && { note: t("edited") };
  return (
    <LinkTabs
      label={label}
      tabs={[
        ...builtIn.map(({ id, query: state, ...rest }) => ({
          ...rest,
          href: hrefOf(state === "" && hasDefault ? `view=${id}` : state),
          current: !saved && open?.id === id,
          ...(!saved && open?.id === id && note),
        })),
        ...views.map((view) => ({
          label: view.name,
          href: hrefOf(viewSearch(view)),
          current: view === saved,
          ...(view === saved && note),
        })),
      ]}
      end={
        (saved || edited) && (
          <Suspense>
            <ViewActs {...{ grid, saved, edited, query, hrefOf }} plainHref={hrefOf(open?.query ?? "")} />
          </Suspense>
        )
      }
    />
  );
}
