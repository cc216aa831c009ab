"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { placeHref } from "@/components/frame/place-href";
import { useWorkspace } from "@/components/frame/workspace";

export function AddAppLink() {
  const t = useTranslations("connections.apps");
  const { base } = useWorkspace();
  return (
    <Link
      href={placeHref(base, "/connections/apps/new")}
      className="text-12 font-medium text-accent hover:underline"
    >
      {t("add")}
    </Link>
  );
}
