"use client";

import { useMemo, useState } from "react";
import { useFrame } from "@/components/frame/frame-context";
import { useWorkspace } from "@/components/frame/workspace";
import { type Draft, marksOf, rebase, type Sheet } from "./answer-draft";
import { dropKept, type Kept, readKept, writeKept } from "./kept-draft";

/** What was typed, as the page holds it: it survives a cancelled form and an answer that was taken back. */
export type Keeping = {
  kept: Kept | null;
  onKept: (kept: Kept | null) => void;
  /** the last document of the PO; undefined while nobody knows */
  after: string | null | undefined;
};

/** The typed lines of an answer, kept by the page and by this person's browser for as long as they are not sent. */
export function useKeptDraft(
  sheet: (Sheet & { version: number }) | undefined,
  order: string,
  { kept, onKept, after }: Keeping,
) {
  const { id: tenant } = useWorkspace();
  const person = useFrame().model.person.email;
  const place = { person, tenant, order };
  const [back, setBack] = useState(() => kept ?? readKept(place));
  const [isSafe, setSafe] = useState(true);
  const found = kept ?? back;
  const mine = found?.after === after ? found : null;
  const { typed, changed } = useMemo(() => whatFits(mine, sheet), [mine, sheet]);
  return {
    typed,
    changed,
    /** when what is shown again was typed; null when nothing is, or it was set aside */
    backFrom: back && back.after === after && back.typed.length > 0 ? new Date(back.at) : null,
    /** false: this browser keeps nothing */
    isSafe,
    keep: (next: Draft) => {
      if (!sheet || after === undefined) return;
      const { version } = sheet;
      const entry = { at: Date.now(), after, version, marks: marksOf(sheet), typed: next, changed };
      onKept(entry);
      setSafe(writeKept(place, entry));
    },
    /** once it is sent; the page still has it, should it be taken back */
    forget: () => {
      onKept(mine);
      dropKept(place);
    },
    discard: () => {
      dropKept(place);
      setBack(null);
      onKept(null);
    },
  };
}

const nothing: Pick<Kept, "typed" | "changed"> = { typed: [], changed: null };

/** Of what is kept, that which fits the PO as it is now. */
function whatFits(kept: Kept | null, sheet: (Sheet & { version: number }) | undefined): typeof nothing {
  if (!kept || !sheet) return nothing;
  if (kept.version === sheet.version) return kept;
  const { typed, renewed, lost } = rebase(kept.typed, kept.marks, sheet);
  return { typed, changed: { renewed, lost } };
}
