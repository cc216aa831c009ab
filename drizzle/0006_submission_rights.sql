ALTER TABLE submission FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE submission_event FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON submission TO oakline_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON submission_event TO oakline_app;
--> statement-breakpoint
GRANT SELECT ON submission, submission_event TO oakline_backup;
--> statement-breakpoint
CREATE POLICY submission_owner ON submission FOR ALL TO oakline_owner
  USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
  WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
--> statement-breakpoint
CREATE POLICY submission_event_owner ON submission_event FOR ALL TO oakline_owner
  USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
  WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
--> statement-breakpoint
GRANT SELECT (tenant_id, id, next_at) ON submission TO oakline_scheduler;
