import type { LucideIcon } from "lucide-react";
import type { ComponentPropsWithRef } from "react";
import { buttonClass } from "./button-class";
import { Tooltip } from "./tooltip";

type Props = Omit<ComponentPropsWithRef<"button">, "className" | "children"> & {
  icon: LucideIcon;
  /** what it does; spoken, and shown on hover and focus */
  label: string;
  keyHint?: string;
  size?: number;
};

/** A square ghost button for toolbars and heads. */
export function IconButton({ icon: Icon, label, keyHint, size = 15, ...rest }: Props) {
  return (
    <Tooltip text={label} keyHint={keyHint}>
      <button
        type="button"
        aria-label={label}
        aria-keyshortcuts={keyHint}
        {...rest}
        className={buttonClass({ variant: "ghost", size: "icon" })}
      >
        <Icon size={size} aria-hidden="true" />
      </button>
    </Tooltip>
  );
}
