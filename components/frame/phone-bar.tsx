"use client";

import { clsx } from "clsx";
import { Menu, Search } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useFrame } from "./frame-context";
import { placeHref } from "./place-href";
import { placeOfPath, places, placesOf } from "./places";

const slotClass = "flex flex-1 flex-col items-center justify-center gap-0.5 text-12";

/** Up to 640 px: three places, search, and the rest behind "More". */
export function PhoneBar() {
  const t = useTranslations("frame");
  const { model, setOverlay } = useFrame();
  const current = placeOfPath(usePathname(), model.base);
  return (
    <nav
      aria-label={t("navigation")}
      className="flex h-14 shrink-0 border-t border-line-2 bg-raised pb-[env(safe-area-inset-bottom)] desk:hidden"
    >
      {placesOf(model.tenant.kind)
        .slice(0, 3)
        .map((id) => {
          const Icon = places[id].icon;
          return (
            <Link
              key={id}
              href={placeHref(model.base, places[id].path)}
              aria-current={current === id ? "page" : undefined}
              className={clsx(slotClass, current === id ? "font-medium text-accent" : "text-ink-2")}
            >
              <Icon size={20} aria-hidden="true" />
              {t(`places.${id}`)}
            </Link>
          );
        })}
      <button type="button" onClick={() => setOverlay("palette")} className={clsx(slotClass, "text-ink-2")}>
        <Search size={20} aria-hidden="true" />
        {t("keys.search")}
      </button>
      <button type="button" onClick={() => setOverlay("more")} className={clsx(slotClass, "text-ink-2")}>
        <Menu size={20} aria-hidden="true" />
        {t("more")}
      </button>
    </nav>
  );
}
