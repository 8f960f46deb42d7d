import type { Env } from "../command/command.ts";
import type { Fields } from "../command/field.ts";
import type { Scope } from "../request/actor.ts";
import { Refusal } from "../request/errors.ts";
import type { RecordKind } from "./kind.ts";
import type { Recorded } from "./name.ts";

/** Every kind of record there is, found by the first letters of an id. */
export interface RecordKinds {
  all: readonly RecordKind[];
  /** The kind of that record, or a refusal that says where its numbers are found. */
  kindOf(id: string, env: Env): Promise<RecordKind>;
  /** The record itself, whatever it is about. */
  find(id: string, env: Env): Promise<{ kind: RecordKind; one: Recorded }>;
  /** What changing it touches. */
  touches(id: string, env: Env): Promise<Scope>;
  /** The fields by which a record with such an id is corrected; undefined where nothing tells what it is. */
  correctedBy(id: string | undefined): Fields | undefined;
}

/**
 * A prefix is one kind's, or one declared family's: a second kind with a prefix that is taken would silently get the
 * other's records, so there is no such registry.
 */
export function recordKinds(all: readonly RecordKind[]): RecordKinds {
  const byPrefix = new Map<string, RecordKind[]>();
  for (const kind of all) byPrefix.set(kind.prefix, [...(byPrefix.get(kind.prefix) ?? []), kind]);
  for (const [prefix, kinds] of byPrefix) requireOneFamily(prefix, kinds);
  const called = (id: string | undefined) => byPrefix.get(id?.slice(0, 2) ?? "") ?? [];
  const find = async (id: string, env: Env) => {
    const kinds = called(id);
    for (const kind of kinds) {
      const one = await kind.get(id, env);
      if (one) return { kind, one };
    }
    throw noSuch(id, kinds);
  };
  return {
    all,
    find,
    kindOf: async (id, env) => (await find(id, env)).kind,
    touches: async (id, env) => {
      const { kind, one } = await find(id, env);
      return kind.touches(one, env);
    },
    correctedBy: (id) => {
      const fields = called(id).flatMap(({ correction }) => (correction ? [correction.fields] : []));
      // What is said about a kind is no field of another of its family: whichever it is takes its own.
      return fields.length === 0 ? undefined : Object.assign({}, ...fields);
    },
  };
}

function requireOneFamily(prefix: string, kinds: readonly RecordKind[]): void {
  const [first] = kinds;
  if (!/^[A-Z]{2}$/.test(prefix)) throw new Error(`${prefix} is no prefix: an id begins with two capitals`);
  if (kinds.length === 1 || (first?.family !== undefined && kinds.every(({ family }) => family === first.family)))
    return;
  const nouns = kinds.map(({ noun }) => noun).join(" and ");
  throw new Error(`${prefix}-… is taken: ${nouns} share it, and are not declared as one family`);
}

const noSuch = (id: string, kinds: readonly RecordKind[]): Refusal => {
  const lists = [...new Set(kinds.map(({ listedBy }) => `"${listedBy}"`))];
  const where =
    lists.length === 0
      ? `No record's number begins with ${id.slice(0, 2)}.`
      : `Its number is on its receipt; ${lists.join(" and ")} ${lists.length === 1 ? "lists" : "list"} the latest.`;
  return new Refusal(`There is no record ${id}. ${where}`);
};
