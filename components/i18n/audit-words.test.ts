import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { reviewDecisions } from "@/db/schema/access-reviews";
import { connectionStates, environments, flows } from "@/db/schema/connections";
import { orderStatuses, submissionStates } from "@/db/words";
import { actions } from "@/server/access/permissions";
import { exportLists } from "@/server/modules/exports/input";
import { handOutcomes } from "@/server/modules/submissions/input";
import { grids } from "@/server/modules/views/input";
import { locales } from "./preferences";

const root = new URL("../../", import.meta.url);

/** Every action that some code records: a refused one may be any permission. */
function listRecorded(): string[] {
  const files = globSync("server/**/*.ts", { cwd: root.pathname }).filter(
    (file) => !/\.test\.ts$|\/testing\//.test(file),
  );
  const found = files.flatMap((file) => {
    const text = readFileSync(new URL(file, root), "utf8");
    return [
      ...text.matchAll(/\baction:[^\n]*?"([a-z-]+\.[a-z-]+)"(?:[^\n]*?"([a-z-]+\.[a-z-]+)")?/g),
    ].flatMap(([, first, second]) => [first ?? [], second ?? []].flat());
  });
  return [...new Set([...found, ...actions])].sort();
}

/** Every part of the system that some code lets act by a name of its own. */
function listJobs(): string[] {
  const files = globSync(["server/**/*.ts", "db/seed/**/*.ts"], { cwd: root.pathname }).filter(
    (file) => !/\.test\.ts$|\/testing\//.test(file),
  );
  const found = files.flatMap((file) => {
    const text = readFileSync(new URL(file, root), "utf8");
    return [...text.matchAll(/kind: "job"(?: as const)?, name: "([a-z-]+)"/g)].map(([, name]) => name ?? "");
  });
  return [...new Set(found)].sort();
}

test.each(locales)("every job that can stand in the audit has words in %s", (locale) => {
  const file = new URL(`components/i18n/messages/${locale}/audit.json`, root);
  const words: { jobs: Record<string, string> } = JSON.parse(readFileSync(file, "utf8"));
  const jobs = [...listJobs(), "sync-orders", "sync-order-status"];
  expect(jobs).toContain("set-up");
  expect(jobs.filter((job) => !words.jobs[job]?.trim())).toEqual([]);
});

test.each(locales)("every action that can stand in the audit has words in %s", (locale) => {
  const file = new URL(`components/i18n/messages/${locale}/audit.json`, root);
  const words: { actions: Record<string, Record<string, string>> } = JSON.parse(readFileSync(file, "utf8"));
  const recorded = listRecorded();
  expect(recorded).toContain("member.added");
  expect(recorded).toContain("view.share");
  const missing = recorded.filter((action) => {
    const [module = "", verb = ""] = action.split(".");
    return !words.actions[module]?.[verb]?.trim();
  });
  expect(missing).toEqual([]);
});

test.each(locales)("every word of a closed list that the audit records is said in %s", (locale) => {
  const file = new URL(`components/i18n/messages/${locale}/audit.json`, root);
  const words: { values: Record<string, Record<string, string>> } = JSON.parse(readFileSync(file, "utf8"));
  const lists: Record<string, readonly string[]> = {
    state: [...connectionStates, ...submissionStates, "draft", "approved", "disabled"],
    status: orderStatuses,
    flow: flows,
    environment: environments,
    decision: reviewDecisions,
    grid: grids,
    list: exportLists,
    outcome: handOutcomes,
  };
  const missing = Object.entries(lists).flatMap(([field, list]) =>
    list.filter((word) => !words.values[field]?.[word]?.trim()).map((word) => `${field} ${word}`),
  );
  expect(missing).toEqual([]);
});
