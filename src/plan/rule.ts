import type * as z from "zod";
import type { IsoDate } from "../core/places/city.ts";
import type { EngagementsAsked, Facts, Window } from "../domain/plan/facts.ts";
import type { Remedy } from "../domain/plan/finding.ts";

/** What a rule is asked about: whose facts, on which day, within which window. */
export interface Question {
  facts: Facts;
  /** Undefined for the city as a whole. */
  department: string | undefined;
  /** The day looked at. */
  on: IsoDate;
  /** The last day to meet it. */
  due: IsoDate;
  within: Window;
}

/** What a rule says. `met` is undefined when nobody reported anything. */
export interface Verdict {
  met: boolean | undefined;
  words: string;
  value?: number | undefined;
  outOf?: number | undefined;
  outOfOn?: IsoDate | undefined;
  evidence?: readonly string[] | undefined;
  /** Its own day has passed already, whatever the obligation's is. */
  overdue?: boolean;
  /** It does not concern this department. */
  notApplicable?: true;
  muted?: boolean;
  /** Who comes first, where another tier does: "senior managers". */
  after?: string | undefined;
  /** Nothing was pending: nobody must do anything by a day, so it is no gap (contract.md, a gap). */
  pending?: false;
  remedy?: Remedy | undefined;
}

/** One of the closed set of rules a plan may use: its parameters and what it makes of the facts. Pure. */
export interface Rule {
  name: string;
  /** What it asks for, for whoever writes a plan file. */
  summary: string;
  /** What people call it, besides the label a plan gives it. */
  words?: RegExp;
  /** Its parameters, with their defaults. */
  schema: z.ZodObject;
  /** The engagements it wants counted, so that no others are read. */
  counts?(parameters: unknown, within: Window): EngagementsAsked;
  /** The window in which it looks at analyses, or at statements. */
  analyses?(within: Window): Window;
  statements?(within: Window): Window;
  judge(parameters: unknown, question: Question): Verdict;
}

export function defineRule<Schema extends z.ZodObject>(rule: {
  name: string;
  summary: string;
  words?: RegExp;
  schema: Schema;
  counts?(parameters: z.output<Schema>, within: Window): EngagementsAsked;
  analyses?(within: Window): Window;
  statements?(within: Window): Window;
  judge(parameters: z.output<Schema>, question: Question): Verdict;
}): Rule {
  const { counts, judge, ...said } = rule;
  return {
    ...said,
    ...(counts && { counts: (parameters, within) => counts(parameters as z.output<Schema>, within) }),
    judge: (parameters, question) => judge(parameters as z.output<Schema>, question),
  };
}
