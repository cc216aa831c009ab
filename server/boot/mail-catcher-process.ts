import { parseArgs } from "node:util";
import { startMailCatcher } from "@/server/boot/mail-catcher";

const { values } = parseArgs({
  options: { "smtp-port": { type: "string", default: "0" }, "http-port": { type: "string", default: "0" } },
});
const catcher = await startMailCatcher({
  smtp: Number(values["smtp-port"]),
  http: Number(values["http-port"]),
});
process.once("SIGTERM", () => catcher.stop());
console.log(`ready ${catcher.pageUrl}`);
