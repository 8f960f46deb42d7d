import type { InferSelectModel, SQL } from "drizzle-orm";
import type { PgColumn, PgSequence, PgTable } from "drizzle-orm/pg-core";
import type { KindName, Recorded } from "../src/core/records/name.ts";
import type { Orm } from "./database.ts";
import type { Then } from "./rows.ts";

/** A table whose rows are voided, never deleted. */
export type RecordTable = PgTable & { id: PgColumn; voidedAt: PgColumn };

/** A row as it is read: null, which is how Postgres says that something is not known, is undefined; moments are milliseconds. */
export type RowOf<Table extends PgTable> = {
  [Name in keyof Omit<InferSelectModel<Table>, "voidedAt">]: Said<InferSelectModel<Table>[Name]>;
} & { authorName: string; undone: boolean };

type Said<Value> = Value extends null ? undefined : Value extends Date ? number : Value;

/** What is special about the records of one kind; how they are kept is the same for all. */
export interface Kept<Entry extends object, One extends Recorded, Table extends RecordTable> extends KindName {
  table: Table;
  /** Its ids are numbered by it. */
  sequence: PgSequence;
  /** Who put it on record. */
  author: PgColumn;
  by: ListedBy;
  /** The index, or indexes, that say which two are the same among those not undone, and how the one on record is found. */
  same: { index: string | readonly string[]; as(entry: Entry): SQL | undefined };
  /** What recording is called on the trail, "plan.update"; "record" unless given. */
  verb?(entry: Entry): string;
  /** Facts that are kept and changed, and not on the trail. */
  unaudited?: readonly (keyof Entry & string)[];
  /** Columns that are not called as the entry calls them, or follow from it. */
  columns?(entry: Entry): Record<string, unknown>;
  /** A record, of a row and its author's name. */
  one?(row: RowOf<Table> & Readonly<Record<string, unknown>>): One;
  /** What is read besides the table's own columns, or in place of one. */
  extra?: Readonly<Record<string, SQL>>;
  /** Reads it another way: from the table under its own name. */
  select?(orm: Orm, where: SQL | undefined, then: Then): Promise<One[]>;
  /** What was recorded, told from what is read; the same names unless given. */
  entryOf?(one: One): Entry;
  /** Whether it may be put back, where other records can forbid it; asked before anything is written. */
  mayReturn?(orm: Orm, one: One): Promise<boolean>;
  /** What is kept beside the row, whenever it is written; of one that is corrected it is there already. */
  beside?(orm: Orm, id: string, entry: Entry, corrected: boolean): Promise<void>;
}

/** What a list is by: the day a record is about, its department, and what comes before the day. */
interface ListedBy {
  day: PgColumn | SQL;
  department?: PgColumn;
  subkind?: PgColumn;
  /** The other record it came from, or is about. */
  of?: PgColumn;
  /** Whole numbers: what comes first, whatever its day. */
  rank?: SQL;
  /** The earliest first. */
  ascending?: boolean;
  /** Which rows a list has at all. */
  only?: SQL;
  /** What belongs to a period, where that is more than the day. */
  within?(start: string, end: string): SQL | undefined;
}
