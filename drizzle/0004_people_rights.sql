-- Row security binds the owner too.
DO $$
DECLARE t record;
BEGIN
  FOR t IN SELECT oid::regclass AS name FROM pg_class
           WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relrowsecurity
  LOOP
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t.name);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON
  invitation, legal_entity, agency_grant, agency_visit, access_review, access_review_item, saved_view
TO oakline_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON audit_seal TO oakline_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON auth.totp_factor, auth.recovery_code, auth.known_device, auth.tenant_visit
TO oakline_auth;
--> statement-breakpoint
GRANT SELECT ON
  invitation, legal_entity, agency_grant, agency_visit, access_review, access_review_item, saved_view, audit_seal,
  auth.totp_factor, auth.recovery_code, auth.known_device, auth.tenant_visit
TO oakline_backup;
--> statement-breakpoint
-- The owner sees a tenant's rows like the app does: one tenant at a time, for backfills and for the end of a tenant.
DO $$
DECLARE t record; own text;
BEGIN
  FOR t IN SELECT relname AS name FROM pg_class
           WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relrowsecurity AND NOT relispartition
  LOOP
    own := format('%s = (SELECT nullif(current_setting(''app.tenant_id'', true), '''')::uuid)',
      CASE t.name WHEN 'tenant' THEN 'id' ELSE 'tenant_id' END);
    EXECUTE format('CREATE POLICY %I ON %I FOR ALL TO oakline_owner USING (%s) WITH CHECK (%s)',
      t.name || '_owner', t.name, own, own);
  END LOOP;
END $$;
--> statement-breakpoint
-- A tenant that is about to be deleted is worked for no more.
ALTER POLICY tenant_due_list ON tenant USING (suspended_at IS NULL AND deletion_due_at IS NULL);
--> statement-breakpoint
GRANT SELECT (deletion_due_at) ON tenant TO oakline_scheduler;
--> statement-breakpoint
CREATE POLICY invitation_by_token ON invitation FOR SELECT TO oakline_owner
  USING (token_hash = decode(nullif(current_setting('app.invitation_token', true), ''), 'hex'));
--> statement-breakpoint
-- The invitation behind a link, for whoever holds the link; nothing else of its tenant.
CREATE FUNCTION find_invitation(hash bytea)
RETURNS TABLE (tenant_id uuid, id uuid, email text, role text, tenant_name text, tenant_hue smallint,
  invited_by_name text, expires_at timestamptz, accepted_at timestamptz, revoked_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM set_config('app.invitation_token', encode(hash, 'hex'), true);
  RETURN QUERY SELECT i.tenant_id, i.id, i.email, i.role, i.tenant_name, i.tenant_hue, i.invited_by_name,
    i.expires_at::timestamptz, i.accepted_at::timestamptz, i.revoked_at::timestamptz FROM public.invitation i
    WHERE i.token_hash = hash;
  PERFORM set_config('app.invitation_token', '', true);
END $$;
--> statement-breakpoint
-- The name of an agency, for whoever was told its id: a grant shows it before it is given.
CREATE FUNCTION agency_name(agency uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  entered text := coalesce(current_setting('app.tenant_id', true), '');
  found text;
BEGIN
  PERFORM set_config('app.tenant_id', agency::text, true);
  SELECT t.name INTO found FROM public.tenant t
  WHERE t.id = agency AND t.kind = 'agency' AND t.suspended_at IS NULL AND t.deletion_due_at IS NULL;
  -- the caller is where it was: only what was asked for has left the agency
  PERFORM set_config('app.tenant_id', entered, true);
  RETURN found;
END $$;
--> statement-breakpoint
-- Everything a tenant ever had is deleted, in the order its references allow; true when nothing was left. Refuses before
-- the day that was promised to its owners. Of a tenant that is gone already it deletes what a request that was still
-- under way has written meanwhile.
CREATE FUNCTION shred_tenant(shredded uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  entered text := coalesce(current_setting('app.tenant_id', true), '');
  t record;
  blocked integer := 1;
  passes integer := 0;
  is_due boolean;
BEGIN
  PERFORM set_config('app.tenant_id', shredded::text, true);
  -- The lock is held to the end: who would keep the tenant now waits, and then finds nothing left to keep.
  SELECT o.deletion_due_at <= now() INTO is_due FROM public.tenant o WHERE o.id = shredded FOR UPDATE;
  IF FOUND AND is_due IS NOT TRUE THEN
    PERFORM set_config('app.tenant_id', entered, true);
    RETURN false;
  END IF;
  WHILE blocked > 0 LOOP
    blocked := 0;
    passes := passes + 1;
    IF passes > 20 THEN RAISE EXCEPTION 'the rows of a tenant hold each other'; END IF;
    FOR t IN SELECT c.relname AS name FROM pg_class c
             WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
               AND c.relrowsecurity AND c.relname <> 'tenant'
    LOOP
      BEGIN
        EXECUTE format('DELETE FROM public.%I WHERE tenant_id = $1', t.name) USING shredded;
      EXCEPTION WHEN foreign_key_violation THEN blocked := blocked + 1;
      END;
    END LOOP;
  END LOOP;
  DELETE FROM public.tenant WHERE id = shredded;
  PERFORM set_config('app.tenant_id', entered, true);
  RETURN true;
END $$;
--> statement-breakpoint
-- A day ahead, so that its people can be told once more.
CREATE POLICY tenant_shred_list ON tenant FOR SELECT TO oakline_scheduler
  USING (deletion_due_at <= now() + interval '1 day');
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION find_invitation(bytea), agency_name(uuid) TO oakline_app;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION shred_tenant(uuid) TO oakline_scheduler;
--> statement-breakpoint
-- The granted tenants are read once a statement, not parsed anew for every row: 300 of them took 0.4 s.
ALTER POLICY work_item_grants ON work_item
  USING (tenant_id = any(array(select unnest(nullif(current_setting('app.tenant_ids', true), '')::uuid[]))));
--> statement-breakpoint
ALTER POLICY order_rollup_grants ON order_rollup
  USING (tenant_id = any(array(select unnest(nullif(current_setting('app.tenant_ids', true), '')::uuid[]))));
--> statement-breakpoint
ALTER POLICY sync_flow_grants ON sync_flow
  USING (tenant_id = any(array(select unnest(nullif(current_setting('app.tenant_ids', true), '')::uuid[]))));
