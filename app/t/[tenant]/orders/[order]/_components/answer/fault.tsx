import { CircleAlert } from "lucide-react";

/** What is wrong, below the field that it is about. */
export function Fault({ text }: { text: string }) {
  return (
    <span className="flex gap-1.5 text-12 text-red">
      <CircleAlert size={14} aria-hidden="true" className="mt-px" />
      {text}
    </span>
  );
}
