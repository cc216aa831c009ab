import { LoaderCircle } from "lucide-react";

type Props = { size?: number; className?: string };

/** Says nothing by itself: a word always stands beside it. */
export function Spinner({ size = 14, className = "" }: Props) {
  return <LoaderCircle size={size} aria-hidden="true" className={`animate-turn ${className}`} />;
}
