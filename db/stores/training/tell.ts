import { sql } from "drizzle-orm";
import { toPerson } from "../../../src/core/deliveries/deliveries.ts";
import { IMPORT_AUTHOR, tells, type Write } from "../../../src/core/request/write.ts";
import { type Orm, rowsOf } from "../../database.ts";
import { idList } from "../../ids.ts";
import { enqueue } from "../deliveries/enqueue.ts";

/** People are told who put their name on a record, once for each time that it was put there. */
export async function tellNamed(
  orm: Orm,
  { id, version }: { id: string; version: number },
  people: readonly number[],
  write: Write,
): Promise<void> {
  if (!tells(write)) return;
  const others = people.filter((person) => person !== write.actor);
  await enqueue(
    orm,
    others.map((person) => ({
      kind: "recorded-you",
      recipient: toPerson(person),
      occasion: `${id} v${version}`,
      data: { record: id, by: write.actor },
    })),
  );
}

/**
 * Those of a record that is put back who must hear of it: whose message had nothing to say while it was undone, and who
 * said that it was not them. The others know.
 */
export async function whoMustHearAgain(orm: Orm, id: string, people: readonly number[]): Promise<number[]> {
  const rows = await rowsOf<{ person: number }>(
    orm,
    sql`select person::float8 as person from unnest(${idList(people)}::bigint[]) as person
      where exists (select from deliveries where kind = 'recorded-you' and recipient = 'person:' || person and data->>'record' = ${id} and state = 'skipped')
        or exists (select from audit_entries where subject = ${id} and action = 'training.not-me' and actor = person)`,
  );
  return rows.map(({ person }) => person);
}

/** The author hears that somebody they named was not there. */
export async function tellAuthor(
  orm: Orm,
  { id, version, author }: { id: string; version: number; author: number },
  write: Write,
): Promise<void> {
  if (author === IMPORT_AUTHOR || author === write.actor) return;
  const data = { record: id, person: write.actor };
  await enqueue(orm, [
    { kind: "not-me", recipient: toPerson(author), occasion: `${id} v${version} ${write.actor}`, data },
  ]);
}
