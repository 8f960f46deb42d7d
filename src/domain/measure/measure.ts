import type { Measure } from "../../core/catalog/catalog.ts";
import type { Program } from "../../core/catalog/programs.ts";
import type { Audience } from "../../core/people/person.ts";
import type { IsoDate } from "../../core/places/city.ts";

/** Whether it counts what was done (program) or how people fare (population): never mixed in one number (row E24). */
export type MeasureLevel = "program" | "population";
export type MeasureKind = "how much" | "how well" | "better off";

export const VALUES = ["count", "number", "rate", "points", "share", "money", "fte", "date", "state"] as const;

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
     * `count` a whole number; `number` one with decimals; `rate` one whose unit says of how many ("per 1,000"); `points`
     * percentage points; `share` a number out of a total (a ratio, too); `money` dollars and cents; `fte` positions; `date` the
     * day of a document; `state` one of `states`.
     */
    value: (typeof VALUES)[number];
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
    /** Who defined it beside the plan's own measures, and when; undefined for the plan's. */
    definedBy?: { name: string; on: IsoDate } | undefined;
  }
}

export type MeasureSource =
  | { training: Program; count: "sessions" | "attendance" }
  /** `open` is how many stood open at the end of a quarter, `closed` how many were closed in it (row B15). */
  | {
      engagement: string;
      subkind?: string | undefined;
      /** Only those with a partner, or with one of these bodies. */
      with?: "partner" | undefined;
      bodies?: readonly string[] | undefined;
      /** `held of planned`: the meetings held, of those that were planned for the period or held in it (row D11). */
      count: "engagements" | "participants" | "open" | "closed" | "held of planned";
    };

/** Row B12: +5 % on last year, +5 % each year compounded from the baseline, or a number. */
export type Target =
  | { rule: "absolute"; value: number }
  | { rule: "prior-year"; percent: number }
  | { rule: "compounded"; percent: number };

/** What stands open at the end of a quarter is a stock, and is not summed. */
export const yearOfSource = (from: MeasureSource | undefined): Measure["year"] | undefined =>
  from?.count === "open" ? "last" : undefined;

/** People and dollars add up; rates, points, shares, positions, days and states do not. */
export const yearFrom = (value: Measure["value"]): Measure["year"] =>
  value === "count" || value === "money" ? "sum" : "last";
