import process from "node:process";

// The simulator alone, for rehearsals; the channel closes when the bootstrap is gone.
process.once("disconnect", () => process.exit(0));
await import("@/server/acorn/simulator/main");
