import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: [
    "./db/schema/tenants.ts",
    "./db/schema/connections.ts",
    "./db/schema/orders.ts",
    "./db/schema/work-items.ts",
    "./db/schema/agencies.ts",
    "./db/schema/access-reviews.ts",
    "./db/schema/saved-views.ts",
    "./db/schema/submissions.ts",
    "./db/schema/auth.ts",
  ],
  out: "./drizzle",
  entities: { roles: false },
});
