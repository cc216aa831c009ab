type Props = { className?: string };

/** A trunk's ring and a line. */
export function Mark({ className = "size-4" }: Props) {
  return (
    <svg
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      className={`text-accent ${className}`}
      aria-hidden="true"
    >
      <circle cx="6.25" cy="8" r="5.25" />
      <circle cx="6.25" cy="8" r="1.4" fill="currentColor" stroke="none" />
      <path d="M14.75 1.75v12.5" />
    </svg>
  );
}
