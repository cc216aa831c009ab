"use client";

import { Command } from "cmdk";
import { CornerDownLeft, Package } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { KeyHint } from "@/components/ui/key-hint";
import { Swatch } from "@/components/ui/swatch";
import { useCommands } from "./command-registry";
import { useFrame } from "./frame-context";
import type { SearchHit } from "./frame-model";
import { PaletteShell, paletteItemClass } from "./palette-shell";
import { useTenants } from "./use-tenants";

/** Go to a PO, a page, another workspace, or run an act of this page. */
export function Palette() {
  const t = useTranslations("frame.palette");
  const router = useRouter();
  const { model, setOverlay } = useFrame();
  const [query, setQuery] = useState("");
  const { hits, searching } = useHits(query);
  const { selected, setSelected } = useMark(hits[0] && hitValue(query, hits[0]));
  const leaveTo = (act: () => void) => () => {
    setOverlay(null);
    act();
  };
  const commands = useCommands().filter((command) => command.run && !command.keyOnly);
  const { tenants } = useTenants();
  const others = tenants.filter((tenant) => tenant.id !== model.tenant.id);
  return (
    <PaletteShell
      title={t("title")}
      hint={t("hint")}
      onClose={() => setOverlay(null)}
      query={query}
      onQuery={setQuery}
      selected={selected}
      onSelected={setSelected}
    >
      {hits.length === 0 && (
        <Command.Empty className="px-3 py-2 text-ink-3">
          {searching ? t("searching") : t("empty", { query })}
        </Command.Empty>
      )}
      {hits.length > 0 && (
        <Command.Group heading={t("orders")} forceMount>
          {hits.map((hit) => (
            <Command.Item
              key={hit.id}
              value={hitValue(query, hit)}
              onSelect={leaveTo(() => router.push(hit.href))}
              className={paletteItemClass}
            >
              <Package size={14} aria-hidden="true" className="text-ink-3" />
              <span className="font-mono">{hit.label}</span>
              <span className="min-w-0 flex-1 truncate text-12 text-ink-3">{hit.detail}</span>
            </Command.Item>
          ))}
        </Command.Group>
      )}
      {(["everywhere", "page"] as const).map((scope) => {
        const list = commands.filter((command) => command.scope === scope);
        if (list.length === 0) return null;
        return (
          <Command.Group key={scope} heading={t(scope === "page" ? "acts" : "go")}>
            {list.map((command) => (
              <Command.Item
                key={command.id}
                value={`${command.label} ${command.id}`}
                onSelect={leaveTo(() => command.run?.())}
                className={paletteItemClass}
              >
                <CornerDownLeft size={14} aria-hidden="true" className="text-ink-3" />
                <span className="flex-1">{command.label}</span>
                {command.keys && <KeyHint keys={command.keys} />}
              </Command.Item>
            ))}
          </Command.Group>
        );
      })}
      {others.length > 0 && (
        <Command.Group heading={t("tenants")}>
          {others.map((tenant) => (
            <Command.Item
              key={tenant.id}
              value={`${tenant.name} ${tenant.via ?? ""} ${tenant.id}`}
              onSelect={leaveTo(() => router.push(tenant.href))}
              className={paletteItemClass}
            >
              <Swatch name={tenant.name} hue={tenant.hue} size="small" />
              <span className="flex-1 truncate">{tenant.name}</span>
              {tenant.via && <span className="truncate text-12 text-ink-3">{tenant.via}</span>}
            </Command.Item>
          ))}
        </Command.Group>
      )}
    </PaletteShell>
  );
}

// holds the query, so that the list's own filter keeps it
const hitValue = (query: string, hit: SearchHit) => `${query} ${hit.label} ${hit.id}`.trim();

/** The marked item. Hits come after the list has chosen among what was there: the first of them takes the mark, for Enter. */
function useMark(firstHit: string | undefined) {
  const [selected, setSelected] = useState("");
  const [seen, setSeen] = useState(firstHit);
  if (seen !== firstHit) {
    setSeen(firstHit);
    if (firstHit !== undefined) setSelected(firstHit);
  }
  return { selected, setSelected };
}

/** The server's hits for what is typed, 150 ms after the last key; a late answer to an older text is dropped. */
function useHits(query: string): { hits: readonly SearchHit[]; searching: boolean } {
  const { acts } = useFrame();
  const { onSearch } = acts;
  const [answer, setAnswer] = useState<{ query: string; hits: readonly SearchHit[] }>({
    query: "",
    hits: [],
  });
  const text = query.trim();
  // outside system: the server's search
  useEffect(() => {
    if (!onSearch || text.length < 2) return;
    let dropped = false;
    const timer = setTimeout(() => {
      onSearch(text).then(
        (hits) => !dropped && setAnswer({ query: text, hits }),
        () => !dropped && setAnswer({ query: text, hits: [] }),
      );
    }, 150);
    return () => {
      dropped = true;
      clearTimeout(timer);
    };
  }, [onSearch, text]);
  const asked = onSearch !== undefined && text.length >= 2;
  return {
    hits: asked && answer.query === text ? answer.hits : [],
    searching: asked && answer.query !== text,
  };
}
