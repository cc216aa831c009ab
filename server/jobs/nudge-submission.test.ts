import { expect, test, vi } from "vitest";
import { newId } from "@/server/platform/ids";
import { createLogger } from "@/server/platform/log";
import { nudgeSubmission } from "./nudge-submission";

test("a document that the worker cannot be told of is left to the sweep: the log says so, its person hears of no failure", async () => {
  const log = createLogger("test", "silent");
  const warned = vi.spyOn(log, "warn");
  const submissionId = newId("submission");
  // no database is connected: the event has nowhere to go
  await nudgeSubmission({ tenantId: newId("tenant"), log }, submissionId);
  expect(warned).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ submissionId }),
    expect.any(String),
  );
});
