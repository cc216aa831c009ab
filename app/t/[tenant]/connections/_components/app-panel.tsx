"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { placeHref } from "@/components/frame/place-href";
import { useCan, useWorkspace } from "@/components/frame/workspace";
import { QueryError } from "@/components/trpc/query-error";
import { CopyButton } from "@/components/ui/copy-button";
import { Skeleton } from "@/components/ui/skeleton";
import { AppState, maskId, SecretClock } from "./app-words";
import type { ConnectionRow, DeveloperApp } from "./connection-types";
import { FactList } from "./fact-list";
import { Panel } from "./panel";
import { useApps } from "./use-connections";

/** Through which developer app Amazon is asked, and when its secret must be renewed. */
export function AppPanel({ row }: { row: ConnectionRow }) {
  const t = useTranslations("connections.app");
  const can = useCan();
  const apps = useApps();
  const app = apps.data?.find((one) => one.id === row.app);
  const account = { name: t("account"), value: <AccountId id={row.sellingPartnerId} /> };
  if (row.app === null) {
    return (
      <Panel title={t("title")} note={t("platform")}>
        <FactList
          facts={[
            { name: t("visibility"), value: t("visibilities.public") },
            { name: t("secret"), value: t("platformSecret") },
            account,
          ]}
        />
      </Panel>
    );
  }
  return (
    <Panel title={t("title")} note={app && `${app.name}, ${t(`visibilities.${app.visibility}`)}`}>
      {!can("app.view") && <p className="pb-2 text-ink-2">{t("notYours")}</p>}
      {apps.isError && !app && <QueryError title={t("failed")} query={apps} />}
      {apps.isPending && can("app.view") && <Skeleton />}
      {app ? <AppFacts app={app} account={account} /> : <FactList facts={[account]} />}
    </Panel>
  );
}

type Fact = Parameters<typeof FactList>[0]["facts"][number];

function AppFacts({ app, account }: { app: DeveloperApp; account: Fact }) {
  const t = useTranslations("connections.app");
  const { base } = useWorkspace();
  const can = useCan();
  return (
    <>
      <FactList
        facts={[
          { name: t("state"), value: <AppState app={app} /> },
          {
            name: t("clientId"),
            value: (
              <span className="inline-flex items-center gap-1 font-mono text-12">
                {maskId(app.clientId)}
                <CopyButton text={app.clientId} label={t("copyClientId")} />
              </span>
            ),
          },
          { name: t("secret"), value: <SecretClock app={app} /> },
          account,
        ]}
      />
      {can("app.manage") && (
        <p className="pt-2">
          <Link
            href={placeHref(base, `/connections/apps/${app.id}`)}
            className="text-12 font-medium text-accent hover:underline"
          >
            {t("edit")}
          </Link>
        </p>
      )}
    </>
  );
}

function AccountId({ id }: { id: string }) {
  const t = useTranslations("connections.app");
  if (id.startsWith("token.")) return <span className="text-ink-2">{t("accountUnknown")}</span>;
  return (
    <span className="inline-flex max-w-full items-center gap-1 font-mono text-12">
      <span className="truncate">{id}</span>
      <CopyButton text={id} label={t("copyAccount")} />
    </span>
  );
}
