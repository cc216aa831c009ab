import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import type { ComponentPropsWithRef } from "react";
import { type ButtonLook, buttonClass } from "./button-class";
import { KeyHint } from "./key-hint";
import { Spinner } from "./spinner";

type Props = Omit<ComponentPropsWithRef<"button">, "className"> &
  ButtonLook & {
    icon?: LucideIcon;
    /** the key that triggers it, as printed: "Enter", "R" */
    keyHint?: string;
    /** the act runs: it cannot be pressed again, and nothing moves */
    pending?: boolean;
    /** layout only: width, margin, place in a grid */
    className?: string;
  };

/** Verb, object and count as children. While pending the label stays and the width is kept. */
export function Button({ variant, size, icon: Icon, keyHint, pending, className, children, ...rest }: Props) {
  const filled = variant === "primary" || variant === "destroy";
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      aria-keyshortcuts={keyHint}
      onClick={pending ? (event) => event.preventDefault() : rest.onClick}
      className={clsx(buttonClass({ variant, size }), className)}
    >
      {pending && Icon ? <Spinner /> : Icon && <Icon size={14} aria-hidden="true" />}
      {children}
      {pending && !Icon && <Spinner size={10} className="absolute left-px" />}
      {keyHint && (
        <KeyHint keys={keyHint} on={filled ? "accent" : "surface"} className="-mr-1 max-desk:hidden" />
      )}
    </button>
  );
}
