CREATE SCHEMA "auth";
--> statement-breakpoint
CREATE TABLE "audit" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"outcome" text NOT NULL,
	"subject_kind" text,
	"subject_id" uuid,
	"before" jsonb,
	"after" jsonb,
	"request_id" text NOT NULL,
	CONSTRAINT "audit_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "audit_actor_kind" CHECK ("audit"."actor_kind" in ('member', 'job')),
	CONSTRAINT "audit_outcome" CHECK ("audit"."outcome" in ('done', 'denied'))
);
--> statement-breakpoint
ALTER TABLE "audit" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "member" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "member_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "member_role" CHECK ("member"."role" in ('owner', 'admin', 'manager', 'operator', 'viewer'))
);
--> statement-breakpoint
ALTER TABLE "member" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tenant" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"hue" smallint DEFAULT 0 NOT NULL,
	"zone" text DEFAULT 'UTC' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"suspended_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "tenant" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tenant_key" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"wrapped" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tenant_key_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "tenant_key" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "acorn_app" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"application_id" text NOT NULL,
	"client_id" text NOT NULL,
	"sealed_client_secret" text NOT NULL,
	"visibility" text NOT NULL,
	"state" text NOT NULL,
	"secret_set_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "acorn_app_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "acorn_app_visibility" CHECK ("acorn_app"."visibility" in ('private', 'public')),
	CONSTRAINT "acorn_app_state" CHECK ("acorn_app"."state" in ('draft', 'approved', 'disabled'))
);
--> statement-breakpoint
ALTER TABLE "acorn_app" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "api_call" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"operation" text NOT NULL,
	"method" text NOT NULL,
	"path" text NOT NULL,
	"status" integer,
	"attempt" integer NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"duration_ms" integer NOT NULL,
	"acorn_request_id" text,
	"request_bytes" integer NOT NULL,
	"response_bytes" integer NOT NULL,
	"error_code" text,
	"headers" jsonb NOT NULL,
	CONSTRAINT "api_call_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
) PARTITION BY RANGE ("id");
--> statement-breakpoint
ALTER TABLE "api_call" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "connection" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"app_id" uuid,
	"environment" text NOT NULL,
	"country" text NOT NULL,
	"region" text NOT NULL,
	"selling_partner_id" text NOT NULL,
	"label" text NOT NULL,
	"vendor_codes" text[] DEFAULT '{}' NOT NULL,
	"authorisation" text NOT NULL,
	"state" text NOT NULL,
	"state_reason" text,
	"authorised_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"sealed_refresh_token" text NOT NULL,
	"sealed_access_token" text,
	"access_expires_at" timestamp (3) with time zone,
	"refresh_lease_until" timestamp (3) with time zone,
	"refresh_fence" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "connection_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "connection_environment" CHECK ("connection"."environment" in ('production', 'sandbox')),
	CONSTRAINT "connection_region" CHECK ("connection"."region" in ('na', 'eu', 'fe')),
	CONSTRAINT "connection_authorisation" CHECK ("connection"."authorisation" in ('consent', 'self')),
	CONSTRAINT "connection_state" CHECK ("connection"."state" in ('active', 'reauthorise', 'paused', 'removed'))
);
--> statement-breakpoint
ALTER TABLE "connection" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "oauth_state" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"state_hash" "bytea" NOT NULL,
	"session_hash" "bytea" NOT NULL,
	"user_id" uuid NOT NULL,
	"app_id" uuid,
	"country" text NOT NULL,
	"environment" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "oauth_state_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "oauth_state" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sync_flow" (
	"tenant_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"flow" text NOT NULL,
	"every_minutes" integer,
	"daily_at" text,
	"daily_zone" text,
	"enabled" boolean DEFAULT true NOT NULL,
	"next_due_at" timestamp (3) with time zone NOT NULL,
	"next_sweep_at" timestamp (3) with time zone NOT NULL,
	"last_ok_at" timestamp (3) with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"last_error_code" text,
	"created_cursor" timestamp (3) with time zone,
	"changed_cursor" timestamp (3) with time zone,
	"backfill_cursor" timestamp (3) with time zone,
	"backfill_from" timestamp (3) with time zone,
	"backfill_done_at" timestamp (3) with time zone,
	CONSTRAINT "sync_flow_tenant_id_connection_id_flow_pk" PRIMARY KEY("tenant_id","connection_id","flow"),
	CONSTRAINT "sync_flow_flow" CHECK ("sync_flow"."flow" in ('orders', 'order-status'))
);
--> statement-breakpoint
ALTER TABLE "sync_flow" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sync_run" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"flow" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"pages" integer DEFAULT 0 NOT NULL,
	"seen" integer DEFAULT 0 NOT NULL,
	"inserted" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"quarantined" integer DEFAULT 0 NOT NULL,
	"steps_done" integer DEFAULT 0 NOT NULL,
	"steps_total" integer DEFAULT 0 NOT NULL,
	"error_code" text,
	"error_reason" text,
	CONSTRAINT "sync_run_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "sync_run_flow" CHECK ("sync_run"."flow" in ('orders', 'order-status')),
	CONSTRAINT "sync_run_kind" CHECK ("sync_run"."kind" in ('poll', 'sweep', 'backfill', 'fetch')),
	CONSTRAINT "sync_run_state" CHECK ("sync_run"."state" in ('queued', 'running', 'done', 'failed'))
);
--> statement-breakpoint
ALTER TABLE "sync_run" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "archive" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"sha256" "bytea" NOT NULL,
	"kind" text NOT NULL,
	"content" "bytea" NOT NULL,
	"size" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "archive_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "archive_kind" CHECK ("archive"."kind" in ('order', 'order-status', 'unreadable'))
);
--> statement-breakpoint
ALTER TABLE "archive" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "drift" (
	"tenant_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"operation" text NOT NULL,
	"path" text NOT NULL,
	"value" text NOT NULL,
	"count" integer NOT NULL,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "drift_tenant_id_connection_id_operation_path_value_pk" PRIMARY KEY("tenant_id","connection_id","operation","path","value")
);
--> statement-breakpoint
ALTER TABLE "drift" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "purchase_order" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"number" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state" text NOT NULL,
	"status" text NOT NULL,
	"type" text,
	"ordered_at" timestamp (3) with time zone NOT NULL,
	"ordered_on" date NOT NULL,
	"changed_at" timestamp (3) with time zone,
	"state_changed_at" timestamp (3) with time zone,
	"confirm_due_at" timestamp (3) with time zone NOT NULL,
	"next_due_at" timestamp (3) with time zone,
	"vendor_code" text,
	"fc_code" text,
	"country" text NOT NULL,
	"ship_to" jsonb,
	"bill_to" jsonb,
	"buying" jsonb,
	"selling" jsonb,
	"window_kind" text,
	"window_start_at" timestamp (3) with time zone,
	"window_end_at" timestamp (3) with time zone,
	"payment_method" text,
	"deal_code" text,
	"import_terms" jsonb,
	"currency" char(3) NOT NULL,
	"value" numeric(19, 6),
	"line_count" integer NOT NULL,
	"ordered_units" integer NOT NULL,
	"accepted_units" integer,
	"rejected_units" integer,
	"received_units" integer,
	"amazon_changed_at" timestamp (3) with time zone,
	"archive_id" uuid NOT NULL,
	"status_archive_id" uuid,
	"status_updated_at" timestamp (3) with time zone,
	"status_seen_at" timestamp (3) with time zone,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "purchase_order_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "purchase_order_status" CHECK ("purchase_order"."status" in ('to-confirm', 'confirmed', 'changed', 'closed', 'cancelled'))
);
--> statement-breakpoint
ALTER TABLE "purchase_order" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "order_change" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"amazon_changed_at" timestamp (3) with time zone,
	"changes" jsonb NOT NULL,
	"before_archive_id" uuid NOT NULL,
	"after_archive_id" uuid NOT NULL,
	CONSTRAINT "order_change_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "order_change" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "purchase_order_line" (
	"tenant_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"sequence" text NOT NULL,
	"position" integer NOT NULL,
	"asin" text,
	"vendor_sku" text,
	"ordered_amount" integer NOT NULL,
	"unit" text NOT NULL,
	"unit_size" integer NOT NULL,
	"ordered_units" integer NOT NULL,
	"is_cancelled" boolean NOT NULL,
	"is_backorder_allowed" boolean NOT NULL,
	"net_cost" numeric(19, 6),
	"list_price" numeric(19, 6),
	"currency" char(3),
	"cost_per" text,
	"confirmation" text,
	"accepted_units" integer,
	"rejected_units" integer,
	"cancelled_units" integer,
	"receiving" text,
	"received_units" integer,
	"last_received_at" timestamp (3) with time zone,
	CONSTRAINT "purchase_order_line_tenant_id_order_id_sequence_pk" PRIMARY KEY("tenant_id","order_id","sequence")
);
--> statement-breakpoint
ALTER TABLE "purchase_order_line" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "order_rollup" (
	"tenant_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"status" text NOT NULL,
	"currency" char(3) NOT NULL,
	"ordered_on" date NOT NULL,
	"orders" integer NOT NULL,
	"lines" integer NOT NULL,
	"units" integer NOT NULL,
	"value" numeric(19, 6) NOT NULL,
	CONSTRAINT "order_rollup_tenant_id_connection_id_ordered_on_status_currency_pk" PRIMARY KEY("tenant_id","connection_id","ordered_on","status","currency")
);
--> statement-breakpoint
ALTER TABLE "order_rollup" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "quarantine" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"operation" text NOT NULL,
	"archive_id" uuid NOT NULL,
	"faults" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"resolved_at" timestamp (3) with time zone,
	CONSTRAINT "quarantine_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "quarantine" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "mail" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"dedupe_key" text NOT NULL,
	"to_email" text NOT NULL,
	"template" text NOT NULL,
	"locale" text NOT NULL,
	"facts" jsonb NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"error" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "mail_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "mail_state" CHECK ("mail"."state" in ('queued', 'sent', 'failed'))
);
--> statement-breakpoint
ALTER TABLE "mail" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "work_item" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"connection_id" uuid,
	"due_at" timestamp (3) with time zone,
	"money_at_risk" numeric(19, 6),
	"currency" char(3),
	"state" text NOT NULL,
	"assignee_id" uuid,
	"facts" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "work_item_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "work_item_kind" CHECK ("work_item"."kind" in ('confirm', 'changed', 'reauthorise', 'rotate-secret', 'sync-failing')),
	CONSTRAINT "work_item_state" CHECK ("work_item"."state" in ('open', 'done'))
);
--> statement-breakpoint
ALTER TABLE "work_item" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "auth"."account" (
	"user_id" uuid NOT NULL,
	"type" text NOT NULL,
	"provider" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"refresh_token" text,
	"access_token" text,
	"expires_at" integer,
	"token_type" text,
	"scope" text,
	"id_token" text,
	"session_state" text,
	CONSTRAINT "account_provider_provider_account_id_pk" PRIMARY KEY("provider","provider_account_id")
);
--> statement-breakpoint
CREATE TABLE "auth"."session" (
	"session_token" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"expires" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth"."sign_in_limit" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "auth"."user" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text,
	"email" text NOT NULL,
	"email_verified" timestamp (3) with time zone,
	"image" text,
	"locale" text,
	"zone" text,
	"theme" text,
	"density" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth"."verification_token" (
	"identifier" text NOT NULL,
	"token" text NOT NULL,
	"expires" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "verification_token_identifier_token_pk" PRIMARY KEY("identifier","token")
);
--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connection" ADD CONSTRAINT "connection_tenant_id_app_id_acorn_app_tenant_id_id_fk" FOREIGN KEY ("tenant_id","app_id") REFERENCES "public"."acorn_app"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_state" ADD CONSTRAINT "oauth_state_tenant_id_app_id_acorn_app_tenant_id_id_fk" FOREIGN KEY ("tenant_id","app_id") REFERENCES "public"."acorn_app"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sync_flow" ADD CONSTRAINT "sync_flow_tenant_id_connection_id_connection_tenant_id_id_fk" FOREIGN KEY ("tenant_id","connection_id") REFERENCES "public"."connection"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sync_run" ADD CONSTRAINT "sync_run_tenant_id_connection_id_connection_tenant_id_id_fk" FOREIGN KEY ("tenant_id","connection_id") REFERENCES "public"."connection"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drift" ADD CONSTRAINT "drift_tenant_id_connection_id_connection_tenant_id_id_fk" FOREIGN KEY ("tenant_id","connection_id") REFERENCES "public"."connection"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_order" ADD CONSTRAINT "purchase_order_tenant_id_connection_id_connection_tenant_id_id_fk" FOREIGN KEY ("tenant_id","connection_id") REFERENCES "public"."connection"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_order" ADD CONSTRAINT "purchase_order_tenant_id_archive_id_archive_tenant_id_id_fk" FOREIGN KEY ("tenant_id","archive_id") REFERENCES "public"."archive"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_order" ADD CONSTRAINT "purchase_order_tenant_id_status_archive_id_archive_tenant_id_id_fk" FOREIGN KEY ("tenant_id","status_archive_id") REFERENCES "public"."archive"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_change" ADD CONSTRAINT "order_change_tenant_id_order_id_purchase_order_tenant_id_id_fk" FOREIGN KEY ("tenant_id","order_id") REFERENCES "public"."purchase_order"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_change" ADD CONSTRAINT "order_change_tenant_id_before_archive_id_archive_tenant_id_id_fk" FOREIGN KEY ("tenant_id","before_archive_id") REFERENCES "public"."archive"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_change" ADD CONSTRAINT "order_change_tenant_id_after_archive_id_archive_tenant_id_id_fk" FOREIGN KEY ("tenant_id","after_archive_id") REFERENCES "public"."archive"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_order_line" ADD CONSTRAINT "purchase_order_line_tenant_id_order_id_purchase_order_tenant_id_id_fk" FOREIGN KEY ("tenant_id","order_id") REFERENCES "public"."purchase_order"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_rollup" ADD CONSTRAINT "order_rollup_tenant_id_connection_id_connection_tenant_id_id_fk" FOREIGN KEY ("tenant_id","connection_id") REFERENCES "public"."connection"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarantine" ADD CONSTRAINT "quarantine_tenant_id_connection_id_connection_tenant_id_id_fk" FOREIGN KEY ("tenant_id","connection_id") REFERENCES "public"."connection"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarantine" ADD CONSTRAINT "quarantine_tenant_id_archive_id_archive_tenant_id_id_fk" FOREIGN KEY ("tenant_id","archive_id") REFERENCES "public"."archive"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_item" ADD CONSTRAINT "work_item_tenant_id_connection_id_connection_tenant_id_id_fk" FOREIGN KEY ("tenant_id","connection_id") REFERENCES "public"."connection"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_subject" ON "audit" USING btree ("tenant_id","subject_kind","subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "member_user" ON "member" USING btree ("tenant_id","user_id");--> statement-breakpoint
CREATE INDEX "member_of_person" ON "member" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "acorn_app_client" ON "acorn_app" USING btree ("tenant_id","client_id");--> statement-breakpoint
CREATE INDEX "api_call_connection" ON "api_call" USING btree ("tenant_id","connection_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "connection_partner" ON "connection" USING btree ("tenant_id","environment","region","selling_partner_id");--> statement-breakpoint
CREATE UNIQUE INDEX "oauth_state_hash" ON "oauth_state" USING btree ("tenant_id","state_hash");--> statement-breakpoint
CREATE INDEX "sync_flow_due" ON "sync_flow" USING btree ("next_due_at");--> statement-breakpoint
CREATE INDEX "sync_run_recent" ON "sync_run" USING btree ("tenant_id","connection_id","flow","started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "archive_content" ON "archive" USING btree ("tenant_id","sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "purchase_order_number" ON "purchase_order" USING btree ("tenant_id","connection_id","number");--> statement-breakpoint
CREATE INDEX "purchase_order_due" ON "purchase_order" USING btree ("tenant_id",(case when "next_due_at" is null then 'infinity'::timestamptz else "next_due_at" end),"id");--> statement-breakpoint
CREATE INDEX "purchase_order_ordered" ON "purchase_order" USING btree ("tenant_id","ordered_at","id");--> statement-breakpoint
CREATE INDEX "purchase_order_day" ON "purchase_order" USING btree ("tenant_id","connection_id","ordered_on");--> statement-breakpoint
CREATE UNIQUE INDEX "order_change_version" ON "order_change" USING btree ("tenant_id","order_id","version");--> statement-breakpoint
CREATE UNIQUE INDEX "quarantine_content" ON "quarantine" USING btree ("tenant_id","connection_id","operation","archive_id");--> statement-breakpoint
CREATE UNIQUE INDEX "mail_once" ON "mail" USING btree ("tenant_id","dedupe_key");--> statement-breakpoint
CREATE INDEX "mail_queue" ON "mail" USING btree ("tenant_id","state","next_attempt_at");--> statement-breakpoint
CREATE UNIQUE INDEX "work_item_open" ON "work_item" USING btree ("tenant_id","kind","subject_id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "work_item_due" ON "work_item" USING btree ("tenant_id","state","due_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "user_email" ON "auth"."user" USING btree ("email");--> statement-breakpoint
CREATE POLICY "audit_tenant" ON "audit" AS PERMISSIVE FOR ALL TO "oakline_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "member_tenant" ON "member" AS PERMISSIVE FOR ALL TO "oakline_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "member_person" ON "member" AS PERMISSIVE FOR SELECT TO "oakline_app" USING (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_tenant" ON "tenant" AS PERMISSIVE FOR ALL TO "oakline_app" USING (id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant_person" ON "tenant" AS PERMISSIVE FOR SELECT TO "oakline_app" USING (exists (select 1 from member m where m.tenant_id = tenant.id and m.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "tenant_key_tenant" ON "tenant_key" AS PERMISSIVE FOR ALL TO "oakline_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "acorn_app_tenant" ON "acorn_app" AS PERMISSIVE FOR ALL TO "oakline_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "api_call_tenant" ON "api_call" AS PERMISSIVE FOR ALL TO "oakline_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "connection_tenant" ON "connection" AS PERMISSIVE FOR ALL TO "oakline_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "oauth_state_tenant" ON "oauth_state" AS PERMISSIVE FOR ALL TO "oakline_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "sync_flow_tenant" ON "sync_flow" AS PERMISSIVE FOR ALL TO "oakline_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "sync_flow_grants" ON "sync_flow" AS PERMISSIVE FOR SELECT TO "oakline_app" USING (tenant_id = any((select nullif(current_setting('app.tenant_ids', true), ''))::uuid[]));--> statement-breakpoint
CREATE POLICY "sync_flow_due_list" ON "sync_flow" AS PERMISSIVE FOR SELECT TO "oakline_scheduler" USING (true);--> statement-breakpoint
CREATE POLICY "sync_run_tenant" ON "sync_run" AS PERMISSIVE FOR ALL TO "oakline_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "archive_tenant" ON "archive" AS PERMISSIVE FOR ALL TO "oakline_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "drift_tenant" ON "drift" AS PERMISSIVE FOR ALL TO "oakline_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "purchase_order_tenant" ON "purchase_order" AS PERMISSIVE FOR ALL TO "oakline_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "order_change_tenant" ON "order_change" AS PERMISSIVE FOR ALL TO "oakline_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "purchase_order_line_tenant" ON "purchase_order_line" AS PERMISSIVE FOR ALL TO "oakline_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "order_rollup_tenant" ON "order_rollup" AS PERMISSIVE FOR ALL TO "oakline_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "order_rollup_grants" ON "order_rollup" AS PERMISSIVE FOR SELECT TO "oakline_app" USING (tenant_id = any((select nullif(current_setting('app.tenant_ids', true), ''))::uuid[]));--> statement-breakpoint
CREATE POLICY "quarantine_tenant" ON "quarantine" AS PERMISSIVE FOR ALL TO "oakline_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "mail_tenant" ON "mail" AS PERMISSIVE FOR ALL TO "oakline_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "work_item_tenant" ON "work_item" AS PERMISSIVE FOR ALL TO "oakline_app" USING (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)) WITH CHECK (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "work_item_grants" ON "work_item" AS PERMISSIVE FOR SELECT TO "oakline_app" USING (tenant_id = any((select nullif(current_setting('app.tenant_ids', true), ''))::uuid[]));