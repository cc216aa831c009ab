import { sql } from "drizzle-orm";
import { integer, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { idColumn, instant, tenantTable } from "./columns";
import type { Role } from "./tenants";

/** A named state of a grid: the query of its address, of one person or of the whole tenant. */
export const savedView = tenantTable(
  "saved_view",
  {
    id: idColumn("id", "savedView").notNull(),
    /** which grid: "orders", "audit" … */
    grid: text("grid").notNull(),
    name: text("name").notNull(),
    /** null = shared with the tenant */
    userId: idColumn("user_id", "user"),
    /** canonical query of the address, without paging and cursor */
    query: text("query").notNull(),
    /** roles for which this shared view opens first */
    defaultFor: text("default_for").array().$type<Role[]>().notNull().default(sql`'{}'`),
    version: integer("version").notNull().default(1),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("saved_view_shared").on(t.tenantId, t.grid, t.name).where(sql`user_id is null`),
    uniqueIndex("saved_view_own").on(t.tenantId, t.grid, t.userId, t.name).where(sql`user_id is not null`),
  ],
);
