ALTER TABLE "sync_flow" ADD COLUMN "is_sandbox" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE "work_item" ADD COLUMN "is_sandbox" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
-- A connection never changes its environment, so its rows are marked once, whoever writes them.
CREATE FUNCTION mark_sandbox() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  NEW.is_sandbox := EXISTS (SELECT 1 FROM public.connection c
    WHERE c.tenant_id = NEW.tenant_id AND c.id = NEW.connection_id AND c.environment = 'sandbox');
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER mark_sandbox BEFORE INSERT OR UPDATE OF connection_id ON sync_flow
  FOR EACH ROW EXECUTE FUNCTION mark_sandbox();
--> statement-breakpoint
CREATE TRIGGER mark_sandbox BEFORE INSERT OR UPDATE OF connection_id ON work_item
  FOR EACH ROW EXECUTE FUNCTION mark_sandbox();
--> statement-breakpoint
-- The owner sees one tenant at a time; within this transaction, which nobody else can look into, it sees all of them.
ALTER TABLE connection NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE sync_flow NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE work_item NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
UPDATE sync_flow f SET is_sandbox = true FROM connection c
WHERE c.tenant_id = f.tenant_id AND c.id = f.connection_id AND c.environment = 'sandbox';
--> statement-breakpoint
UPDATE work_item w SET is_sandbox = true FROM connection c
WHERE c.tenant_id = w.tenant_id AND c.id = w.connection_id AND c.environment = 'sandbox';
--> statement-breakpoint
ALTER TABLE connection FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE sync_flow FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE work_item FORCE ROW LEVEL SECURITY;
