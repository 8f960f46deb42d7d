import type { Env } from "../command/command.ts";
import type { Fields } from "../command/field.ts";
import type { Form, RawValues, Reply } from "../reply/reply.ts";
import type { Scope } from "../request/actor.ts";

/** What the commands about records need to know of one kind of them. Each kind is declared once, beside its commands. */
export interface RecordKind {
  /** The first two letters of its ids: "TR". */
  prefix: string;
  /** What changing this record touches; undefined when there is no such record. */
  scope(id: string, env: Env): Promise<Scope | undefined>;
  /** Takes it back; the reply offers to put it back. */
  undo(id: string, reason: string | undefined, env: Env): Promise<Reply>;
  restore(id: string, env: Env): Promise<Reply>;
  /** How "fix" changes it; a kind without this is only undone and put back. */
  correction?: Correction;
}

export interface Correction {
  fields: Fields;
  /** The record's own form, filled in, with what is wanted in its place; what comes back are its changes, as `changes.title`. */
  form(id: string, env: Env, wanted: RawValues): Promise<Form>;
  correct(id: string, changes: Record<string, unknown>, reason: string | undefined, env: Env): Promise<Reply>;
}
