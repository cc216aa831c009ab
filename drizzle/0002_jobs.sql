create schema jobs authorization oakline_jobs;
--> statement-breakpoint
create schema boss authorization oakline_jobs;
--> statement-breakpoint
set local role oakline_jobs;
--> statement-breakpoint
-- one row: who runs, since when, and how much there is to do; epoch grows with every takeover
create table jobs.heartbeat (
  single boolean primary key default true check (single),
  epoch bigint not null default 0,
  engine text,
  at timestamptz(3),
  queued integer not null default 0,
  running integer not null default 0,
  failed integer not null default 0
);
--> statement-breakpoint
insert into jobs.heartbeat default values;
--> statement-breakpoint
-- json and not jsonb: an error text may hold U+0000, which jsonb refuses
create table jobs.event (
  id text primary key,
  name text not null,
  data json not null,
  ts timestamptz(3) not null default now(),
  received_at timestamptz(3) not null default now(),
  routed_at timestamptz(3)
);
--> statement-breakpoint
create index event_unrouted on jobs.event (received_at) where routed_at is null;
--> statement-breakpoint
create index event_received on jobs.event (received_at);
--> statement-breakpoint
create table jobs.run (
  id uuid primary key,
  function_id text not null,
  event_id text not null,
  event json not null,
  status text not null default 'queued' check (status in ('queued', 'running', 'completed', 'failed')),
  -- tries of the step that comes next; a worker that died counts as one
  attempt integer not null default 0,
  -- grows with every claim and takeover; a writer that holds an older number is refused
  activation integer not null default 0,
  group_key text,
  idempotency_key text,
  output json,
  error json,
  due_at timestamptz(3) not null default now(),
  created_at timestamptz(3) not null default now(),
  ended_at timestamptz(3),
  unique (function_id, event_id)
);
--> statement-breakpoint
create index run_due on jobs.run (function_id, due_at) where status = 'queued';
--> statement-breakpoint
create index run_running on jobs.run (id) where status = 'running';
--> statement-breakpoint
create index run_idempotency on jobs.run (function_id, idempotency_key, created_at)
  where idempotency_key is not null;
--> statement-breakpoint
create index run_ended on jobs.run (ended_at) where ended_at is not null;
--> statement-breakpoint
create table jobs.step (
  run_id uuid not null references jobs.run (id) on delete cascade,
  id text not null,
  position bigint generated always as identity,
  name text,
  -- {"data": …} or {"error": …}, as the step is given back to its function
  output json not null,
  stored_at timestamptz(3) not null default now(),
  primary key (run_id, id)
);
--> statement-breakpoint
-- the only way in for everybody but the engine: an event id seen before changes nothing
create function jobs.ingest(events jsonb) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  added integer;
begin
  if exists (
    select from jsonb_array_elements(events) e
    where coalesce(e ->> 'id', '') = '' or coalesce(e ->> 'name', '') = ''
      or jsonb_typeof(e -> 'data') is distinct from 'object'
      or length(e ->> 'id') > 200 or length(e ->> 'name') > 200 or length(e ->> 'data') > 65536
  ) then
    raise exception 'an event needs id, name and data of at most 64 KiB' using errcode = '22023';
  end if;
  insert into jobs.event (id, name, data, ts)
  select e ->> 'id', e ->> 'name', (e -> 'data')::json,
    coalesce(to_timestamp((e ->> 'ts')::double precision / 1000), now())
  from jsonb_array_elements(events) e
  on conflict (id) do nothing;
  get diagnostics added = row_count;
  if added > 0 then
    perform pg_notify('oakline_jobs', '');
  end if;
  return added;
end
$$;
--> statement-breakpoint
create function jobs.health() returns table (engine text, at timestamptz, queued integer, running integer, failed integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select h.engine, h.at, h.queued, h.running, h.failed from jobs.heartbeat h
$$;
--> statement-breakpoint
revoke all on function jobs.ingest(jsonb), jobs.health() from public;
--> statement-breakpoint
grant usage on schema jobs to oakline_app;
--> statement-breakpoint
grant execute on function jobs.ingest(jsonb), jobs.health() to oakline_app;
--> statement-breakpoint
reset role;
