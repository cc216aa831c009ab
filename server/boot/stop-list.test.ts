import { expect, test } from "vitest";
import { createStopList } from "@/server/boot/stop-list";

test("stops in reverse order, each once, also past one that fails and what is started meanwhile", async () => {
  const done: string[] = [];
  const said: string[] = [];
  const stops = createStopList((line) => said.push(line));
  stops.add("database", () => done.push("database"));
  stops.add("worker", () => Promise.reject(new Error("stuck")));
  stops.add("web", () => {
    stops.add("late", () => done.push("late"));
    done.push("web");
  });
  await Promise.all([stops.stopAll(), stops.stopAll()]);
  expect(done).toEqual(["web", "late", "database"]);
  expect(said).toEqual(["worker did not stop: stuck"]);
});
