-- Nothing is granted by default: each right below is named.
REVOKE ALL ON SCHEMA public FROM PUBLIC;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO oakline_app, oakline_scheduler, oakline_backup;
--> statement-breakpoint
GRANT USAGE ON SCHEMA auth TO oakline_auth, oakline_backup;
--> statement-breakpoint
-- Row security binds the owner too. Referential checks still see every row, which is why each key starts with tenant_id.
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
  member, acorn_app, connection, oauth_state, sync_flow, purchase_order_line, order_rollup, quarantine, drift,
  work_item, mail, tenant_key
TO oakline_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON tenant, sync_run, purchase_order TO oakline_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON audit, archive, api_call, order_change TO oakline_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA auth TO oakline_auth;
--> statement-breakpoint
GRANT SELECT ON ALL TABLES IN SCHEMA public, auth TO oakline_backup;
--> statement-breakpoint
-- The due list: which tenant has work, and no word of what it is.
GRANT SELECT (tenant_id, connection_id, flow, enabled, next_due_at, next_sweep_at) ON sync_flow TO oakline_scheduler;
--> statement-breakpoint
GRANT SELECT (id) ON tenant TO oakline_scheduler;
--> statement-breakpoint
CREATE POLICY tenant_due_list ON tenant FOR SELECT TO oakline_scheduler USING (suspended_at IS NULL);
--> statement-breakpoint
GRANT SELECT (suspended_at) ON tenant TO oakline_scheduler;
--> statement-breakpoint
GRANT SELECT (tenant_id, id, state, next_attempt_at) ON mail TO oakline_scheduler;
--> statement-breakpoint
CREATE POLICY mail_due_list ON mail FOR SELECT TO oakline_scheduler USING (state = 'queued');
--> statement-breakpoint
-- Amazon's token buckets. One row a bucket, shared by all processes and by tenants that read the same vendor group;
-- the key is a hash, so a bucket tells nobody whose it is.
CREATE UNLOGGED TABLE rate_bucket (
  key text PRIMARY KEY,
  -- theoretical arrival time of the next call (GCRA), seconds since the epoch
  tat double precision NOT NULL,
  rate double precision NOT NULL,
  held_until double precision NOT NULL DEFAULT 0
);
--> statement-breakpoint
-- Reserves the next slot and says in how many milliseconds it comes.
CREATE FUNCTION take_slot(bucket text, rate_per_second double precision, burst integer) RETURNS double precision
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH clock AS (SELECT extract(epoch FROM clock_timestamp())::double precision AS t)
  INSERT INTO public.rate_bucket AS b (key, tat, rate)
  SELECT bucket, clock.t + 1 / rate_per_second, rate_per_second FROM clock
  ON CONFLICT (key) DO UPDATE
    SET tat = greatest(b.tat, b.held_until, extract(epoch FROM clock_timestamp())) + 1 / b.rate
  RETURNING greatest(0,
    greatest(b.tat - burst / b.rate, b.held_until) - extract(epoch FROM clock_timestamp())) * 1000
$$;
--> statement-breakpoint
CREATE FUNCTION learn_rate(bucket text, rate_per_second double precision) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  UPDATE public.rate_bucket SET rate = rate_per_second
  WHERE key = bucket AND rate <> rate_per_second AND rate_per_second > 0
$$;
--> statement-breakpoint
CREATE FUNCTION hold_bucket(bucket text, hold_ms double precision) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  UPDATE public.rate_bucket
  SET held_until = greatest(held_until, extract(epoch FROM clock_timestamp()) + hold_ms / 1000)
  WHERE key = bucket
$$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION take_slot(text, double precision, integer), learn_rate(text, double precision),
  hold_bucket(text, double precision) TO oakline_app;
--> statement-breakpoint
-- Months of api_call are ranges of uuidv7: its first 48 bits are milliseconds since the epoch.
CREATE FUNCTION uuid_floor(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog AS $$
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
$$;
--> statement-breakpoint
-- Makes the months from `since` to three ahead and drops those past 13 months.
CREATE FUNCTION keep_partitions(since timestamptz DEFAULT now()) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  month timestamptz := date_trunc('month', since, 'UTC') - interval '1 month';
  made integer := 0;
  part record;
  name text;
BEGIN
  WHILE month < date_trunc('month', now(), 'UTC') + interval '4 months' LOOP
    name := 'api_call_' || to_char(month AT TIME ZONE 'UTC', 'YYYYMM');
    IF to_regclass('public.' || name) IS NULL THEN
      EXECUTE format('CREATE TABLE public.%I PARTITION OF public.api_call FOR VALUES FROM (%L) TO (%L)',
        name, public.uuid_floor(month), public.uuid_floor(month + interval '1 month'));
      made := made + 1;
    END IF;
    month := month + interval '1 month';
  END LOOP;
  FOR part IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'public.api_call'::regclass
      AND c.relname < 'api_call_' || to_char(now() AT TIME ZONE 'UTC' - interval '13 months', 'YYYYMM')
  LOOP
    EXECUTE format('DROP TABLE public.%I', part.relname);
  END LOOP;
  RETURN made;
END $$;
--> statement-breakpoint
SELECT keep_partitions();
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION keep_partitions(timestamptz) TO oakline_scheduler;
