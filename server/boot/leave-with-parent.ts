import { Socket } from "node:net";
import { isMainThread } from "node:worker_threads";

// Loaded before a child's own code with ?parent=PID. The launcher holds the other end of stdin and never writes:
// when it closes the launcher is gone, in whatever way, and nobody is left to stop this process.
const parent = Number(new URL(import.meta.url).searchParams.get("parent"));
// The process's own stdin object: a second one on the same descriptor fails.
if (isMainThread && process.ppid === parent && process.stdin instanceof Socket) {
  process.stdin.once("close", () => {
    // The whole group, which is ours alone: it holds our own children too.
    process.kill(-process.pid, "SIGTERM");
    setTimeout(() => process.kill(-process.pid, "SIGKILL"), 8000).unref();
  });
  process.stdin.on("error", () => undefined);
  process.stdin.resume();
  process.stdin.unref();
}
