const ms = (parameter: string) => `${parameter}::float8 * interval '1 ms'`;

/** Something is still to be done; "revising" is to be edited, where it stands already. */
const OPEN = "state in ('pending', 'sending', 'revising')";

/**
 * Takes what is due and nobody holds. A row that is being sent and is due again belongs to a worker that is gone: whether
 * its message arrived is not known.
 *
 * $1 how many · $2 lease, ms
 */
export const CLAIM = `
with due as materialized (
  select id from deliveries where ${OPEN} and next_at <= now()
  order by next_at, id limit $1::int for update skip locked
)
update deliveries d set next_at = clock_timestamp() + ${ms("$2")}, token = d.token + 1, attempts = d.attempts + 1
from due where d.id = due.id
returning d.id::text as id, d.token::float8 as token, d.kind, d.recipient, d.data, d.attempts, d.state = 'sending' as doubtful, d.insisted, d.address, d.revision, case when d.state = 'revising' then d.message end as ref, coalesce(d.content, '') as content`;

/** A turn that is further away than this puts the message back; a shorter wait is waited for. */
const SOON = "clock_timestamp() + interval '500 ms'";

/** When a message may go to its place: a turn it was given before (never twice), else the next free one. */
const PLACE_TURN = `greatest(clock_timestamp(), case when (select slot_at from mine) is null then r.free_at
    else greatest((select slot_at from mine), r.used_at + ${ms("$4")}) end)`;
const WORKSPACE_TURN = "greatest(clock_timestamp(), r.free_at)";

/**
 * Takes the place's turn, then the workspace's, and marks the message as being sent; or puts it back until its turn.
 * Turns are given out by the rows of `rate_limits`, always place first: processes never wait for each other in a circle.
 * A far turn of the place is kept (`slot_at`), so that a crowd comes back one by one; the workspace's is taken to send only.
 *
 * $1 id · $2 token · $3 place key · $4 pace of the place, ms · $5 workspace key · $6 pace of the workspace, ms ·
 * $7 lease, ms · $8 address, JSON
 */
export const BEGIN = `
with mine as (
  select slot_at from deliveries where id = $1::uuid and token = $2::bigint and ${OPEN} for update
), place as (
  insert into rate_limits as r (key, free_at, used_at)
  select $3::text, clock_timestamp() + ${ms("$4")}, clock_timestamp() from mine where $4::float8 > 0
  on conflict (key) do update set used_at = ${PLACE_TURN}, free_at = greatest(r.free_at, ${PLACE_TURN} + ${ms("$4")})
  where ${PLACE_TURN} <= ${SOON}
  returning used_at as turn
), ticket as (
  update rate_limits r set free_at = greatest(r.free_at, clock_timestamp()) + ${ms("$4")}
  from mine where r.key = $3::text and $4::float8 > 0 and mine.slot_at is null and not exists (select from place)
  returning r.free_at - ${ms("$4")} as turn
), near as (
  select coalesce((select turn from place), clock_timestamp()) as turn from mine
  where $4::float8 = 0 or exists (select from place)
), workspace as (
  insert into rate_limits as r (key, free_at, used_at)
  select $5::text, clock_timestamp() + ${ms("$6")}, clock_timestamp() from near where $6::float8 > 0
  on conflict (key) do update set used_at = ${WORKSPACE_TURN}, free_at = ${WORKSPACE_TURN} + ${ms("$6")}
  where ${WORKSPACE_TURN} <= ${SOON}
  returning used_at as turn
), verdict as (
  select slot_at, case when not exists (select from near) then 'place'
    when $6::float8 = 0 or exists (select from workspace) then 'go' else 'workspace' end as turn
  from mine
), decided as (
  select turn, coalesce((select turn from near), (select turn from ticket), slot_at) as place_turn,
    -- A row that another process has just made is not seen here yet: then one turn from now is soon enough to ask again.
    coalesce(case turn when 'go' then greatest((select turn from near), (select turn from workspace))
      when 'workspace' then (select free_at from rate_limits where key = $5::text)
      else coalesce((select turn from ticket), greatest(slot_at, (select used_at + ${ms("$4")} from rate_limits where key = $3::text)))
    end, clock_timestamp() + greatest($4::float8, $6::float8) * interval '1 ms') as at
  from verdict
)
update deliveries d set
  state = case when decided.turn = 'go' and d.state <> 'revising' then 'sending' else d.state end,
  next_at = case when decided.turn = 'go' then clock_timestamp() + ${ms("$7")} else decided.at end,
  slot_at = case when decided.turn = 'go' then null else decided.place_turn end,
  attempts = d.attempts - (decided.turn <> 'go')::int,
  insisted = d.insisted and decided.turn <> 'go',
  address = $8::text::jsonb
from decided where d.id = $1::uuid
returning decided.turn, greatest(0, extract(epoch from decided.at - clock_timestamp()) * 1000)::float8 as "waitMs"`;

/**
 * What came of a message, as long as the claim holds; a place that asked for peace is kept free that long.
 *
 * $1 id · $2 token · $3 state · $4 reason · $5 the platform's name for the message, JSON · $6 when to look again, ms ·
 * $7 place key · $8 how long the place is closed, ms · $9 mark of the words · $10 as of which revision ·
 * $11 does this try count?
 */
export const SETTLE = `
with settled as (
  update deliveries set
    -- What is to be said anew since it was claimed is taken up again at once.
    state = case when $3::text = 'sent' and revision > $10::int or $3::text = 'pending' and state = 'revising' then 'revising' else $3::text end,
    reason = $4::text, message = coalesce($5::text::jsonb, message), content = coalesce($9::text, content), slot_at = null,
    attempts = case when $3::text = 'sent' and revision > $10::int then 0 when $11::boolean then attempts else attempts - 1 end,
    next_at = clock_timestamp() + ${ms("$6")},
    settled_at = case when $3::text in ('pending', 'sending') then null else clock_timestamp() end
  where id = $1::uuid and token = $2::bigint and ${OPEN}
  returning id
), closed as (
  insert into rate_limits as r (key, free_at, used_at)
  select $7::text, until, until from (select clock_timestamp() + ${ms("$8")} as until from settled where $8::float8 > 0) as peace
  on conflict (key) do update set free_at = greatest(r.free_at, excluded.free_at), used_at = greatest(r.used_at, excluded.used_at)
)
select id::text as id from settled`;

/** Gives back what was claimed and not tried. $1 id · $2 token */
export const RELEASE = `
update deliveries set next_at = now(), attempts = attempts - 1
where id = $1::uuid and token = $2::bigint and ${OPEN}`;

/**
 * What was sent is to be edited. What a worker holds just now, composed already perhaps, is looked at again afterwards:
 * its revision is another by then.
 *
 * $1 kind · $2 occasion, or null for all
 */
export const REVISE = `
update deliveries set revision = revision + 1,
  next_at = case when state = 'sent' then now() else next_at end,
  attempts = case when state = 'sent' then 0 else attempts end,
  state = case when state = 'sent' then 'revising' else state end
where kind = $1::text and occasion = coalesce($2::text, occasion) and (state = 'sent' or ${OPEN})
returning 1 as one`;
