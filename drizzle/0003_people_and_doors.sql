CREATE TABLE "audit_seal" (
	"tenant_id" uuid NOT NULL,
	"position" bigint NOT NULL,
	"audit_id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	"sealed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "audit_seal_tenant_id_position_pk" PRIMARY KEY("tenant_id","position")
);
--> statement-breakpoint
ALTER TABLE "audit_seal" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invitation" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"tenant_name" text NOT NULL,
	"tenant_hue" smallint NOT NULL,
	"invited_by_name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "invitation_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "invitation_role" CHECK ("invitation"."role" in ('owner', 'admin', 'manager', 'operator', 'viewer'))
);
--> statement-breakpoint
ALTER TABLE "invitation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "legal_entity" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"country" text NOT NULL,
	"registration" text,
	"address_lines" text[] DEFAULT '{}' NOT NULL,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "legal_entity_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "legal_entity" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "agency_grant" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"agency_id" uuid NOT NULL,
	"agency_name" text NOT NULL,
	"role" text NOT NULL,
	"connection_ids" uuid[],
	"ends_at" timestamp (3) with time zone,
	"granted_by_name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"revoked_by_name" text,
	CONSTRAINT "agency_grant_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "agency_grant_role" CHECK ("agency_grant"."role" in ('admin', 'manager', 'operator', 'viewer'))
);
--> statement-breakpoint
ALTER TABLE "agency_grant" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "agency_visit" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"grant_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "agency_visit_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "agency_visit" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "access_review" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"quarter" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_by_name" text,
	CONSTRAINT "access_review_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "access_review" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "access_review_item" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"review_id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"name" text NOT NULL,
	"detail" text NOT NULL,
	"role" text NOT NULL,
	"last_seen_at" timestamp (3) with time zone,
	"decision" text,
	"decided_by_name" text,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "access_review_item_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "access_review_subject_kind" CHECK ("access_review_item"."subject_kind" in ('member', 'grant')),
	CONSTRAINT "access_review_decision" CHECK ("access_review_item"."decision" in ('keep', 'revoke'))
);
--> statement-breakpoint
ALTER TABLE "access_review_item" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "saved_view" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"grid" text NOT NULL,
	"name" text NOT NULL,
	"user_id" uuid,
	"query" text NOT NULL,
	"default_for" text[] DEFAULT '{}' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "saved_view_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "saved_view" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "auth"."known_device" (
	"user_id" uuid NOT NULL,
	"device_hash" text NOT NULL,
	"label" text NOT NULL,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "known_device_user_id_device_hash_pk" PRIMARY KEY("user_id","device_hash")
);
--> statement-breakpoint
CREATE TABLE "auth"."recovery_code" (
	"user_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "recovery_code_user_id_hash_pk" PRIMARY KEY("user_id","hash")
);
--> statement-breakpoint
CREATE TABLE "auth"."tenant_visit" (
	"user_id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone,
	"pinned_at" timestamp (3) with time zone,
	CONSTRAINT "tenant_visit_user_id_tenant_id_pk" PRIMARY KEY("user_id","tenant_id")
);
--> statement-breakpoint
CREATE TABLE "auth"."totp_factor" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"sealed_secret" text NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"last_step" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit" DROP CONSTRAINT "audit_actor_kind";--> statement-breakpoint
ALTER TABLE "work_item" DROP CONSTRAINT "work_item_kind";--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "grant_id" uuid;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "agency_name" text;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "device" text;--> statement-breakpoint
ALTER TABLE "tenant" ADD COLUMN "kind" text DEFAULT 'company' NOT NULL;--> statement-breakpoint
ALTER TABLE "tenant" ADD COLUMN "deletion_due_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "auth"."session" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "auth"."session" ADD COLUMN "last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "auth"."session" ADD COLUMN "device" text;--> statement-breakpoint
ALTER TABLE "auth"."session" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "auth"."session" ADD COLUMN "factor_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "auth"."user" ADD COLUMN "notify_email" text;--> statement-breakpoint
ALTER TABLE "auth"."user" ADD COLUMN "factor_failures" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "auth"."user" ADD COLUMN "factor_locked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "audit_seal" ADD CONSTRAINT "audit_seal_tenant_id_audit_id_audit_tenant_id_id_fk" FOREIGN KEY ("tenant_id","audit_id") REFERENCES "public"."audit"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agency_visit" ADD CONSTRAINT "agency_visit_tenant_id_grant_id_agency_grant_tenant_id_id_fk" FOREIGN KEY ("tenant_id","grant_id") REFERENCES "public"."agency_grant"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_review_item" ADD CONSTRAINT "access_review_item_tenant_id_review_id_access_review_tenant_id_id_fk" FOREIGN KEY ("tenant_id","review_id") REFERENCES "public"."access_review"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."known_device" ADD CONSTRAINT "known_device_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."recovery_code" ADD CONSTRAINT "recovery_code_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."tenant_visit" ADD CONSTRAINT "tenant_visit_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."totp_factor" ADD CONSTRAINT "totp_factor_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_seal_row" ON "audit_seal" USING btree ("tenant_id","audit_id");--> statement-breakpoint
CREATE INDEX "invitation_token" ON "invitation" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "invitation_open" ON "invitation" USING btree ("tenant_id","email") WHERE accepted_at is null and revoked_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "legal_entity_name" ON "legal_entity" USING btree ("tenant_id","name") WHERE archived_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "agency_grant_live" ON "agency_grant" USING btree ("tenant_id","agency_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "agency_grant_agency_id" ON "agency_grant" USING btree ("agency_id");--> statement-breakpoint
CREATE INDEX "agency_visit_recent" ON "agency_visit" USING btree ("tenant_id","grant_id","user_id","last_seen_at");--> statement-breakpoint
CREATE UNIQUE INDEX "access_review_quarter" ON "access_review" USING btree ("tenant_id","quarter");--> statement-breakpoint
CREATE UNIQUE INDEX "access_review_subject" ON "access_review_item" USING btree ("tenant_id","review_id","subject_kind","subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_view_shared" ON "saved_view" USING btree ("tenant_id","grid","name") WHERE user_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX "saved_view_own" ON "saved_view" USING btree ("tenant_id","grid","user_id","name") WHERE user_id is not null;--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_actor_kind" CHECK ("audit"."actor_kind" in ('member', 'agency', 'job'));--> statement-breakpoint
ALTER TABLE "tenant" ADD CONSTRAINT "tenant_kind" CHECK ("tenant"."kind" in ('company', 'agency'));--> statement-breakpoint
ALTER TABLE "work_item" ADD CONSTRAINT "work_item_kind" CHECK ("work_item"."kind" in ('confirm', 'changed', 'reauthorise', 'rotate-secret', 'sync-failing', 'access-review'));--> statement-breakpoint
CREATE POLICY "api_call_limit" ON "api_call" AS RESTRICTIVE FOR ALL TO "oakline_app" USING ((select nullif(current_setting('app.limited_tenants', true), '')) is null or tenant_id <> all ((select nullif(current_setting('app.limited_tenants', true), ''))::uuid[]) or connection_id = any ((select nullif(current_setting('app.connection_ids', true), ''))::uuid[]));--> statement-breakpoint
CREATE POLICY "connection_limit" ON "connection" AS RESTRICTIVE FOR ALL TO "oakline_app" USING ((select nullif(current_setting('app.limited_tenants', true), '')) is null or tenant_id <> all ((select nullif(current_setting('app.limited_tenants', true), ''))::uuid[]) or id = any ((select nullif(current_setting('app.connection_ids', true), ''))::uuid[]));--> statement-breakpoint
CREATE POLICY "sync_flow_limit" ON "sync_flow" AS RESTRICTIVE FOR ALL TO "oakline_app" USING ((select nullif(current_setting('app.limited_tenants', true), '')) is null or tenant_id <> all ((select nullif(current_setting('app.limited_tenants', true), ''))::uuid[]) or connection_id = any ((select nullif(current_setting('app.connection_ids', true), ''))::uuid[]));--> statement-breakpoint
CREATE POLICY "sync_run_limit" ON "sync_run" AS RESTRICTIVE FOR ALL TO "oakline_app" USING ((select nullif(current_setting('app.limited_tenants', true), '')) is null or tenant_id <> all ((select nullif(current_setting('app.limited_tenants', true), ''))::uuid[]) or connection_id = any ((select nullif(current_setting('app.connection_ids', true), ''))::uuid[]));--> statement-breakpoint
CREATE POLICY "drift_limit" ON "drift" AS RESTRICTIVE FOR ALL TO "oakline_app" USING ((select nullif(current_setting('app.limited_tenants', true), '')) is null or tenant_id <> all ((select nullif(current_setting('app.limited_tenants', true), ''))::uuid[]) or connection_id = any ((select nullif(current_setting('app.connection_ids', true), ''))::uuid[]));--> statement-breakpoint
CREATE POLICY "purchase_order_limit" ON "purchase_order" AS RESTRICTIVE FOR ALL TO "oakline_app" USING ((select nullif(current_setting('app.limited_tenants', true), '')) is null or tenant_id <> all ((select nullif(current_setting('app.limited_tenants', true), ''))::uuid[]) or connection_id = any ((select nullif(current_setting('app.connection_ids', true), ''))::uuid[]));--> statement-breakpoint
CREATE POLICY "order_change_limit" ON "order_change" AS RESTRICTIVE FOR ALL TO "oakline_app" USING ((select nullif(current_setting('app.limited_tenants', true), '')) is null or tenant_id <> all ((select nullif(current_setting('app.limited_tenants', true), ''))::uuid[]) or exists (
      select 1 from purchase_order o where o.tenant_id = order_change.tenant_id and o.id = order_change.order_id));--> statement-breakpoint
CREATE POLICY "purchase_order_line_limit" ON "purchase_order_line" AS RESTRICTIVE FOR ALL TO "oakline_app" USING ((select nullif(current_setting('app.limited_tenants', true), '')) is null or tenant_id <> all ((select nullif(current_setting('app.limited_tenants', true), ''))::uuid[]) or exists (
      select 1 from purchase_order o where o.tenant_id = purchase_order_line.tenant_id and o.id = purchase_order_line.order_id));--> statement-breakpoint
CREATE POLICY "order_rollup_limit" ON "order_rollup" AS RESTRICTIVE FOR ALL TO "oakline_app" USING ((select nullif(current_setting('app.limited_tenants', true), '')) is null or tenant_id <> all ((select nullif(current_setting('app.limited_tenants', true), ''))::uuid[]) or connection_id = any ((select nullif(current_setting('app.connection_ids', true), ''))::uuid[]));--> statement-breakpoint
CREATE POLICY "quarantine_limit" ON "quarantine" AS RESTRICTIVE FOR ALL TO "oakline_app" USING ((select nullif(current_setting('app.limited_tenants', true), '')) is null or tenant_id <> all ((select nullif(current_setting('app.limited_tenants', true), ''))::uuid[]) or connection_id = any ((select nullif(current_setting('app.connection_ids', true), ''))::uuid[]));--> statement-breakpoint
CREATE POLICY "work_item_limit" ON "work_item" AS RESTRICTIVE FOR ALL TO "oakline_app" USING ((select nullif(current_setting('app.limited_tenants', true), '')) is null or tenant_id <> all ((select nullif(current_setting('app.limited_tenants', true), ''))::uuid[]) or connection_id = any ((select nullif(current_setting('app.connection_ids', true), ''))::uuid[]));--> statement-breakpoint
CREATE POLICY "audit_seal_tenant" ON "audit_seal" AS PERMISSIVE FOR ALL TO "oakline_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "invitation_tenant" ON "invitation" AS PERMISSIVE FOR ALL TO "oakline_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "legal_entity_tenant" ON "legal_entity" AS PERMISSIVE FOR ALL TO "oakline_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "agency_grant_tenant" ON "agency_grant" AS PERMISSIVE FOR ALL TO "oakline_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "agency_grant_person" ON "agency_grant" AS PERMISSIVE FOR SELECT TO "oakline_app" USING (exists (select 1 from member m where m.tenant_id = agency_grant.agency_id and m.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "agency_grant_agency" ON "agency_grant" AS PERMISSIVE FOR SELECT TO "oakline_app" USING (agency_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "agency_visit_tenant" ON "agency_visit" AS PERMISSIVE FOR ALL TO "oakline_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "access_review_tenant" ON "access_review" AS PERMISSIVE FOR ALL TO "oakline_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "access_review_item_tenant" ON "access_review_item" AS PERMISSIVE FOR ALL TO "oakline_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "saved_view_tenant" ON "saved_view" AS PERMISSIVE FOR ALL TO "oakline_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
ALTER POLICY "tenant_person" ON "tenant" TO oakline_app USING (exists (select 1 from member m where m.tenant_id = tenant.id and m.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
        or exists (select 1 from agency_grant g join member m on m.tenant_id = g.agency_id and m.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
          where g.tenant_id = tenant.id and g.revoked_at is null and (g.ends_at is null or g.ends_at > now())));