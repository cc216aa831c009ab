import { parseArgs } from "node:util";
import { createSimulator } from "./create-simulator";
import { defaultSeed, platformApp, privateApp } from "./defaults";
import { createSimulatedClock } from "./simulated-clock";

/** `--port N --seed N [--volume X] [--at ISO] [--stand] [--redirect-uri URL]…`: prints `ready <url>` when it listens. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "0" },
      seed: { type: "string", default: String(defaultSeed) },
      volume: { type: "string", default: "1" },
      at: { type: "string" },
      stand: { type: "boolean", default: false },
      "redirect-uri": { type: "string", multiple: true, default: [] },
    },
  });
  const at = values.at === undefined ? undefined : new Date(values.at);
  if (at && Number.isNaN(at.getTime())) throw new RangeError("--at is no date-time");
  const redirectUris = [...platformApp.redirectUris, ...values["redirect-uri"]];
  const simulator = await createSimulator({
    port: readNumber("port", values.port, 65_535),
    seed: readNumber("seed", values.seed, 2 ** 32 - 1),
    volume: readNumber("volume", values.volume, 1_000),
    clock: createSimulatedClock({ at, mode: values.stand ? "stand" : "run" }),
    apps: [{ ...platformApp, redirectUris }, privateApp],
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      simulator.stop().then(() => process.exit(0));
    });
  }
  console.log(`ready ${simulator.url}`);
}

function readNumber(name: string, text: string, most: number): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value < 0 || value > most)
    throw new RangeError(`--${name} is a number from 0 to ${most}`);
  return value;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
