import { CircleAlert, Info } from "lucide-react";
import type { ReactNode } from "react";

type Props = { tone: "fault" | "fact"; children: ReactNode };

/** What went wrong with the last try, or what is good to know, above a form. */
export function SignInNotice({ tone, children }: Props) {
  const [Icon, plate, ink] =
    tone === "fault" ? [CircleAlert, "bg-red-s", "text-red"] : [Info, "bg-sunken", "text-ink-3"];
  return (
    <p
      role={tone === "fault" ? "alert" : "status"}
      className={`flex gap-1.5 rounded-6 px-3 py-2 text-12 ${plate}`}
    >
      <Icon size={14} aria-hidden="true" className={`mt-px shrink-0 ${ink}`} />
      <span>{children}</span>
    </p>
  );
}

/** Whole minutes to wait, as the address of a refused form says; 15 when it says nothing sensible. */
export function minutesOf(text: string): number {
  return Math.min(60, Math.max(1, Number.parseInt(text, 10) || 15));
}
