import { sql } from "drizzle-orm";
import { ANSWER } from "../../../src/core/deliveries/answers.ts";
import type { AnswerStore, NewAnswer } from "../../../src/core/deliveries/kept.ts";
import { storable } from "../../../src/core/understanding/clean.ts";
import { type Database, type Orm, rowsOf, transaction } from "../../database.ts";
import { claimIn } from "../../write.ts";
import { enqueue } from "./enqueue.ts";

/** Answers on their way: each is a delivery that holds the id of a draft, so that no words stand in the deliveries. */
export function answerStore(database: Database): AnswerStore {
  const { orm } = database;
  return {
    claim: (answer) =>
      transaction(database, async (tx) => {
        if (!(await claimIn(tx, answer.request))) return false;
        await add(tx, answer);
        return true;
      }),
    add: (answer) =>
      transaction(database, async (tx) => {
        await remove(tx, answer.request);
        await add(tx, answer);
      }),
    hold: async (request, ms) => {
      const held = await rowsOf(
        orm,
        sql`update deliveries set next_at = now() + ${ms}::float8 * interval '1 ms'
          where kind = ${ANSWER.name} and occasion = ${request} and state = 'pending' and token = 0 returning 1`,
      );
      return held.length > 0;
    },
    keep: (request) => transaction(database, (tx) => remove(tx, request, sql`and data ? 'promise'`)),
    content: async (draft) => {
      const [row] = await rowsOf<{ content: string }>(orm, sql`select content from drafts where id = ${draft}::uuid`);
      return row?.content;
    },
    recordOf: async (request) => {
      const [row] = await rowsOf<{ record: string }>(
        orm,
        sql`select record from requests where id = ${request} and record <> ''`,
      );
      return row?.record;
    },
  };
}

async function add(orm: Orm, { request, recipient, content, data, afterMs }: NewAnswer): Promise<void> {
  const [draft] = await rowsOf<{ id: string }>(
    orm,
    sql`insert into drafts (content) values (${storable(content)}) returning id::text as id`,
  );
  if (!draft) throw new Error("an answer was not kept");
  const delivery = { kind: ANSWER.name, recipient, occasion: request, data: { ...data, draft: draft.id }, afterMs };
  await enqueue(orm, [delivery]);
}

/** Nobody has taken it up yet; what it says goes, too. */
async function remove(orm: Orm, request: string, only = sql``): Promise<void> {
  await rowsOf(
    orm,
    sql`with gone as (
        delete from deliveries where kind = ${ANSWER.name} and occasion = ${request} and state = 'pending' and token = 0 ${only}
        returning data->>'draft' as draft)
      delete from drafts where id in (select draft::uuid from gone)`,
  );
}
