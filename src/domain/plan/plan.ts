import type { Closure } from "../../core/calendar/business-days.ts";
import type { QuietHours } from "../../core/calendar/quiet.ts";
import type { Department } from "../../core/catalog/catalog.ts";
import type { IsoDate } from "../../core/places/city.ts";
import type { Plan } from "../../core/places/plan.ts";
import type { Measure } from "../measure/measure.ts";
import type { PaperPlan } from "../paper/papers.ts";

export type { Plan };

declare module "../../core/places/plan.ts" {
  /** What a city's plan file says, as plain data: the only place that defines its goals, rules, targets, roles and words.*/
  interface Plan {
    /** The template new analyses start with: a bundled one's name, or a path beside the plan file (row C9). */
    template: string;
    departments: readonly Department[];
    /** Of which parts the plan is no source's word, or whose word they are. */
    origins: readonly Origin[];
    /** The documents the plan is taken from, and what they rest on. */
    sources: readonly Statement[];
    /** What the whole plan wants; every strategy, action and obligation belongs to one (row E10). */
    goals: readonly Goal[];
    /** Strategies that serve every goal. */
    strategies: readonly Strategy[];
    obligations: readonly Obligation[];
    measures: readonly Measure[];
    /** Tables that the quarterly report shows, row by row (row B14). */
    tables: readonly MeasureTable[];
    /** Days by which something is to be done that no obligation covers: the annual report, the end of a term (rows A8, E1). */
    deadlines: readonly Deadline[];
    /** Written reports: whose they are, who approves them, who gets them, and what is in them (rows E1, H1). */
    papers: readonly PaperPlan[];
    /** How long which records are kept by law. */
    retention: readonly Series[];
    /** What the plan's records may be tagged with (row E12). */
    objectives: readonly Statement[];
    /** Ways in which the officer may act, with what each covers (row E13). */
    modes: readonly Mode[];
    roles: readonly Role[];
    duties: readonly Duty[];
    /** Business days before a hearing by which a statement is due (row C5). */
    statements: { dueBusinessDays: number };
    /** Whose state holidays are kept, besides the federal ones: "WI". */
    state: string | undefined;
    /** Who gets the reports, in words. */
    recipients: readonly string[];
    /** Who hears of an open gap after the leads, in order. */
    escalation: readonly EscalationStep[];
    /** Business days on which nobody works here, beyond the federal holidays; furlough days among them. */
    holidays: readonly Closure[];
    /** Public holidays of the state, by name, on which the city works all the same. */
    worked: readonly string[];
    nudges: NudgeSetting;
  }
}

/** Records that the law keeps for the same time. */
export interface Series {
  /** Kinds of record, by their plural: "training", "impact statements". */
  records: readonly string[];
  /** What the schedule calls it. */
  series: string;
  /** The rule that says so; undefined: none was found. */
  citation: string | undefined;
  /** Undefined: not known yet, so that nothing of it is ever past its time. */
  years: number | undefined;
  /** From when they are counted: the day a record is about, or the end of its fiscal year. */
  from: "day" | "fiscal year";
  note: string | undefined;
}

/** Words of a source document, with the rows of the requirements they state. */
export interface Statement {
  id: string;
  text: string;
  rows: readonly string[];
}

export const ORIGIN_OF = ["duties", "letters", "modes", "measures", "deadlines"] as const;
export const ORIGINS = ["a source's word", "our reading", "an example"] as const;

/** Whose word some part of the plan is. */
export interface Origin {
  about: (typeof ORIGIN_OF)[number];
  /** Ids of duties, measures or deadlines; empty for all there are. */
  of: readonly string[];
  is: (typeof ORIGINS)[number];
  text: string;
}

/** What is said of one of them, or of all of them where none is named. */
export const originsOf = ({ origins }: Pick<Plan, "origins">, about: Origin["about"], id?: string): Origin[] =>
  origins.filter((one) => one.about === about && (id === undefined || one.of.length === 0 || one.of.includes(id)));

