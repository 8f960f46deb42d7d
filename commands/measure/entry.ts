import { type Period, quarterOf, yearOf } from "../../src/core/calendar/calendar.ts";
import type { Context } from "../../src/core/command/field.ts";
import { periodOf } from "../../src/core/fields/period.ts";
import type { Decimal } from "../../src/core/records/decimal.ts";
import { may, type Scope } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { Measure } from "../../src/domain/measure/measure.ts";
import { checkFigure, checkPlace, reportedIn } from "../../src/domain/measure/measure-check.ts";
import type { FigureAudience, MeasureEntry } from "../../src/domain/measure/measures.ts";

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
function periodSaid(measure: Measure, said: string | undefined, context: Context): Period {
  const { city, today } = context;
  if (said === undefined) return measure.every === "year" ? yearOf(today, city) : quarterOf(today, city);
  return reportedIn(measure, periodOf(said, city), context);
}

/** Everything that was said, as one entry for each audience. Throws a Refusal that names the field. */
export function entriesOf(said: Said, context: Context): MeasureEntry[] {
  const measure = measureOf(said.measure, context);
  const period = periodSaid(measure, said.period, context);
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

/** A department said for the city's own measure is refused, and one that is needed asked for. */
function requirePlace(measure: Measure, said: Said, context: Context): void {
  checkPlace(measure, measure.per === "city" ? said.department : departmentOf(said, context), context.city);
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
