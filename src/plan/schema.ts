import * as z from "zod";
import { isIsoDate } from "../core/calendar/calendar.ts";
import { PROGRAMS } from "../core/catalog/programs.ts";
import { VALUES } from "../domain/measure/measure.ts";
import { PAPER_KINDS, PAPER_SECTIONS } from "../domain/paper/papers.ts";
import { CLOSED_BY, ESCALATION, ORIGIN_OF, ORIGINS, RACI } from "../domain/plan/plan.ts";
import { rules } from "./rules/index.ts";
import { timeZone } from "./time-zone.ts";

// The shape of a plan file. Each part says what is allowed in it; `checks.ts` holds what only makes sense across parts.

const isoDate = z.string().refine(isIsoDate, "is not a date like 2026-12-31");
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "is not a time of day like 09:00");
const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/, "must be letters, digits, dots and hyphens");
const row = z.string().regex(/^[A-H]\d{1,2}$/, "is not a row id like A1");
const rows = z.array(row).default([]);
const text = z.string().min(1);
const codes = z.array(z.string().min(1));
const statement = { id, text, rows };
const stretch = z
  .strictObject({ start: isoDate, end: isoDate, label: z.string() })
  .refine((period) => period.start < period.end, "must start before it ends");

const action = z.strictObject({
  ...statement,
  responsible: codes.default([]),
  from: isoDate.optional(),
  due: isoDate.optional(),
});
const strategy = z.strictObject({
  ...statement,
  text: z.string().default(""),
  name: text,
  responsible: codes.default([]),
  actions: z.array(action).default([]),
});
const goal = z.strictObject({
  ...statement,
  responsible: codes.default([]),
  strategies: z.array(strategy).default([]),
});

const common = {
  id,
  label: text,
  of: id,
  rows,
  binds: z.union([z.enum(["departments", "city"]), codes.min(1)]).default("departments"),
  within: z.enum(["quarter", "year", "plan"]).default("quarter"),
  due: isoDate.optional(),
  from: isoDate.optional(),
  until: isoDate.optional(),
};
const [first, ...others] = rules.map((rule) =>
  z.strictObject({ ...common, rule: z.literal(rule.name), with: rule.schema.prefault({}) }),
);
if (!first) throw new Error("there are no rules");
const obligation = z.discriminatedUnion("rule", [first, ...others], {
  error: (issue) =>
    issue.code === "invalid_union"
      ? `is not a rule; the rules are ${rules.map(({ name }) => name).join(", ")}`
      : undefined,
});

const target = z.discriminatedUnion("rule", [
  z.strictObject({ rule: z.literal("absolute"), value: z.number() }),
  z.strictObject({ rule: z.literal("prior-year"), percent: z.number() }),
  z.strictObject({ rule: z.literal("compounded"), percent: z.number() }),
]);
const source = z.union([
  z.strictObject({ training: z.enum(PROGRAMS), count: z.enum(["sessions", "attendance"]) }),
  z.strictObject({
    engagement: text,
    subkind: text.optional(),
    with: z.literal("partner").optional(),
    bodies: z.array(text).optional(),
    count: z.enum(["engagements", "participants", "open", "closed", "held of planned"]),
  }),
]);

const measure = z
  .strictObject({
    id,
    name: text,
    aliases: z.array(text).default([]),
    text: text.optional(),
    rows,
    level: z.enum(["program", "population"]).default("program"),
    kind: z.enum(["how much", "how well", "better off"]).default("how much"),
    unit: text,
    value: z.enum(VALUES).default("count"),
    states: z.array(text).default([]),
    direction: z.enum(["up", "down"]).default("up"),
    every: z.enum(["quarter", "year"]).default("quarter"),
    year: z.enum(["sum", "last"]).optional(),
    per: z.enum(["city", "department"]).default("city"),
    split: z.array(z.enum(["employee", "contractor"])).default([]),
    from: source.optional(),
    target: target.optional(),
  })
  .refine(
    ({ value, states }) => (value === "state") === states.length > 0,
    "has states if, and only if, its value is a state",
  );

const letters = z
  .string()
  .regex(/^[RACI](\/[RACI])?$/, "must be R, A, C or I, or two of them like R/C")
  .transform((cell) => RACI.filter((letter) => cell.split("/").includes(letter)));

const duty = z
  .strictObject({
    ...statement,
    group: text.optional(),
    mode: id.optional(),
    raci: z.record(z.string(), letters),
  })
  .superRefine(({ raci }, context) => {
    const accountable = Object.keys(raci).filter((role) => raci[role]?.includes("A"));
    if (accountable.length !== 1)
      context.addIssue({
        code: "custom",
        path: ["raci"],
        message: `has ${accountable.length === 0 ? "no A" : `${accountable.length} A's (${accountable.join(", ")})`}: exactly one role is accountable`,
      });
  });

