import type { Catalog } from "../catalog/catalog.ts";
import type { PersonName } from "../people/person.ts";
import type { City, IsoDate } from "../places/city.ts";
import type { Plan } from "../places/plan.ts";
import type { Control } from "../reply/reply.ts";
import type { Actor } from "../request/actor.ts";
import type { Sentence } from "../understanding/sentence.ts";

/** Everything a field may look at to understand a value. Plain data: a field never asks a store. */
export interface Context {
  actor: Actor;
  city: City;
  plan: Plan;
  today: IsoDate;
  /** Whether the author writes 3 November as 3/11. */
  dayFirst?: boolean;
  /** The instant behind `today`, milliseconds since 1970. */
  now: number;
  catalog: Catalog;
  /** People whose names may be meant by words of this sentence; loaded before the fields look. */
  people: readonly PersonName[];
}

/** What a field made of a sentence or of a typed value. */
export type Found<V> =
  | { state: "absent" }
  | { state: "found"; value: V }
  /** Two or more readings: the person chooses. */
  | { state: "ambiguous"; candidates: V[]; because: string }
  /** Something was said, but not what: ask, and never fall back on the default. */
  | { state: "unclear"; because: string }
  /** Understood and impossible: say why. */
  | { state: "refused"; because: string };

/**
 * One thing a command needs. A field finds itself in a sentence, reads itself from a form or `key=value`, writes itself
 * so that reading gives the same value back, prints itself for people, and says how a form asks for it.
 */
export interface Field<V> {
  kind: string;
  label: string;
  /** Asked when it is missing or ambiguous: "Which date?" */
  question: string;
  hint?: string;
  optional: boolean;
  /** Fields look at the sentence in this order, lowest first: what one takes, the next no longer sees. */
  rank: number;
  /** Other words for `key=value`, lower case. */
  keys: readonly string[];
  find(sentence: Sentence, context: Context): Found<V>;
  read(raw: unknown, context: Context): Found<V>;
  write(value: V): string;
  print(value: V, context: Context): string;
  control(context: Context): Control;
  /** The value when nothing was said; the receipt and `understand` say that it was assumed. */
  fallback?(context: Context): V | undefined;
}

/** `optional` is part of the type, so that a command's values say which of them may be undefined. */
export type FieldOf<V, Optional extends boolean> = Field<V> & { optional: NoInfer<Optional> };

export type Fields = Record<string, Field<unknown>>;

/** The values a command is executed with. */
export type ValuesOf<F extends Fields> = {
  [Name in keyof F]: F[Name] extends Field<infer V> ? (F[Name]["optional"] extends false ? V : V | undefined) : never;
};

export const absent = { state: "absent" } as const;
export const found = <V>(value: V): Found<V> => ({ state: "found", value });
export const unclear = (because: string) => ({ state: "unclear", because }) as const;
export const refused = (because: string) => ({ state: "refused", because }) as const;
export const ambiguous = <V>(candidates: V[], because: string): Found<V> => ({
  state: "ambiguous",
  candidates,
  because,
});

/** A blank form input is the same as not saying anything. */
export function isBlank(raw: unknown): boolean {
  return (
    raw === undefined ||
    raw === null ||
    (typeof raw === "string" && raw.trim() === "") ||
    (Array.isArray(raw) && raw.length === 0)
  );
}
