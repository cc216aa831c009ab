import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { findRunning } from "@/server/boot/data-folder";
import { runForCode, stopTasks } from "@/server/boot/run-to-end";
import { nodeArguments } from "@/server/boot/supervise";
import { processEnvironment } from "@/server/platform/env";

// `npm run seed -- SCENARIO [--data DIR]`: fills the instance that is up on that folder.
const { values, positionals } = parseArgs({
  options: { data: { type: "string", default: ".data" } },
  allowPositionals: true,
});
process.once("disconnect", () => void stopTasks().finally(() => process.exit(1)));
const running = findRunning(resolve(values.data));
if (!running) {
  console.error(`no instance is up on ${values.data}: start it with npm run up, then seed it`);
  process.exit(1);
}
const buildDir = join(process.cwd(), ".data/build");
const { code } = await runForCode({
  name: "seed",
  command: [
    process.execPath,
    ...nodeArguments(buildDir),
    join(buildDir, "prepare-data.js"),
    positionals[0] ?? "demo",
  ],
  cwd: process.cwd(),
  env: { ...processEnvironment(), ...running.env },
  onOutput: (chunk) => process.stdout.write(chunk),
});
process.exit(code);
