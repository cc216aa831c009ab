import { parseArgs } from "node:util";
import { FolderInUseError } from "@/server/boot/data-folder";
import { stopTasks } from "@/server/boot/run-to-end";
import { showPhases } from "@/server/boot/show-phases";
import { startInstance, type UpOptions } from "@/server/boot/start-instance";
import { createStopList } from "@/server/boot/stop-list";
import { ConfigurationError } from "@/server/platform/env";

function readOptions(args: string[]): UpOptions {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: "string" },
      data: { type: "string", default: ".data" },
      fresh: { type: "boolean", default: false },
      empty: { type: "boolean", default: false },
      dev: { type: "boolean", default: false },
    },
  });
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65535)) {
    throw new TypeError(`--port ${values.port} is no port`);
  }
  return { ...values, port };
}

async function up(): Promise<void> {
  const phases = showPhases((line) => console.log(line));
  const stops = createStopList(phases.say);
  stops.add("tasks", stopTasks);
  const leave = async (code: number) => {
    await stops.stopAll();
    process.exit(code);
  };
  let asked = 0;
  const onSignal = () => {
    if (asked++ === 0) phases.say("stopping…");
    void leave(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "disconnect"] as const) process.on(signal, onSignal);
  // The terminal may be gone before we are.
  process.stdout.on("error", onSignal);
  try {
    await startInstance(readOptions(process.argv.slice(2)), phases, stops);
  } catch (error) {
    if (stops.isStopping()) return await leave(0);
    phases.say(explain(error));
    await leave(1);
  }
}

function explain(error: unknown): string {
  if (error instanceof ConfigurationError) {
    return `The configuration is wrong; nothing was started:\n${error.message.replace(/^/gm, "  ")}`;
  }
  if (error instanceof FolderInUseError || error instanceof TypeError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

await up();
