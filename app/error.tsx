"use client";

import { lazy, Suspense } from "react";

const PageFailed = lazy(() =>
  import("./_components/page-failed").then((module) => ({ default: module.PageFailed })),
);

type Props = { error: Error & { digest?: string }; reset: () => void };

/** A page outside every workspace that failed whole; its code and words are fetched only then. */
export default function RouteError(props: Props) {
  return (
    <Suspense>
      <PageFailed {...props} />
    </Suspense>
  );
}
