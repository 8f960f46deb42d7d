import type { Measure } from "../../core/catalog/catalog.ts";
import type { Program } from "../../core/catalog/programs.ts";
import type { Audience } from "../../core/people/person.ts";

/** Whether it counts what was done (program) or how people fare (population): never mixed in one number (row E24). */
export type MeasureLevel = "program" | "population";
export type MeasureKind = "how much" | "how well" | "better off";

export type { Measure };

declare module "../../core/catalog/catalog.ts" {
  interface Measure {
    /** The source's own words, where they say more than the name. */
    text: string | undefined;
    rows: readonly string[];
    level: MeasureLevel;
    kind: MeasureKind;
    /** What is counted: "classes", "people", "dollars". */
    unit: string;
    /**
     * `count` a number; `share` a number out of a total; `money` dollars and cents; `fte` positions; `date` the day of a
     * document; `state` one of `states`.
     */
    value: "count" | "share" | "money" | "fte" | "date" | "state";
    states: readonly string[];
    /** Which way is better. */
    direction: "up" | "down";
    every: "quarter" | "year";
    /** What a year makes of its quarters: their sum, or the last one where each says how it stands. */
    year: "sum" | "last";
    /** Reported by the city as a whole, or by each department. */
    per: "city" | "department";
    /** Series kept apart (trap G6); none when it is one number. */
    split: readonly Audience[];
    /** Records it is counted from where nobody reported a figure. */
    from: MeasureSource | undefined;
    target: Target | undefined;
  }
}

export type MeasureSource =
  | { training: Program; count: "sessions" | "attendance" }
  /** `open` is how many stood open at the end of a quarter, `closed` how many were closed in it (row B15). */
  | { engagement: string; subkind?: string | undefined; count: "engagements" | "participants" | "open" | "closed" };

/** Row B12: +5 % on last year, +5 % each year compounded from the baseline, or a number. */
export type Target =
  | { rule: "absolute"; value: number }
  | { rule: "prior-year"; percent: number }
  | { rule: "compounded"; percent: number };

/** People and dollars add up; shares, positions, days and states do not. */
export const yearFrom = (value: Measure["value"]): Measure["year"] =>
  value === "count" || value === "money" ? "sum" : "last";
