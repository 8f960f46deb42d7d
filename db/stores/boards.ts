import { and, eq, sql } from "drizzle-orm";
import { titleKey } from "../../src/domain/analysis/analysis-steps.ts";
import { BOARDS, type Board, type BoardEntry, type BoardStore } from "../../src/domain/roster/posts.ts";
import type { Database } from "../database.ts";
import { recordStore } from "../records.ts";
import { rosterNumber, boards as table } from "../schema/index.ts";

export function boardStore(database: Database): BoardStore {
  const records = recordStore<BoardEntry, Board, typeof table>(database, {
    ...BOARDS,
    table,
    sequence: rosterNumber,
    author: table.author,
    by: { day: table.asOf },
    same: {
      index: "boards_same",
      as: ({ name, asOf }) => and(eq(table.key, titleKey(name)), eq(table.asOf, asOf)),
    },
    verb: () => "seat",
    columns: ({ name, termEnds }) => ({ key: titleKey(name), termEnds: [...termEnds] }),
    one: ({ key: _key, ...row }) => ({ ...row, department: undefined }),
  });
  return {
    ...records,
    current: (on) =>
      records.select(
        database.orm,
        sql`${table.voidedAt} is null and ${table.asOf} = (select max(n.as_of) from boards n
          where n.key = ${table.key} and n.voided_at is null and n.as_of <= ${on})`,
        { order: [sql`${table.name}`, sql`${table.id}`] },
      ),
  };
}
