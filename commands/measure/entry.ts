import { may, type Scope } from "../../src/core/actor.ts";
import { type Period, quarterOf, yearOf } from "../../src/core/calendar.ts";
import { compare, type Decimal } from "../../src/core/decimal.ts";
import { Refusal } from "../../src/core/errors.ts";
import type { Context } from "../../src/core/field.ts";
import { periodOf } from "../../src/core/fields/period.ts";
import type { Measure } from "../../src/core/measure.ts";
import type { Figure, FigureAudience, MeasureEntry } from "../../src/core/measures.ts";

/** What was said of a measure, as the fields of `measure record` and `measure baseline` read it. */
export interface Said {
  measure: string;
  period: string | undefined;
  department: string | undefined;
  value: Decimal | undefined;
  of: Decimal | undefined;
  employees: Decimal | undefined;
  contractors: Decimal | undefined;
  on: string | undefined;
  state: string | undefined;
  source: string | undefined;
  note: string | undefined;
}

export function measureOf(id: string, { catalog }: Pick<Context, "catalog">): Measure {
  const measure = catalog.measure(id);
  if (!measure) throw new Refusal(`There is no measure "${id}". "measure show" lists them.`, "measure");
  return measure;
}

/** Whose figure it is: the department that was named, or the only one the person leads; undefined for the city. */
function departmentOf(
  { measure: id, department }: Pick<Said, "measure" | "department">,
  { actor, catalog }: Pick<Context, "actor" | "catalog">,
): string | undefined {
  if (measureOf(id, { catalog }).per === "city") return undefined;
  const [led, other] = actor.leads;
  return department ?? (other === undefined ? led : undefined);
}

/** The city's figures are the officer's; a department's are also its lead's. */
export function writes(said: Pick<Said, "measure" | "department">, context: Pick<Context, "actor" | "catalog">): Scope {
  const department = departmentOf(said, context);
  return { to: "write", of: department === undefined ? { city: true } : { department } };
}

/** What is asked for reads one department, or the city for whoever may read it, else what the person leads. */
export function reads(department: string | undefined, { actor }: Pick<Context, "actor">): Scope {
  const code = department ?? shownDepartment(department, { actor });
  return { to: "read", of: code === undefined ? { city: true } : { department: code } };
}

export function shownDepartment(department: string | undefined, { actor }: Pick<Context, "actor">): string | undefined {
  if (department !== undefined || may(actor, { to: "read", of: { city: true } })) return department;
  return actor.leads[0];
}

/** The quarter or year that a measure is reported for: this one, unless another was said. */
function reportedPeriod(measure: Measure, said: string | undefined, { city, today }: Context): Period {
  if (said === undefined) return measure.every === "year" ? yearOf(today, city) : quarterOf(today, city);
  const asked = periodOf(said, city);
  const whole = measure.every === "year" ? yearOf(asked.start, city) : quarterOf(asked.start, city);
  if (whole.start !== asked.start || whole.end !== asked.end)
    throw new Refusal(
      `${measure.name} is reported for each ${measure.every}: write it like ${whole.id}, not ${asked.label}.`,
      "period",
    );
  if (whole.start > today) throw new Refusal(`${whole.label} has not begun.`, "period");
  return whole;
}

/** Everything that was said, as one entry for each audience. Throws a Refusal that names the field. */
export function entriesOf(said: Said, context: Context): MeasureEntry[] {
  const measure = measureOf(said.measure, context);
  const period = reportedPeriod(measure, said.period, context);
  return entriesFor(measure, period, said, context);
}

export function entriesFor(measure: Measure, { start, end }: Period, said: Said, context: Context): MeasureEntry[] {
  requirePlace(measure, said, context);
  const { on, state, source, note } = said;
  const department = departmentOf(said, context);
  return partsOf(measure, said).map(({ audience, value, of }) => {
    checkFigure(measure, { value, of, on, state });
    return {
      measure: measure.id,
      start,
      end,
      department,
      audience,
      value,
      of,
      on,
      state,
      source,
      note,
      baseline: undefined,
    };
  });
}

