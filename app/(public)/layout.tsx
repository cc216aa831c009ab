import type { ReactNode } from "react";
import { Mark } from "@/components/ui/mark";
import { ReaderChoices } from "./_components/reader-choices";

/** The quiet page around sign-in: mark above, one narrow column, language and theme below. */
export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr_auto] bg-canvas p-6 desk:p-10">
      <header className="flex items-center gap-3">
        <Mark className="size-4.5" />
        <span className="text-15 font-semibold">Oakline</span>
      </header>
      <main className="mx-auto grid w-full content-center gap-6 py-10 desk:max-w-82">{children}</main>
      <ReaderChoices />
    </div>
  );
}
