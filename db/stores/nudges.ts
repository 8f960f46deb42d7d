import { type SQL, sql } from "drizzle-orm";
import { type NewDelivery, toPerson } from "../../src/core/deliveries/deliveries.ts";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Write } from "../../src/core/request/write.ts";
import {
  type AnswerEntry,
  type Decision,
  type Exemption,
  exemptionKey,
  type NudgeAnswer,
  type NudgeStore,
} from "../../src/domain/nudge/nudges.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { constraintOf } from "../errors.ts";
import { nudgeAnswers } from "../schema/index.ts";
import { writeOnce } from "../write.ts";
import { enqueue } from "./deliveries/enqueue.ts";
import { nextId, setUndone } from "./plain.ts";

const ANSWERS = { table: "nudge_answers", noun: "nudge", same: "nudge_answers_same" };

export function nudgeStore(database: Database): NudgeStore {
  const { orm } = database;
  return {
    answer: (entry, officers, write) => answer(database, entry, officers, write),
    decide: (id, decision, because, write) => decide(database, id, decision, because, write),
    get: async (id) => (await select(orm, sql`n.id = ${id}`))[0],
    since: (day) => select(orm, sql`n.voided_at is null and n.ends_on >= ${day}`),
    exemptions: (on) => exemptions(orm, on),
    setUndone: (id, undone, reason, write) => setUndone(database, ANSWERS, id, undone, reason, write),
  };
}

type Row = { [Name in keyof NudgeAnswer]: undefined extends NudgeAnswer[Name] ? unknown : NudgeAnswer[Name] };

async function select(orm: Orm, where: SQL): Promise<NudgeAnswer[]> {
  const rows = await rowsOf<Row>(
    orm,
    sql`select n.id, n.kind, n.department, n.quarter, n.starts_on::text as "startsOn", n.ends_on::text as "endsOn", n.obligation,
        coalesce(p.merged_into, n.person)::float8 as person, p.name as "personName", n.reason, n.decision, d.name as "decidedByName", n.because,
        n.author::float8 as author, a.name as "authorName", (extract(epoch from n.said_at) * 1000)::float8 as "saidAt",
        n.voided_at is not null as undone
      from nudge_answers n join people a on a.id = n.author left join people p on p.id = n.person left join people d on d.id = n.decided_by
      where ${where} order by n.said_at desc, n.id desc`,
  );
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? undefined])),
  ) as unknown as NudgeAnswer[];
}

async function exemptions(orm: Orm, on: IsoDate): Promise<Map<string, Exemption>> {
  const rows = await rowsOf<{ id: string; department: string; obligation: string; reason: string; accepted: boolean }>(
    orm,
    sql`select id, department, obligation, coalesce(reason, '') as reason, decision is not null as accepted from nudge_answers
      where kind = 'not applicable' and voided_at is null and decision is distinct from 'declined' and starts_on <= ${on} and ends_on >= ${on}
      order by said_at`,
  );
  return new Map(
    rows.map(({ id, department, obligation, reason, accepted }) => [
      exemptionKey(department, obligation),
      { record: id, reason, accepted },
    ]),
  );
}

interface Told {
  outcome: "recorded" | "on record";
  id: string;
}

/** The index of what is the same decides whether it is on record already. */
async function answer(database: Database, entry: AnswerEntry, officers: readonly number[], write: Write) {
  const told = await writeOnce<Told>(database, write, `nudge.${entry.kind.replaceAll(" ", "-")}`, async (orm) => {
    const [row] = await orm
      .insert(nudgeAnswers)
      .values({
        ...entry,
        saidAt: new Date(entry.saidAt),
        id: nextId("NU", "nudge_answer_number", write),
        author: write.actor,
      })
      .onConflictDoNothing()
      .returning({ id: nudgeAnswers.id });
    if (!row) return { unwritten: { outcome: "on record", id: await sameAs(orm, entry) } };
    await enqueue(orm, news(row.id, entry, officers));
    const { saidAt: _at, reason: _words, ...after } = entry;
    return { outcome: { outcome: "recorded", id: row.id }, subject: row.id, details: { after } };
  });
  return { outcome: told.outcome, answer: await answerAt(database.orm, told.id) };
}

function news(
  id: string,
  { kind, department, quarter, person }: AnswerEntry,
  officers: readonly number[],
): NewDelivery[] {
  if (kind === "not applicable")
    return officers.map((one) => ({
      kind: "nudge-exempt",
      recipient: toPerson(one),
      occasion: id,
      data: { record: id },
    }));
  if (person === undefined) return [];
  const data = { department, quarter };
  return [{ kind: "quarterly-nudge", recipient: toPerson(person), occasion: `${department} ${quarter}`, data }];
}

async function sameAs(orm: Orm, entry: AnswerEntry): Promise<string> {
  const { kind, department, startsOn, endsOn, obligation = "", person = 0 } = entry;
  const [row] = await rowsOf<{ id: string }>(
    orm,
    sql`select id from nudge_answers where kind = ${kind} and department = ${department} and starts_on = ${startsOn}
      and ends_on = ${endsOn} and coalesce(obligation, '') = ${obligation} and coalesce(person, 0) = ${person}
      and voided_at is null and decision is distinct from 'declined'`,
  );
  if (!row) throw new Error("an answer to a nudge was neither found nor made");
  return row.id;
}

async function answerAt(orm: Orm, id: string): Promise<NudgeAnswer> {
  const [one] = await select(orm, sql`n.id = ${id}`);
  if (!one) throw new Error(`${id} is not there`);
  return one;
}

async function decide(
  database: Database,
  id: string,
  decision: Decision,
  because: string | undefined,
  write: Write,
): Promise<"decided" | "unchanged" | "conflict"> {
  const action = decision === "accepted" ? "nudge.accept" : "nudge.decline";
  try {
    return await writeOnce<"decided" | "unchanged">(database, write, action, async (orm) => {
      await rowsOf(orm, sql`select 1 from nudge_answers where id = ${id} for update`);
      const before = await answerAt(orm, id);
      if (before.undone || before.decision === decision) return { unwritten: "unchanged" };
      await rowsOf(
        orm,
        sql`update nudge_answers set decision = ${decision}, because = ${because ?? null}, decided_by = ${write.actor} where id = ${id}`,
      );
      const data = { record: id, decision };
      await enqueue(orm, [
        { kind: "nudge-decided", recipient: toPerson(before.author), occasion: `${id} ${decision}`, data },
      ]);
      return { outcome: "decided", subject: id, details: { before: before.decision, after: decision } };
    });
  } catch (error) {
    if (constraintOf(error) === ANSWERS.same) return "conflict";
    throw error;
  }
}
