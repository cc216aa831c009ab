import { expect, test } from "vitest";
import { safePath } from "./safe-path";

const appUrl = "https://app.larkmoor.example";

test.each(["/", "/t/tn_x/orders?status=changed", "/t/%2F%2Fevil.example", "/a/../b"])(
  "%s is followed",
  (next) => {
    expect(new URL(safePath(next, appUrl), appUrl).origin).toBe(appUrl);
    expect(safePath(next, appUrl)).not.toBe(next === "/" ? "" : "/");
  },
);

test.each([
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/..//evil.example",
  "/.//evil.example",
  "/a/..//evil.example",
  "/%2e%2e//evil.example",
  "/\t/evil.example",
  "/\n//evil.example",
  "https://evil.example",
  "javascript:alert(1)",
  `/${"x".repeat(2000)}`,
  "",
  null,
])("%j leads to the start page, wherever a browser would take it", (next) => {
  expect(safePath(next, appUrl)).toBe("/");
});
