import type { Command, Confirmation, Env } from "../command/command.ts";
import type { Context, Fields, ValuesOf } from "../command/field.ts";
import type { Stores } from "../command/stores.ts";
import type { IsoDate } from "../places/city.ts";
import type { Block, Button, Form, RawValues, Reply } from "../reply/reply.ts";
import type { Scope } from "../request/actor.ts";
import type { RecordField, SheetColumn } from "./field.ts";
import type { KindName, Recorded } from "./name.ts";
import type { Corrected, Keeping, Listed, Listing } from "./store.ts";

/**
 * One thing a city keeps, declared once (`recordKind`). Commands, exports, registers and the rules about keeping records
 * read it here; a kind with behaviour of its own replaces the part in question with code.
 */
export interface RecordKind<One extends Recorded = Recorded> extends KindName {
  /** Of departments, which their leads read and write; or the city's, which every lead, officer and auditor reads. */
  belongs: "department" | "city";
  /** The command that lists them, by name: where to look for a number that is not there. */
  listedBy: string;
  /** What there is to know of one, in the order in which it is shown and exported. */
  fields: readonly RecordField<One>[];
  /** The columns of its export: its number, its facts with names beside codes, who recorded it and when. */
  sheet: readonly SheetColumn<One>[];
  get(id: string, env: Env): Promise<One | undefined>;
  /** The newest first, page by page, without what was undone unless that is asked for. Whose they are is the caller's to ask. */
  list(asked: Listing, env: Env): Promise<Listed<One>>;
  /** The label of the fact by whose day they are listed: the first of their days, unless it is said. */
  dated?: string;
  /** Whether it belongs to a period, where a list shows more than that: what is still open. */
  fallsIn?(one: One, start: IsoDate, end: IsoDate): boolean;
  /** What it says, in one line. */
  line(one: One, env: Env): string;
  /** What changing this one touches. */
  touches(one: One, env: Pick<Env, "actor" | "catalog">): Scope;
  /** What reading this one touches. */
  reads(one: One, env: Pick<Env, "actor" | "catalog">): Scope;
  /** What this person may do with it. */
  actions(one: One, env: Env): Button[];
  /** Heading, what it says, and what can be done with it. Every write ends in one. */
  receipt(title: string, one: One, env: Env, more?: readonly Block[]): Reply;
  /** Takes it back; the reply offers to put it back. */
  undo(id: string, reason: string | undefined, env: Env): Promise<Reply>;
  restore(id: string, env: Env): Promise<Reply>;
  /** How "fix" changes it; a kind without this is only undone and put back. */
  correction?: Correction;
  /** What to do instead where it is not corrected: "is a place on a team: end it with …". */
  instead?: string;
}

export interface Correction {
  fields: Fields;
  /** The record's own form, filled in, with what was typed in its place; what comes back are its changes, as `changes.title`. */
  form(id: string, env: Env, typed: Typed): Promise<Form>;
  correct(id: string, changes: RawValues, reason: string | undefined, env: Env): Promise<Reply>;
}

/** What somebody has typed into an edit form, or a button asks for. */
export interface Typed {
  changes: RawValues;
  reason: string;
}

/** What is said of a kind; the rest follows from it. */
export interface KindSpec<One extends Recorded> extends KindName {
  belongs?: "department" | "city";
  listedBy: string;
  fields: readonly RecordField<One>[];
  store(stores: Stores, env: Env): Keeping<One>;
  dated?: string;
  fallsIn?(one: One, start: IsoDate, end: IsoDate): boolean;
  line(one: One, env: Env): string;
  touches(one: One, env: Pick<Env, "actor" | "catalog">): Scope;
  reads?(one: One, env: Pick<Env, "actor" | "catalog">): Scope;
  /** Days of the work it is about: in a closed quarter it is a restatement. */
  days?(one: One): readonly IsoDate[];
  /** What this person may do with it besides Edit, Undo and Put it back. */
  more?(one: One, env: Env): { before?: readonly Button[]; after?: readonly Button[] };
  /** What a receipt says besides the line. */
  details?(one: One, env: Env): readonly Block[];
  correction?: CorrectionSpec<One>;
  instead?: string;
}

export interface CorrectionSpec<One> {
  /** What may be changed. Longer texts among them are given as `name=…` only. */
  fields: Fields;
  /** What it is called where it may not be moved to a department; "a record" unless given. */
  called?: string;
  /** Names of those fields that this one does not have. */
  without?(one: One): readonly string[];
  /** What is needed and which inputs there are, where that depends on the others; as in a command. */
  needs?: AskedFor["needs"];
  shape?: AskedFor["shape"];
  /** Questions and refusals that need all values together, as in a command. */
  review?: AskedFor["review"];
  /** Those whom the record names already: their addresses are known. */
  peopleIn?(one: One): Env["people"];
  /** Questions about what is no longer said. */
  asks?(one: One, values: Record<string, unknown>): Confirmation[];
  /** What the form is filled in with, for whoever asks: what they may not see is left out. */
  valuesOf(one: One, env: Pick<Env, "actor">): RawValues;
  /** Whether it was saved, or a reply of its own. */
  save(one: One, values: Record<string, unknown>, reason: string | undefined, env: Env): Promise<Corrected | Reply>;
}

type AskedFor = Partial<Pick<Command, "needs" | "shape" | "review">>;

/** The same with the values as its fields read them. */
type TypedCorrection<One, F extends Fields> = Omit<CorrectionSpec<One>, "fields" | "review" | "asks" | "save"> & {
  fields: F;
  review?(values: ValuesOf<F>, context: Context): Confirmation[];
  asks?(one: One, values: ValuesOf<F>): Confirmation[];
  save(one: One, values: ValuesOf<F>, reason: string | undefined, env: Env): Promise<Corrected | Reply>;
};

/** Declares how a kind is corrected; what is read by its fields is what it saves. */
export const correction = <One, const F extends Fields>(spec: TypedCorrection<One, F>): CorrectionSpec<One> =>
  // Values are read by these very fields, so that they have their types.
  spec as unknown as CorrectionSpec<One>;
