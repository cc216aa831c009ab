import { connectDatabase, disconnectDatabase } from "@/db/client";
import { isEmptyInstance, seed } from "@/db/seed/main";
import { demoPeople } from "@/db/seed/scenarios/demo";
import { createSignInLink, findPersonByEmail } from "@/server/access/create-sign-in-link";
import { createFirstOwnerLink } from "@/server/access/first-owner";
import { env } from "@/server/platform/env";

// Argument: "demo" fills an empty database; "empty" never writes anything but a first owner's link.
const [scenario = "empty"] = process.argv.slice(2);
const settings = env();
connectDatabase({
  app: settings.DATABASE_URL,
  auth: settings.DATABASE_AUTH_URL,
  scheduler: settings.DATABASE_SCHEDULER_URL,
});
const baseUrl = settings.APP_URL;
if (scenario !== "empty" && (await isEmptyInstance())) await seed(scenario);
if (await isEmptyInstance()) {
  console.log(`first owner: ${await createFirstOwnerLink({ baseUrl })}`);
}
for (const { name, email } of [demoPeople.mara, demoPeople.jun]) {
  if (await findPersonByEmail(email))
    console.log(`sign in ${name}: ${await createSignInLink({ email, baseUrl })}`);
}
await disconnectDatabase();
