import { connectDatabase, disconnectDatabase } from "@/db/client";
import { isEmptyInstance, seed } from "@/db/seed/main";
import { createSignInLink, listLinkPeople } from "@/server/access/create-sign-in-link";
import { env } from "@/server/platform/env";

// Argument: "demo" fills an empty database; "empty" never writes anything but a first owner's link.
const [scenario = "empty"] = process.argv.slice(2);
const { DATABASE_URL: app, DATABASE_AUTH_URL: auth, DATABASE_SCHEDULER_URL: scheduler } = env();
connectDatabase({ app, auth, scheduler });
if (scenario !== "empty" && (await isEmptyInstance())) await seed(scenario);
for (const person of await listLinkPeople()) {
  console.log(`sign in ${person.label}: ${await createSignInLink(person)}`);
}
await disconnectDatabase();
