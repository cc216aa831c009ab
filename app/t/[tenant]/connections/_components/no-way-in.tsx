"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { placeHref } from "@/components/frame/place-href";
import { useWorkspace } from "@/components/frame/workspace";
import { buttonClass } from "@/components/ui/button-class";
import { Empty } from "@/components/ui/empty";

/** A page that has nothing for this person: the sentence why, and the way back to the accounts. */
export function NoWayIn({ children }: { children: ReactNode }) {
  const t = useTranslations("connections");
  const { base } = useWorkspace();
  return (
    <Empty
      action={
        <Link href={placeHref(base, "/connections")} className={buttonClass({})}>
          {t("backToAccounts")}
        </Link>
      }
    >
      {children}
    </Empty>
  );
}
