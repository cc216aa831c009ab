import { ConnectionSkeleton } from "./_components/connection-table";

/** Before the first answer: bar and rows in their places. */
export default function Loading() {
  return (
    <main id="work" tabIndex={-1} className="outline-none">
      <div className="h-11 border-b border-line max-desk:h-13" />
      <div className="min-h-11" />
      <ConnectionSkeleton />
    </main>
  );
}
