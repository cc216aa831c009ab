"use client";

import { Check, CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconWord } from "@/components/ui/icon-word";
import type { Invited } from "./member-types";

/** Each address of the last try with what became of it. */
export function InviteResults({ results }: { results: readonly Invited[] }) {
  const t = useTranslations("members");
  return (
    <div role="status" aria-label={t("invite.results")}>
      {results.length > 0 && (
        <ul className="grid border-y border-line">
          {results.map(({ address, outcome }) => (
            <li
              key={address}
              className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 py-1 not-first:border-t not-first:border-line"
            >
              <span className="min-w-0 break-all">{address}</span>
              <span className="text-12">
                <IconWord
                  icon={outcome === "invited" ? Check : CircleAlert}
                  tone={outcome === "invited" ? "grey" : "red"}
                >
                  {t(`outcomes.${outcome}`)}
                </IconWord>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