function requirePlace(measure: Measure, said: Said, context: Context): void {
  const word = context.city.words.department;
  if (measure.per === "city" && said.department !== undefined)
    throw new Refusal(`${measure.name} is one figure for the whole city: leave the ${word} out.`, "department");
  if (measure.per === "department" && departmentOf(said, context) === undefined)
    throw new Refusal(`${measure.name} is reported by each ${word}: say which one.`, "department");
}

interface SaidPart {
  audience: FigureAudience;
  value: Decimal | undefined;
  of: Decimal | undefined;
}

/** Employees and contractors apart where the measure keeps them apart, else everybody (trap G6). */
function partsOf({ name, split }: Measure, { value, of, employees, contractors }: Said): SaidPart[] {
  const audiences = [
    { audience: "employee", value: employees, field: "employees" },
    { audience: "contractor", value: contractors, field: "contractors" },
  ] as const;
  const apart = audiences.filter((one) => one.value !== undefined);
  const [first] = apart;
  if (!first) return [{ audience: "unsplit", value, of }];
  const other = apart.find(({ audience }) => !split.includes(audience));
  if (other) throw new Refusal(`${name} is not split by ${other.field}: give one figure.`, other.field);
  if (value !== undefined)
    throw new Refusal("Give employees and contractors, or one figure for everybody: not both.", "value");
  return apart.map((one) => ({ audience: one.audience, value: one.value, of }));
}

const WHOLE = /^\d+$/;
const CENTS = /^-?\d+(?:\.\d{1,2})?$/;

/** Whether it is the kind of value the measure has. */
export function checkFigure(measure: Measure, figure: Figure): void {
  const { name, value: kind } = measure;
  if (kind === "date") checkDate(name, figure);
  else if (kind === "state") checkState(measure, figure);
  else checkNumber(measure, figure);
}

function checkNumber(measure: Measure, { value, of, state }: Figure): void {
  const { name, value: kind } = measure;
  if (state !== undefined) throw new Refusal(`${name} is a number, not a state.`, "state");
  if (value === undefined) throw new Refusal(`${name} is a number: say how many.`, "value");
  if (kind === "share") checkShare(measure, value, of);
  else if (of !== undefined) throw new Refusal(`${name} is one number, not a part of a total.`, "of");
  if (kind === "count" && !WHOLE.test(value))
    throw new Refusal(`${name} counts ${measure.unit}: "${value}" is no whole number.`, "value");
  if (kind === "money" && !CENTS.test(value))
    throw new Refusal(`${name} is in dollars and cents: "${value}" has more than two places.`, "value");
}

/** As few people as this could be recognised: demographic figures are published totals (trap G13). */
const FEWEST = "10";

function checkShare({ name, level }: Measure, value: Decimal, of: Decimal | undefined): void {
  if (of === undefined) throw new Refusal(`${name} is a share: say how many out of how many, like 30 of 120.`, "of");
  if (!WHOLE.test(value) || !WHOLE.test(of)) throw new Refusal(`${name} needs two whole numbers.`, "value");
  if (compare(value, of) > 0) throw new Refusal(`${value} of ${of} is more than all of them.`, "value");
  if (level === "population" && compare(of, FEWEST) < 0)
    throw new Refusal(`${of} are so few that people could be recognised: record shares of ${FEWEST} or more.`, "of");
}

function checkDate(name: string, { on, value, of, state }: Figure): void {
  if (value !== undefined || of !== undefined)
    throw new Refusal(`${name} is the day of a document, not a number.`, "value");
  if (state !== undefined) throw new Refusal(`${name} is the day of a document, not a state.`, "state");
  if (on === undefined) throw new Refusal(`${name} is the day of a document: say which.`, "on");
}

function checkState({ name, states }: Measure, { state, value, of }: Figure): void {
  if (value !== undefined || of !== undefined) throw new Refusal(`${name} is a state, not a number.`, "value");
  if (state === undefined || !states.includes(state))
    throw new Refusal(
      `${name} is one of ${states.join(", ")}${state === undefined ? "" : `, not "${state}"`}.`,
      "state",
    );
}
