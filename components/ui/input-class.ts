import { cva } from "class-variance-authority";

export const inputClass = cva(
  "w-full min-w-0 rounded-6 border border-edge bg-surface text-ink transition-colors placeholder:text-ink-3 focus-visible:border-accent focus-visible:outline-offset-[-1px] aria-invalid:border-red disabled:opacity-55",
  {
    variants: {
      size: {
        form: "h-9 px-3 text-13 max-desk:h-11 max-desk:text-[16px]",
        normal: "h-7 px-2 text-13 max-desk:h-9 max-desk:text-[16px]",
        row: "h-6 px-2 text-12",
      },
    },
    defaultVariants: { size: "form" },
  },
);
