import { Skeleton } from "@/components/ui/skeleton";

const rows = ["a", "b", "c", "d", "e", "f"];

/** The rows of the due list before they are there, in their place. */
export function DueSkeleton() {
  return (
    <div aria-hidden="true">
      <div className="h-8 border-b border-line max-full:hidden" />
      {rows.map((row) => (
        <div key={row} className="due-row border-b border-line px-6 max-desk:px-4">
          <span className="[grid-area:due]">
            <Skeleton width={110} />
          </span>
          <span className="[grid-area:kind]">
            <Skeleton width={70} />
          </span>
          <span className="[grid-area:work]">
            <Skeleton width={240} />
          </span>
          <span className="[grid-area:account]">
            <Skeleton width={90} />
          </span>
          <span className="text-right [grid-area:money]">
            <Skeleton width={100} />
          </span>
          <span className="[grid-area:act]">
            <Skeleton height={24} />
          </span>
        </div>
      ))}
    </div>
  );
}
