import { Skeleton } from "@/components/ui/skeleton";

const facts = ["a", "b", "c", "d", "e", "f", "g"];
const rows = ["a", "b", "c", "d", "e", "f"];

/** The order page before its data, in its geometry. */
export function OrderSkeleton() {
  return (
    <div aria-hidden="true">
      <div className="border-b border-line px-6 py-3 max-desk:px-4">
        <div className="h-7">
          <Skeleton width={180} height={20} />
        </div>
        <div className="flex flex-wrap justify-between gap-4 pt-3">
          {facts.map((fact) => (
            <span key={fact} className="grid w-28 gap-2 py-1">
              <Skeleton width={60} height={10} />
              <Skeleton width={104} />
            </span>
          ))}
        </div>
      </div>
      <div className="px-6 pt-4 max-desk:px-4">
        <div className="h-9">
          <Skeleton width={140} />
        </div>
        {rows.map((row) => (
          <div key={row} className="flex h-9 items-center border-b border-line">
            <Skeleton />
          </div>
        ))}
      </div>
    </div>
  );
}
