import { cva, type VariantProps } from "class-variance-authority";

/** The look of a button, for links that act as one too. At most one primary in a bar or list. */
export const buttonClass = cva(
  "relative inline-flex shrink-0 items-center justify-center gap-1.5 rounded-6 border font-medium whitespace-nowrap transition-colors select-none disabled:opacity-55 aria-disabled:opacity-55",
  {
    variants: {
      variant: {
        primary: "border-transparent bg-accent text-on-accent not-disabled:hover:bg-accent-2",
        secondary:
          "border-line-2 bg-raised text-ink not-disabled:hover:border-edge not-disabled:hover:bg-hover",
        ghost:
          "border-transparent text-ink-2 not-disabled:hover:bg-hover not-disabled:hover:text-ink aria-expanded:bg-hover",
        danger: "border-line-2 bg-raised text-red not-disabled:hover:border-red not-disabled:hover:bg-red-s",
        destroy: "border-transparent bg-red text-surface not-disabled:hover:brightness-92",
        link: "border-transparent text-accent not-disabled:hover:text-accent-2 not-disabled:hover:underline",
      },
      size: {
        normal: "h-7 px-3 text-13 max-desk:h-9",
        row: "h-6 px-3 text-12 max-desk:h-9 max-desk:text-13",
        form: "h-9 px-4 text-13 max-desk:h-11",
        icon: "size-7 max-desk:size-9",
        text: "h-6 px-0 text-12",
      },
    },
    defaultVariants: { variant: "secondary", size: "normal" },
  },
);

export type ButtonLook = VariantProps<typeof buttonClass>;
