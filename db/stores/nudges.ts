import { and, desc, eq, gte, isNull, sql } from "drizzle-orm";
import { type NewDelivery, toPerson } from "../../src/core/deliveries/deliveries.ts";
import type { IsoDate } from "../../src/core/places/city.ts";
import type { Write } from "../../src/core/request/write.ts";
import {
  type AnswerEntry,
  type Decision,
  type Exemption,
  exemptionKey,
  NUDGE_ANSWERS,
  type NudgeAnswer,
  type NudgeStore,
} from "../../src/domain/nudge/nudges.ts";
import { type Database, type Orm, rowsOf } from "../database.ts";
import { constraintOf } from "../errors.ts";
import { type Records, recordStore, type Told } from "../records.ts";
import { nudgeAnswerNumber, nudgeAnswers as table } from "../schema/index.ts";
import { writeOnce } from "../write.ts";
import { enqueue } from "./deliveries/enqueue.ts";

/** An entry, and what was decided of it. */
type Entry = AnswerEntry & { decision?: Decision; because?: string | undefined; decidedBy?: number };
type Answers = Records<Entry, NudgeAnswer>;

export function nudgeStore(database: Database): NudgeStore {
  const records: Answers = recordStore<Entry, NudgeAnswer, typeof table>(database, {
    ...NUDGE_ANSWERS,
    table,
    sequence: nudgeAnswerNumber,
    author: table.author,
    by: { day: table.startsOn, department: table.department, subkind: table.kind },
    same: {
      index: "nudge_answers_same",
      as: ({ kind, department, startsOn, endsOn, obligation = "", person = 0 }) =>
        and(
          ...[eq(table.kind, kind), eq(table.department, department)],
          ...[eq(table.startsOn, startsOn), eq(table.endsOn, endsOn)],
          sql`coalesce(${table.obligation}, '') = ${obligation} and coalesce(${table.person}, 0) = ${person}`,
          sql`${table.decision} is distinct from 'declined'`,
        ),
    },
    unaudited: ["because", "decidedBy"],
    columns: ({ saidAt }) => ({ saidAt: new Date(saidAt) }),
    extra: {
      person: sql`(select coalesce(p.merged_into, p.id)::float8 from people p where p.id = ${table.person})`,
      personName: sql`(select p.name from people p where p.id = ${table.person})`,
      decidedByName: sql`(select d.name from people d where d.id = ${table.decidedBy})`,
    },
    // Its columns are those of the table; drizzle has blanks where the type has absent.
    one: ({ decidedBy: _officer, ...row }) => ({ ...row, recordedAt: row.saidAt }) as unknown as NudgeAnswer,
  });
  return {
    ...records,
    answer: (entry, officers, write) => answer(database, records, entry, officers, write),
    decide: (id, decision, because, write) => decide(database, records, id, decision, because, write),
    since: (day) =>
      records.select(database.orm, and(isNull(table.voidedAt), gte(table.endsOn, day)), {
        order: [desc(table.saidAt), desc(table.id)],
      }),
    exemptions: (on) => exemptions(database.orm, on),
  };
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

/** The index of what is the same decides whether it is on record already. */
async function answer(
  database: Database,
  records: Answers,
  entry: AnswerEntry,
  officers: readonly number[],
  write: Write,
) {
  const told = await writeOnce<Told>(database, write, `nudge.${entry.kind.replaceAll(" ", "-")}`, async (orm) => {
    const one = await records.keep(orm, entry, write);
    if (one.outcome === "on record") return { unwritten: one };
    await enqueue(orm, news(one.id, entry, officers));
    return { outcome: one, subject: one.id, details: { after: records.audit(entry) } };
  });
  return { outcome: told.outcome, record: await records.at(database.orm, told.id) };
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

async function decide(
  database: Database,
  records: Answers,
  id: string,
  decision: Decision,
  because: string | undefined,
  write: Write,
): Promise<"decided" | "unchanged" | "conflict"> {
  const action = decision === "accepted" ? "nudge.accept" : "nudge.decline";
  try {
    return await writeOnce<"decided" | "unchanged">(database, write, action, async (orm) => {
      const before = await records.locked(orm, id);
      if (before.undone || before.decision === decision) return { unwritten: "unchanged" };
      const details = await records.revise(orm, before, { decision, because, decidedBy: write.actor });
      const data = { record: id, decision };
      await enqueue(orm, [
        { kind: "nudge-decided", recipient: toPerson(before.author), occasion: `${id} ${decision}`, data },
      ]);
      return { outcome: "decided", subject: id, details: { ...details } };
    });
  } catch (error) {
    if (constraintOf(error) === "nudge_answers_same") return "conflict";
    throw error;
  }
}
