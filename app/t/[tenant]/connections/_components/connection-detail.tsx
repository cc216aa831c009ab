"use client";

import { AppPanel } from "./app-panel";
import type { ConnectionRow } from "./connection-types";
import { DiagnosisPanel } from "./diagnosis-panel";
import { ReadingPanel } from "./reading-panel";
import { RunsPanel } from "./runs-panel";
import { SendingPanel } from "./sending-panel";

/** Everything known of one connection: why it is as it is, what is read, whether answers leave, and the last runs. */
export function ConnectionDetail({ row, allRuns }: { row: ConnectionRow; allRuns?: boolean }) {
  return (
    <div className="grid gap-x-8 gap-y-7 full:grid-cols-3">
      <div className="grid min-w-0 content-start gap-y-7">
        <DiagnosisPanel row={row} />
        <SendingPanel row={row} />
      </div>
      <ReadingPanel row={row} />
      <AppPanel row={row} />
      <div className="min-w-0 full:col-span-3">
        <RunsPanel row={row} all={allRuns} />
      </div>
    </div>
  );
}
