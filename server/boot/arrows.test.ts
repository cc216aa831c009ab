import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { findArrowFaults } from "@/server/boot/arrows";
import { checkArrows } from "@/server/boot/check-arrows";

const planted: [file: string, source: string, why: RegExp][] = [
  [
    "app/t/page.tsx",
    'import { x } from "@/server/modules/orders/list-orders";',
    /app must not import modules/,
  ],
  ["app/t/page.tsx", 'import { x } from "@/db/tenant";', /app must not import db/],
  ["app/t/page.tsx", 'import { appRouter } from "@/server/routers/root";', /app must not import routers/],
  ["app/t/page.tsx", 'export { x } from "../../server/jobs/client";', /app must not import jobs/],
  ["app/api/v1/route.ts", 'import { x } from "@/db/client";', /app\/api must not import db/],
  ["app/api/v1/route.ts", 'import { x } from "@/server/acorn/orders";', /app\/api must not import acorn/],
  ["components/ui/a.tsx", 'import { x } from "@/app/t/page";', /components must not import app/],
  [
    "components/ui/a.tsx",
    'import { x } from "@/server/modules/orders/sync-orders";',
    /components must not import modules/,
  ],
  ["components/ui/a.tsx", 'import { x } from "@/server/routers/root";', /components must not import routers/],
  ["server/routers/orders.ts", 'import { x } from "@/server/acorn/orders";', /routers must not import acorn/],
  ["server/routers/orders.ts", 'import { x } from "@/db/tenant";', /routers must not import db/],
  ["server/jobs/sync.ts", 'import { x } from "@/server/routers/root";', /jobs must not import routers/],
  [
    "server/modules/orders/a.ts",
    'import { x } from "@/server/routers/trpc";',
    /modules must not import routers/,
  ],
  [
    "server/modules/orders/a.ts",
    'import { x } from "@/components/ui/a";',
    /modules must not import components/,
  ],
  [
    "server/modules/orders/rules.ts",
    'import { x } from "@/server/access/context";',
    /pure must not import access/,
  ],
  ["server/modules/orders/rules.ts", 'import { x } from "@/db/tenant";', /pure must not import db/],
  ["server/modules/orders/rules.ts", 'import { env } from "@/server/platform/env";', /pure files use only/],
  ["server/acorn/orders.ts", 'import { x } from "@/db/tenant";', /acorn must not import db/],
  [
    "server/acorn/orders.ts",
    'import { x } from "../modules/connections/tokens";',
    /acorn must not import modules/,
  ],
  ["server/acorn/orders.ts", 'import { x } from "./simulator/world";', /acorn must not import simulator/],
  ["server/acorn/simulator/main.ts", 'import { x } from "../orders";', /simulator must not import acorn/],
  [
    "server/acorn/simulator/main.ts",
    'import { x } from "@/server/acorn/transport";',
    /simulator must not import acorn/,
  ],
  [
    "server/access/session.ts",
    'import { x } from "@/server/modules/tenants/a";',
    /access must not import modules/,
  ],
  [
    "server/emails/a.tsx",
    'import { x } from "@/server/modules/tenants/a";',
    /emails must not import modules/,
  ],
  ["server/platform/log.ts", 'import { x } from "@/db/client";', /platform must not import db/],
  ["server/platform/log.ts", 'const x = await import("@/server/boot/up");', /platform must not import boot/],
  [
    "db/tenant.ts",
    'import { x } from "@/server/modules/orders/rules";\nimport { y } from "@/server/access/context";',
    /db must not import access/,
  ],
  ["e2e/flows/a.test.ts", 'import { x } from "@/server/modules/orders/a";', /e2e must not import modules/],
  ["server/modules/orders/a.ts", 'import NextAuth from "next-auth";', /only access/],
  ["server/modules/orders/a.ts", 'import { PgBoss } from "pg-boss";', /only jobs/],
];

test.each(planted)("a planted import against the arrows is found: %s: %s", (file, source, why) => {
  const faults = findArrowFaults(file, source);
  expect(faults.map((fault) => fault.why)).toEqual([expect.stringMatching(why)]);
});

const allowed: [file: string, source: string][] = [
  ["app/t/page.tsx", 'import { caller } from "@/server/routers/caller";'],
  ["components/trpc.tsx", 'import type { AppRouter } from "@/server/routers/root";'],
  ["components/orders/form.tsx", 'import { rule } from "@/server/modules/orders/rules";'],
  ["server/modules/orders/sync-orders.ts", 'import { x } from "@/server/acorn/orders";'],
  ["server/acorn/orders.test.ts", 'import { x } from "@/server/acorn/simulator/main";'],
  ["server/emails/a.tsx", 'import { AppError } from "@/server/platform/errors";'],
  ["server/modules/orders/testing/a.ts", 'import { x } from "@/db/testing/database";'],
  ["server/acorn/orders.ts", '// import { x } from "@/db/tenant";'],
];

test.each(allowed)("an import along the arrows passes: %s: %s", (file, source) => {
  expect(findArrowFaults(file, source)).toEqual([]);
});

test("a planted file is found on disk, with its line", () => {
  const root = mkdtempSync(join(tmpdir(), "oakline-arrows-"));
  try {
    const file = join(root, "server/acorn/orders.ts");
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, 'import { z } from "zod";\nimport { tenant } from "@/db/tenant";\n');
    const { files, faults } = checkArrows(root);
    expect(files).toBe(1);
    expect(faults).toMatchObject([{ file: "server/acorn/orders.ts", line: 2, imports: "@/db/tenant" }]);
  } finally {
    rmSync(root, { recursive: true });
  }
});

test("the house itself holds every arrow", () => {
  expect(checkArrows(process.cwd()).faults).toEqual([]);
});
