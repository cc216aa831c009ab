"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { useRegisterCommands } from "@/components/frame/command-registry";
import { placeHref } from "@/components/frame/place-href";
import { places } from "@/components/frame/places";
import { useWorkspace } from "@/components/frame/workspace";
import { orderHref, ordersHref } from "@/components/orders/order-href";
import { useOrderList } from "@/components/orders/use-order-list";
import { useTRPC } from "@/components/trpc/provide-trpc";
import { buttonClass } from "@/components/ui/button-class";

type Place = { path: { label: string; href: Route }[]; steps: ReactNode };

/** The list behind this order, from the address: the way back, and the order before and after. */
export function useOrderPlace(id: string): Place {
  const t = useTranslations("order");
  const tOrders = useTranslations("orders");
  const trpc = useTRPC();
  const router = useRouter();
  const { id: tenant, base } = useWorkspace();
  const search = useSearchParams().toString();
  const { filter, sort, view } = useOrderList();
  const { data } = useQuery({
    ...trpc.orders.neighbours.queryOptions({ tenant, order: id, filter, sort }),
    placeholderData: keepPreviousData,
  });
  const list = useMemo(() => {
    const back = new URLSearchParams(search);
    back.set("at", id);
    return placeHref(base, `${places.orders.path}?${back}`);
  }, [search, base, id]);
  const previous = data?.previous ? orderHref(base, data.previous.id, search) : null;
  const next = data?.next ? orderHref(base, data.next.id, search) : null;
  useRegisterCommands(
    useMemo(
      () => [
        {
          id: "order-back",
          keys: "Escape",
          scope: "page",
          label: t("back"),
          run: () => router.push(list),
          keyOnly: true,
        },
        ...(next
          ? [
              {
                id: "order-next",
                keys: "J",
                scope: "page" as const,
                label: t("next"),
                run: () => router.push(next),
              },
            ]
          : []),
        ...(previous
          ? [
              {
                id: "order-previous",
                keys: "K",
                scope: "page" as const,
                label: t("previous"),
                run: () => router.push(previous),
              },
            ]
          : []),
      ],
      [t, router, list, next, previous],
    ),
  );
  return {
    path: [
      { label: tOrders("title"), href: ordersHref(base) },
      { label: tOrders(`view.${view.id}`), href: list },
    ],
    steps: data && (
      <nav aria-label={tOrders("title")} className="flex items-center gap-0.5 text-12 text-ink-3">
        <span className="pr-1.5 whitespace-nowrap max-desk:hidden">
          {t("place", { position: data.position, total: data.total })}
        </span>
        <Step
          href={previous}
          label={t("previous")}
          keys="K"
          icon={<ChevronUp size={15} aria-hidden="true" />}
        />
        <Step href={next} label={t("next")} keys="J" icon={<ChevronDown size={15} aria-hidden="true" />} />
      </nav>
    ),
  };
}

type StepProps = { href: Route | null; label: string; keys: string; icon: ReactNode };

function Step({ href, label, keys, icon }: StepProps) {
  const look = buttonClass({ variant: "ghost", size: "icon" });
  if (!href) {
    return (
      <span aria-hidden="true" className={`${look} opacity-40`}>
        {icon}
      </span>
    );
  }
  return (
    <Link
      href={href}
      aria-label={label}
      aria-keyshortcuts={keys}
      title={`${label} (${keys})`}
      className={look}
    >
      {icon}
    </Link>
  );
}
