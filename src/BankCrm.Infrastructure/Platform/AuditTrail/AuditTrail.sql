-- The walls round audit_entries and audit_seals. Run by the owner after both tables exist; may be run again.

-- Which entries wait for their seal. Filled by a trigger in the writer's own transaction, so an entry shows up here exactly when it
-- is committed, however late that is, and is never looked for among a million sealed ones.
create table if not exists audit_unsealed (entry_id uuid primary key)
  with (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

create or replace function audit_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'The audit trail only grows: % on % is refused.', tg_op, tg_table_name using errcode = 'insufficient_privilege';
end $$;

create or replace function audit_queue() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into audit_unsealed select id from fresh;
  return null;
end $$;

-- Appends links to the chain and takes their entries off the queue, or does neither. The chain must still end where the caller thinks.
create or replace function audit_seal(first_seq bigint, head bytea, entry_ids uuid[], hashes bytea[], sealed timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  last_seq bigint;
  last_hash bytea;
begin
  select s.seq, s.hash into last_seq, last_hash from audit_seals s order by s.seq desc limit 1;
  if coalesce(last_seq, 0) + 1 <> first_seq or coalesce(last_hash, decode(repeat('00', 32), 'hex')) <> head then
    raise exception 'The chain ends at % and not where the sealer left it.', coalesce(last_seq, 0) using errcode = 'serialization_failure';
  end if;

  if exists (select from unnest(entry_ids) as u(id) where not exists (select from audit_unsealed q where q.entry_id = u.id)) then
    raise exception 'Only what waits for its seal is sealed.' using errcode = 'insufficient_privilege';
  end if;

  insert into audit_seals (seq, entry_id, prev_hash, hash, sealed_at)
  select first_seq + u.n - 1, u.id, coalesce(lag(u.hash) over (order by u.n), head), u.hash, sealed
  from unnest(entry_ids, hashes) with ordinality as u(id, hash, n);

  delete from audit_unsealed where entry_id = any (entry_ids);
end $$;

-- 'always': session_replication_role does not switch them off.
drop trigger if exists audit_entries_keep on audit_entries;
create trigger audit_entries_keep before update or delete on audit_entries for each row execute function audit_refuse();
alter table audit_entries enable always trigger audit_entries_keep;

drop trigger if exists audit_entries_keep_all on audit_entries;
create trigger audit_entries_keep_all before truncate on audit_entries for each statement execute function audit_refuse();
alter table audit_entries enable always trigger audit_entries_keep_all;

drop trigger if exists audit_entries_queue on audit_entries;
create trigger audit_entries_queue after insert on audit_entries
  referencing new table as fresh for each statement execute function audit_queue();
alter table audit_entries enable always trigger audit_entries_queue;

drop trigger if exists audit_seals_keep on audit_seals;
create trigger audit_seals_keep before update or delete on audit_seals for each row execute function audit_refuse();
alter table audit_seals enable always trigger audit_seals_keep;

drop trigger if exists audit_seals_keep_all on audit_seals;
create trigger audit_seals_keep_all before truncate on audit_seals for each statement execute function audit_refuse();
alter table audit_seals enable always trigger audit_seals_keep_all;

-- Anyone may be recorded doing anything; staff read what concerns their branch or was done by its people, and those who watch over
-- security what concerns no customer, in all branches.
alter table audit_entries enable row level security;
alter table audit_entries force row level security;
drop policy if exists audit_entries_write on audit_entries;
create policy audit_entries_write on audit_entries for insert with check (true);
drop policy if exists audit_entries_read on audit_entries;
create policy audit_entries_read on audit_entries for select using (
  (select current_setting('crm.scope', true) = 'all')
  or (customer_ref is null and (select current_setting('crm.security', true) = 'on'))
  or branch_id = any ((select string_to_array(nullif(current_setting('crm.branches', true), ''), ',')::uuid[])::uuid[])
  or actor_branch = any ((select string_to_array(nullif(current_setting('crm.branches', true), ''), ',')::uuid[])::uuid[]));

revoke all on audit_entries, audit_seals, audit_unsealed from public;
revoke all on function audit_seal(bigint, bytea, uuid[], bytea[], timestamptz) from public;
do $$
begin
  if exists (select from pg_roles where rolname = 'bankcrm_app') then
    revoke all on audit_entries, audit_seals, audit_unsealed from bankcrm_app;
    grant select on audit_entries, audit_seals, audit_unsealed to bankcrm_app;
    -- Every column but "at": the time of an entry is the database's.
    grant insert (id, event, outcome, actor, actor_name, actor_role, actor_branch, session_ref, ip, correlation, object_type, object_id,
      customer_ref, branch_id, reason_code, reason_text, changes, fmt) on audit_entries to bankcrm_app;
    grant execute on function audit_seal(bigint, bytea, uuid[], bytea[], timestamptz) to bankcrm_app;
  end if;
end $$;
