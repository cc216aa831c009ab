CREATE TABLE "submission" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"natural_key" text NOT NULL,
	"subject_version" integer NOT NULL,
	"state" text NOT NULL,
	"is_shadow" boolean NOT NULL,
	"body" "bytea" NOT NULL,
	"body_hash" "bytea" NOT NULL,
	"document" jsonb NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"transaction_id" text,
	"acorn_request_id" text,
	"reasons" jsonb DEFAULT '[]' NOT NULL,
	"evidence" jsonb,
	"case_due_at" timestamp (3) with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "submission_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "submission_state" CHECK ("submission"."state" in ('draft', 'awaiting_approval', 'queued', 'sending', 'sent', 'presumed_accepted', 'verified', 'mismatch', 'refused', 'unknown', 'withdrawn'))
);
--> statement-breakpoint
ALTER TABLE "submission" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "submission_event" (
	"tenant_id" uuid NOT NULL,
	"submission_id" uuid NOT NULL,
	"step" integer NOT NULL,
	"connection_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"attempt" integer NOT NULL,
	"actor" text NOT NULL,
	"facts" jsonb NOT NULL,
	CONSTRAINT "submission_event_tenant_id_submission_id_step_pk" PRIMARY KEY("tenant_id","submission_id","step"),
	CONSTRAINT "submission_event_state" CHECK ("submission_event"."state" in ('draft', 'awaiting_approval', 'queued', 'sending', 'sent', 'presumed_accepted', 'verified', 'mismatch', 'refused', 'unknown', 'withdrawn'))
);
--> statement-breakpoint
ALTER TABLE "submission_event" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "connection" ADD COLUMN "mode" text DEFAULT 'shadow' NOT NULL;--> statement-breakpoint
ALTER TABLE "submission" ADD CONSTRAINT "submission_tenant_id_connection_id_connection_tenant_id_id_fk" FOREIGN KEY ("tenant_id","connection_id") REFERENCES "public"."connection"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_event" ADD CONSTRAINT "submission_event_tenant_id_submission_id_submission_tenant_id_id_fk" FOREIGN KEY ("tenant_id","submission_id") REFERENCES "public"."submission"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "submission_open" ON "submission" USING btree ("tenant_id","connection_id","kind","natural_key") WHERE state in ('awaiting_approval', 'queued', 'sending', 'unknown');--> statement-breakpoint
CREATE INDEX "submission_subject" ON "submission" USING btree ("tenant_id","subject_kind","subject_id","id");--> statement-breakpoint
CREATE INDEX "submission_due" ON "submission" USING btree ("next_at");--> statement-breakpoint
ALTER TABLE "connection" ADD CONSTRAINT "connection_mode" CHECK ("connection"."mode" in ('shadow', 'live'));--> statement-breakpoint
CREATE POLICY "submission_tenant" ON "submission" AS PERMISSIVE FOR ALL TO "oakline_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "submission_limit" ON "submission" AS RESTRICTIVE FOR ALL TO "oakline_app" USING ((select nullif(current_setting('app.limited_tenants', true), '')) is null or tenant_id <> all ((select nullif(current_setting('app.limited_tenants', true), ''))::uuid[]) or connection_id = any ((select nullif(current_setting('app.connection_ids', true), ''))::uuid[]));--> statement-breakpoint
CREATE POLICY "submission_due_list" ON "submission" AS PERMISSIVE FOR SELECT TO "oakline_scheduler" USING (next_at is not null);--> statement-breakpoint
CREATE POLICY "submission_event_tenant" ON "submission_event" AS PERMISSIVE FOR ALL TO "oakline_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "submission_event_limit" ON "submission_event" AS RESTRICTIVE FOR ALL TO "oakline_app" USING ((select nullif(current_setting('app.limited_tenants', true), '')) is null or tenant_id <> all ((select nullif(current_setting('app.limited_tenants', true), ''))::uuid[]) or connection_id = any ((select nullif(current_setting('app.connection_ids', true), ''))::uuid[]));