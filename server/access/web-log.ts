import { env } from "@/server/platform/env";
import { createLogger, type Logger } from "@/server/platform/log";

let log: Logger | undefined;

/** The web process's log, made at first use: a build needs no configuration. */
export function webLog(): Logger {
  log ??= createLogger("web", env().LOG_LEVEL);
  return log;
}
