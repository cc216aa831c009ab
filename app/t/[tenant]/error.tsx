"use client";

import { lazy, Suspense } from "react";

const PageFailed = lazy(() =>
  import("../../_components/page-failed").then((module) => ({ default: module.PageFailed })),
);

type Props = { error: Error & { digest?: string }; reset: () => void };

/** A page of the workspace that failed whole; its words are fetched only then. */
export default function WorkspaceError(props: Props) {
  return (
    <Suspense>
      <PageFailed {...props} />
    </Suspense>
  );
}