/** What those parts are called. */
export const ORIGIN_NAMES: Readonly<Record<Origin["about"], string>> = {
  duties: "Duties",
  letters: "RACI letters",
  modes: "Modes",
  measures: "Measures",
  deadlines: "Deadlines",
};

/** "Our reading: chapter 385 names …". */
export const originInWords = ({ is, text }: Origin): string => `${is.charAt(0).toUpperCase()}${is.slice(1)}: ${text}`;

/** Among the departments responsible for something: every one of them. */
export const ALL_DEPARTMENTS = "all";

export interface Goal extends Statement {
  /** Department codes, and `all` (row E10). */
  responsible: readonly string[];
  strategies: readonly Strategy[];
}

export interface Strategy extends Statement {
  name: string;
  responsible: readonly string[];
  actions: readonly Action[];
}

/** One thing the plan says will be done. A range has a first day. */
export interface Action extends Statement {
  responsible: readonly string[];
  from: IsoDate | undefined;
  due: IsoDate | undefined;
}

/** A rule that binds each department (or the city) within a period; evaluating it gives a finding. */
export interface Obligation {
  id: string;
  /** What the status and the nudge call it. */
  label: string;
  /** The goal, strategy or action it belongs to. */
  of: string;
  rows: readonly string[];
  /** Name of a rule in src/plan/rules/. */
  rule: string;
  /** The rule's own parameters, as its schema read them. */
  with: unknown;
  /** All departments, the city as a whole, or these departments. */
  binds: "departments" | "city" | readonly string[];
  /** How long there is to meet it: by the end of each quarter or year, or once in the plan's period. */
  within: "quarter" | "year" | "plan";
  /** The day it must be met by for the first time, where the plan names one. */
  due: IsoDate | undefined;
  /** Days on which it holds; the plan's period when it names none. */
  from: IsoDate;
  until: IsoDate;
}

export interface MeasureTable {
  id: string;
  title: string;
  rows: readonly { label: string; measure: string }[];
}

/** `officer-term`: an officer's next term that the council has confirmed (row A8). */
export const CLOSED_BY = ["officer-term"] as const;

export interface Deadline {
  id: string;
  label: string;
  /** The duty it belongs to. */
  of: string;
  rows: readonly string[];
  /** Each year on that day, "03-31", or … */
  every: string | undefined;
  /** … once, on that date. */
  on: IsoDate | undefined;
  /** The records that meet it, where it is neither a report nor for people to say. */
  closedBy: (typeof CLOSED_BY)[number] | undefined;
  /** When its duty's holders are reminded. */
  businessDaysBefore: readonly number[];
  monthsBefore: readonly number[];
}

export interface Mode {
  id: string;
  name: string;
  /** With whom, where the mode is shared. */
  note: string | undefined;
  items: readonly { text: string; rows: readonly string[] }[];
}

/** Somebody or some body in the plan's RACI matrix. */
export interface Role {
  id: string;
  name: string;
}

export const RACI = ["R", "A", "C", "I"] as const;
export type RaciLetter = (typeof RACI)[number];

export interface Duty extends Statement {
  group: string | undefined;
  mode: string | undefined;
  /** Role id → its letters; a cell may hold two (trap G11). */
  raci: Readonly<Record<string, readonly RaciLetter[]>>;
}

/** `leads` and `senior-leader` are of the department; `officer` is a line in the digest. */
export const ESCALATION = ["leads", "senior-leader", "officer"] as const;
export type EscalationStep = (typeof ESCALATION)[number];

/** When a quarter's nudge goes out, and what follows it (rows F2–F6). */
export interface NudgeSetting extends QuietHours {
  /** Business days before the quarter closes. */
  businessDaysBefore: number;
  /** Business days after the nudge, one for each step of the escalation. */
  followUpAfter: readonly number[];
  /** Local time of day, "09:00". */
  at: string;
  /** One line of thanks to a department without gaps, or silence. */
  thanks: boolean;
}
