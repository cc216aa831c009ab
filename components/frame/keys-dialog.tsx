"use client";

import { useTranslations } from "next-intl";
import { Dialog } from "@/components/ui/dialog";
import { KeyHint } from "@/components/ui/key-hint";
import { type Command, useCommands } from "./command-registry";
import { useFrame } from "./frame-context";

const scopes = [
  ["everywhere", "everywhere"],
  ["page", "here"],
  ["rows", "rows"],
] as const;

/** Every key that does something now. */
export function KeysDialog() {
  const t = useTranslations("frame.keys");
  const { setOverlay } = useFrame();
  const commands = useCommands().filter((command) => command.keys);
  return (
    <Dialog open wide title={t("title")} onClose={() => setOverlay(null)}>
      <div className="grid grid-cols-2 gap-x-8 gap-y-5 max-desk:grid-cols-1">
        {scopes.map(([scope, name]) => {
          const inScope = commands.filter((command) => command.scope === scope);
          if (inScope.length === 0) return null;
          return (
            <section key={scope}>
              <h3 className="pb-1 text-12 text-ink-3">{t(name)}</h3>
              <KeyList commands={inScope} />
            </section>
          );
        })}
      </div>
    </Dialog>
  );
}

function KeyList({ commands }: { commands: readonly Command[] }) {
  return (
    <dl className="grid gap-1">
      {commands.map((command) => (
        <div key={command.id} className="flex h-6 items-center gap-3">
          <dt className="w-16 shrink-0">
            <KeyHint keys={command.keys ?? ""} />
            <span className="sr-only">{command.keys?.replace("Mod", "Ctrl")}</span>
          </dt>
          <dd className="text-ink-2">{command.label}</dd>
        </div>
      ))}
    </dl>
  );
}
