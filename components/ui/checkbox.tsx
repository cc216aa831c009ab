import { clsx } from "clsx";
import { Check, Minus } from "lucide-react";
import type { ChangeEventHandler, MouseEventHandler } from "react";

type Props = {
  label: string;
  checked: boolean | "mixed";
  onChange: ChangeEventHandler<HTMLInputElement>;
  onClick?: MouseEventHandler<HTMLLabelElement>;
  /** shows the label beside the box; else it is only spoken */
  visibleLabel?: boolean;
  disabled?: boolean;
  tabIndex?: number;
};

/** A 14 px box that owns its whole cell: the label around it is the target. */
export function Checkbox({ label, checked, visibleLabel, onClick, ...rest }: Props) {
  const Sign = checked === "mixed" ? Minus : Check;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: only keeps the click from the row behind
    <label
      onClick={onClick}
      className={clsx(
        "flex min-h-6 cursor-pointer items-center has-disabled:cursor-default has-disabled:opacity-55",
        visibleLabel ? "gap-2" : "size-full min-w-6 justify-center",
      )}
    >
      <span className="relative grid size-3.5 place-items-center">
        <input
          type="checkbox"
          {...rest}
          checked={checked === true}
          ref={(box) => {
            if (box) box.indeterminate = checked === "mixed";
          }}
          aria-label={visibleLabel ? undefined : label}
          className="peer absolute inset-0 m-0 size-full appearance-none rounded-[3px] border border-edge bg-surface transition-colors checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent"
        />
        {checked && (
          <Sign
            size={10}
            strokeWidth={3.5}
            aria-hidden="true"
            className="pointer-events-none relative text-on-accent"
          />
        )}
      </span>
      {visibleLabel && <span>{label}</span>}
    </label>
  );
}
