import { expect, test } from "vitest";
import { judgeHealth } from "./rules";

const now = new Date("2026-11-23T10:00:00Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
const engine = { at: ago(5_000), queued: 0, running: 0, failed: 0 };
const healthy = { services: [], engine, now };

test("all is well when the engine beats and no service has failed last", () => {
  const services = [{ service: "acorn" as const, okAt: ago(1), failedAt: ago(2), failedCode: "ACORN_DOWN" }];
  expect(judgeHealth({ ...healthy, services }, false)).toEqual({
    status: "ok",
    checks: { database: "ok", jobs: "ok", acorn: "ok", mail: "ok" },
  });
});

test("only a database that cannot be asked makes the instance down", () => {
  expect(judgeHealth(null, false).status).toBe("down");
  expect(judgeHealth({ ...healthy, engine: { ...engine, at: null } }, false)).toMatchObject({
    status: "degraded",
    checks: { jobs: "down" },
  });
});

test("an engine silent for more than 30 s is down, unless a real server does the jobs", () => {
  const late = { ...healthy, engine: { ...engine, at: ago(30_001) } };
  expect(judgeHealth(late, false).checks.jobs).toBe("down");
  expect(judgeHealth(late, true).checks.jobs).toBe("ok");
});

test("a service whose last word is a failure is degraded", () => {
  const services = [{ service: "mail" as const, okAt: ago(2), failedAt: ago(1), failedCode: "INTERNAL" }];
  expect(judgeHealth({ ...healthy, services }, false)).toMatchObject({
    status: "degraded",
    checks: { mail: "degraded" },
  });
});
