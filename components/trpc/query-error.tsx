"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { errorDataOf } from "./error-data";

type Props = {
  /** what could not be done, as a sentence */
  title: string;
  query: { error: unknown; refetch: () => unknown; isFetching: boolean };
};

type Layer = Parameters<typeof ErrorPanel>[0]["layer"];

const layers: Partial<Record<string, Layer>> = {
  UNAUTHENTICATED: "authorisation",
  FORBIDDEN: "authorisation",
  ACORN_AUTH: "authorisation",
  ACORN_DOWN: "network",
  ACORN_RATE_LIMITED: "network",
  ACORN_DRIFT: "data",
  NOT_FOUND: "data",
  INVALID: "data",
  ACORN_REJECTED: "business",
  CONFLICT: "business",
  PRECONDITION: "business",
};

/** A block that could not be loaded: the others on the page go on. */
export function QueryError({ title, query }: Props) {
  const t = useTranslations();
  const data = errorDataOf(query.error);
  const layer = data ? (layers[data.code] ?? "ours") : "network";
  return (
    <ErrorPanel
      title={title}
      layer={layer}
      whatNow={data ? t(`errors.next.${data.code}`) : t("errors.offline")}
      requestId={data?.requestId ?? undefined}
      action={
        <Button size="row" onClick={() => query.refetch()} pending={query.isFetching}>
          {t("common.retry")}
        </Button>
      }
    />
  );
}
