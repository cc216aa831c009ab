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
  work_item, mail, tenant_key, sync_run
TO oakline_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON tenant, purchase_order TO oakline_app;
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
-- the key is a hash, so a bucket tells nobody whose it is. The arithmetic is that of server/acorn/gcra.ts.
CREATE UNLOGGED TABLE rate_bucket (
  key text PRIMARY KEY,
  -- when the bucket would be full again if nothing more were sent (theoretical arrival time), seconds since the epoch
  full_at double precision NOT NULL,
  burst integer NOT NULL,
  -- calls a second that Amazon named; null = the documented rate of the caller
  learned_rate double precision,
  documented_rate double precision NOT NULL,
  held_until double precision NOT NULL DEFAULT 0,
  -- grows when places given earlier became void; whoever still waits for one reserves again
  epoch integer NOT NULL DEFAULT 0
);
--> statement-breakpoint
CREATE FUNCTION epoch_now() RETURNS double precision LANGUAGE sql VOLATILE SET search_path = pg_catalog AS $$
  SELECT extract(epoch FROM clock_timestamp())::double precision
$$;
--> statement-breakpoint
-- Seconds between two calls once the burst is used up: 2 % slower than Amazon's own pace. Null for a rate of 0,
-- because the planner works out constants before any condition shields them.
CREATE FUNCTION pace_interval(rate double precision) RETURNS double precision LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog AS $$ SELECT 1.02 / nullif(rate, 0) $$;
--> statement-breakpoint
-- How far ahead of the pace a burst may run: four fifths of Amazon's burst.
CREATE FUNCTION pace_tolerance(rate double precision, burst integer) RETURNS double precision LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog AS $$ SELECT (greatest(1, floor(burst * 0.8)) - 1) * 1.02 / rate $$;
--> statement-breakpoint
-- Reserves the next place and says in how many milliseconds it comes. `seen_epoch` is what an earlier answer for this
-- very place said: while it still holds, the place is good and nothing is reserved.
CREATE FUNCTION take_slot(bucket text, rate_per_second double precision, burst_calls integer, seen_epoch integer DEFAULT NULL)
RETURNS TABLE (wait_ms double precision, place_epoch integer)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  INSERT INTO public.rate_bucket AS b (key, full_at, burst, documented_rate)
  SELECT bucket, public.epoch_now() + public.pace_interval(rate_per_second), burst_calls, rate_per_second
  ON CONFLICT (key) DO UPDATE SET
    burst = burst_calls,
    documented_rate = rate_per_second,
    full_at = CASE WHEN b.epoch = seen_epoch THEN b.full_at ELSE
      greatest(b.full_at, public.epoch_now()) + public.pace_interval(coalesce(b.learned_rate, rate_per_second)) END
  RETURNING
    CASE WHEN b.epoch = seen_epoch THEN 0 ELSE greatest(0, b.full_at
      - public.pace_interval(coalesce(b.learned_rate, rate_per_second))
      - public.pace_tolerance(coalesce(b.learned_rate, rate_per_second), burst_calls)
      - public.epoch_now()) * 1000 END,
    b.epoch
$$;
--> statement-breakpoint
-- Amazon named a rate: calls already sent count at the new pace, places not yet used become void.
CREATE FUNCTION learn_rate(bucket text, rate_per_second double precision) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH old AS (
    SELECT key, now_at, burst, full_at - now_at AS ahead, public.pace_interval(rate) AS step,
      public.pace_tolerance(rate, burst) AS tolerance
    FROM (SELECT *, coalesce(learned_rate, documented_rate) AS rate, public.epoch_now() AS now_at
          FROM public.rate_bucket WHERE key = bucket FOR UPDATE) locked
    WHERE rate_per_second > 0 AND rate_per_second <= 1000 AND abs(rate_per_second - rate) / rate >= 0.01
  )
  UPDATE public.rate_bucket AS b SET
    learned_rate = rate_per_second,
    epoch = b.epoch + 1,
    full_at = greatest(
      old.now_at + greatest(0, old.ahead - greatest(0, ceil((old.ahead - old.step - old.tolerance) / old.step)) * old.step)
        / old.step * public.pace_interval(rate_per_second),
      CASE WHEN b.held_until > old.now_at
        THEN b.held_until + public.pace_tolerance(rate_per_second, b.burst) ELSE 0 END)
  FROM old WHERE b.key = old.key