const origin = z.strictObject({
  about: z.enum(ORIGIN_OF),
  of: z.array(id).default([]),
  is: z.enum(ORIGINS),
  text,
});

const deadline = z
  .strictObject({
    id,
    label: text,
    of: id,
    rows,
    every: z
      .string()
      .refine((day) => isIsoDate(`2001-${day}`), "is not a month and a day like 03-31")
      .optional(),
    on: isoDate.optional(),
    closedBy: z.enum(CLOSED_BY).optional(),
    businessDaysBefore: z.array(z.int().min(1).max(250)).default([]),
    monthsBefore: z.array(z.int().min(1).max(24)).default([]),
  })
  .refine(
    ({ every, on }) => (every === undefined) !== (on === undefined),
    "has either `every` year's day or `on` one date",
  )
  .refine(
    ({ businessDaysBefore, monthsBefore }) => businessDaysBefore.length + monthsBefore.length > 0,
    "reminds nobody: say businessDaysBefore or monthsBefore",
  );

const section = z.enum(PAPER_SECTIONS);
const paper = z.strictObject({
  kind: z.enum(PAPER_KINDS),
  title: text,
  deadline: id.optional(),
  chain: z.array(id).default([]),
  to: z.array(z.strictObject({ id, name: text, role: id.optional(), file: z.boolean().default(false) })).default([]),
  purpose: z.enum(["information", "action"]).optional(),
  sections: z
    .array(
      z.union([
        section.transform((name) => ({ id: name, title: undefined, internal: false })),
        z.strictObject({ id: section, title: text.optional(), internal: z.boolean().default(false) }),
      ]),
    )
    .default([]),
});

const nudges = z.strictObject({
  businessDaysBefore: z.int().min(1).max(60).default(25),
  followUpAfter: z.array(z.int().min(1).max(60)).max(3).default([5, 10]),
  at: clock.default("09:00"),
  quietFrom: clock.default("17:00"),
  quietUntil: clock.default("09:00"),
  thanks: z.boolean().default(true),
});

/** How long a kind of record is kept; without `years` it is not known yet, which the list of retention says. */
const series = z.strictObject({
  records: z.array(text).min(1),
  series: text,
  citation: text.optional(),
  years: z.int().min(1).max(100).optional(),
  from: z.enum(["day", "fiscal year"]).default("day"),
  note: text.optional(),
});

export const planSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, "must be lower-case letters, digits and hyphens"),
  city: text,
  timeZone,
  fiscalYear: z.strictObject({ startMonth: z.int().min(1).max(12) }),
  period: stretch,
  earlier: z.array(stretch).default([]),
  words: z.strictObject({
    department: text,
    statement: text.default("impact statement"),
    council: text.default("city council"),
  }),
  statements: z.strictObject({ dueBusinessDays: z.int().min(0).max(60) }).prefault({ dueBusinessDays: 5 }),
  template: text.default("six-step"),
  state: z
    .string()
    .regex(/^[A-Z]{2}$/, "must be a state like WI")
    .optional(),
  holidays: z.array(z.strictObject({ date: isoDate, name: text })).default([]),
  worked: z.array(text).default([]),
  recipients: z.array(text).default([]),
  escalation: z.array(z.enum(ESCALATION)).default([...ESCALATION]),
  nudges: nudges.prefault({}),
  origins: z.array(origin).default([]),
  sources: z.array(z.strictObject(statement)).default([]),
  objectives: z.array(z.strictObject(statement)).default([]),
  modes: z
    .array(z.strictObject({ id, name: text, note: text.optional(), items: z.array(z.strictObject({ text, rows })) }))
    .default([]),
  roles: z.array(z.strictObject({ id, name: text })).default([]),
  duties: z.array(duty).default([]),
  goals: z.array(goal).default([]),
  strategies: z.array(strategy).default([]),
  obligations: z.array(obligation).default([]),
  measures: z.array(measure).default([]),
  tables: z
    .array(z.strictObject({ id, title: text, rows: z.array(z.strictObject({ label: text, measure: id })).min(1) }))
    .default([]),
  deadlines: z.array(deadline).default([]),
  papers: z.array(paper).default([]),
  retention: z.array(series).default([]),
  departments: z
    .array(
      z.strictObject({
        code: z.string().regex(/^[A-Z0-9][A-Z0-9&_-]*$/, "must be capital letters and digits"),
        name: text,
        aliases: z.array(z.string()).default([]),
        serviceArea: text.optional(),
      }),
    )
    .min(1),
});
