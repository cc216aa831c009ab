"use client";

import { CircleAlert } from "lucide-react";
import { createContext, type ReactNode, use, useId } from "react";

type FieldIds = { id: string; describedBy: string | undefined; invalid: boolean };
const FieldContext = createContext<FieldIds | null>(null);

type Props = {
  label: string;
  hint?: ReactNode;
  /** what is wrong, why, and what now */
  error?: ReactNode;
  children: ReactNode;
};

/** Label above, control, hint, error: the control inside finds its ids by itself. */
export function Field({ label, hint, error, children }: Props) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return (
    <FieldContext value={{ id, describedBy, invalid: Boolean(error) }}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
        <label htmlFor={id} className="text-13 font-medium">
          {label}
        </label>
        {children}
        {hint && (
          <p id={`${id}-hint`} className="text-12 text-ink-3">
            {hint}
          </p>
        )}
        {error && (
          <p id={`${id}-error`} className="flex gap-1.5 text-12 text-red">
            <CircleAlert size={14} aria-hidden="true" className="mt-px" />
            <span>{error}</span>
          </p>
        )}
      </div>
    </FieldContext>
  );
}

/** Attributes that tie a control to its field; none outside a field. */
export function useFieldIds() {
  const field = use(FieldContext);
  if (!field) return {};
  return { id: field.id, "aria-describedby": field.describedBy, "aria-invalid": field.invalid || undefined };
}