$$;
--> statement-breakpoint
-- Amazon refused a call: nothing goes out for `hold_ms`, and from there on one call at a time.
CREATE FUNCTION hold_bucket(bucket text, hold_ms double precision) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  UPDATE public.rate_bucket AS b SET
    held_until = greatest(b.held_until, public.epoch_now() + hold_ms / 1000),
    full_at = greatest(b.held_until, public.epoch_now() + hold_ms / 1000)
      + public.pace_tolerance(coalesce(b.learned_rate, b.documented_rate), b.burst),
    epoch = b.epoch + 1
  WHERE key = bucket
$$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION take_slot(text, double precision, integer, integer), learn_rate(text, double precision),
  hold_bucket(text, double precision) TO oakline_app;
--> statement-breakpoint
-- How the outside services fared when they were last used; no tenant's rows, and health is told from here.
CREATE TABLE service_health (
  service text PRIMARY KEY CHECK (service IN ('acorn', 'mail')),
  ok_at timestamptz(3),
  failed_at timestamptz(3),
  failed_code text
);
--> statement-breakpoint
-- Writes at most once in ten seconds while nothing changes.
CREATE FUNCTION report_service(name text, failure text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  INSERT INTO public.service_health AS h (service, ok_at, failed_at, failed_code)
  VALUES (name, CASE WHEN failure IS NULL THEN now() END, CASE WHEN failure IS NOT NULL THEN now() END, failure)
  ON CONFLICT (service) DO UPDATE SET
    ok_at = coalesce(excluded.ok_at, h.ok_at),
    failed_at = coalesce(excluded.failed_at, h.failed_at),
    failed_code = coalesce(excluded.failed_code, h.failed_code)
  WHERE failure IS NOT NULL OR h.ok_at IS NULL OR h.failed_at > h.ok_at OR h.ok_at < now() - interval '10 seconds'
$$;
--> statement-breakpoint
CREATE FUNCTION list_services() RETURNS TABLE (service text, ok_at timestamptz, failed_at timestamptz, failed_code text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT h.service, h.ok_at, h.failed_at, h.failed_code FROM public.service_health h
$$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION report_service(text, text), list_services() TO oakline_app;
--> statement-breakpoint
-- Months of api_call are ranges of uuidv7: its first 48 bits are milliseconds since the epoch.
CREATE FUNCTION uuid_floor(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog AS $$
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
$$;
--> statement-breakpoint
-- A call log must never stop the work it records: what fits no month waits here until its month is made.
CREATE TABLE api_call_other PARTITION OF api_call DEFAULT;
--> statement-breakpoint
-- Makes the months from a month ago to three ahead and drops those past 13 months.
CREATE FUNCTION keep_partitions() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  month timestamptz := date_trunc('month', now(), 'UTC') - interval '1 month';
  made integer := 0;
  part record;
  name text;
BEGIN
  WHILE month < date_trunc('month', now(), 'UTC') + interval '4 months' LOOP
    name := 'api_call_' || to_char(month AT TIME ZONE 'UTC', 'YYYYMM');
    IF to_regclass('public.' || name) IS NULL THEN
      EXECUTE format('CREATE TABLE public.%I (LIKE public.api_call INCLUDING ALL)', name);
      EXECUTE format('WITH moved AS (DELETE FROM public.api_call_other WHERE id >= %L AND id < %L RETURNING *)
        INSERT INTO public.%I SELECT * FROM moved',
        public.uuid_floor(month), public.uuid_floor(month + interval '1 month'), name);
      EXECUTE format('ALTER TABLE public.api_call ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
        name, public.uuid_floor(month), public.uuid_floor(month + interval '1 month'));
      made := made + 1;
    END IF;
    month := month + interval '1 month';
  END LOOP;
  FOR part IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'public.api_call'::regclass AND c.relname <> 'api_call_other'
      AND c.relname < 'api_call_' || to_char(now() AT TIME ZONE 'UTC' - interval '13 months', 'YYYYMM')
  LOOP
    EXECUTE format('DROP TABLE public.%I', part.relname);
  END LOOP;
  DELETE FROM public.api_call_other WHERE id < public.uuid_floor(now() - interval '13 months');
  RETURN made;
END $$;
--> statement-breakpoint
SELECT keep_partitions();
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION keep_partitions() TO oakline_scheduler;
