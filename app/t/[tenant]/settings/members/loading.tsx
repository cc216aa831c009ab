import { PeopleSkeleton } from "./_components/people-table";

/** Before the first answer: bar, tabs and rows in their places. */
export default function Loading() {
  return (
    <main id="work" tabIndex={-1} className="outline-none">
      <div className="h-11 border-b border-line max-desk:h-13" />
      <div className="h-9 border-b border-line" />
      <div className="min-h-11" />
      <PeopleSkeleton />
    </main>
  );
}
