import { type Period, quarterOf, yearOf } from "../../core/calendar/calendar.ts";
import type { City, IsoDate } from "../../core/places/city.ts";
import { compare, type Decimal } from "../../core/records/decimal.ts";
import { Refusal } from "../../core/request/errors.ts";
import type { Measure } from "./measure.ts";
import type { Figure } from "./measures.ts";

/** The whole quarter or year that a measure is reported for. Throws a Refusal of the field `period`. */
export function reportedIn(measure: Measure, asked: Period, { city, today }: { city: City; today: IsoDate }): Period {
  const whole = measure.every === "year" ? yearOf(asked.start, city) : quarterOf(asked.start, city);
  if (whole.start !== asked.start || whole.end !== asked.end)
    throw new Refusal(
      `${measure.name} is reported for each ${measure.every}: write it like ${whole.id}, not ${asked.label}.`,
      "period",
    );
  if (whole.start > today) throw new Refusal(`${whole.label} has not begun.`, "period");
  return whole;
}

/** Whether it is the city's figure or a department's. Throws a Refusal of the field `department`. */
export function checkPlace(measure: Measure, department: string | undefined, { words }: City): void {
  if (measure.per === "city" && department !== undefined)
    throw new Refusal(
      `${measure.name} is one figure for the whole city: leave the ${words.department} out.`,
      "department",
    );
  if (measure.per === "department" && department === undefined)
    throw new Refusal(`${measure.name} is reported by each ${words.department}: say which one.`, "department");
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
  if (kind === "rate" && value.startsWith("-"))
    throw new Refusal(`${name} is a rate ${measure.unit}: it cannot be less than zero.`, "value");
  if (kind === "money" && !CENTS.test(value))
    throw new Refusal(`${name} is in dollars and cents: "${value}" has more than two places.`, "value");
}

/** As few people as this could be recognised: demographic figures are published totals (trap G13). */
const FEWEST = "10";

function checkShare({ name, level, unit }: Measure, value: Decimal, of: Decimal | undefined): void {
  if (of === undefined) throw new Refusal(`${name} is a share: say how many out of how many, like 30 of 120.`, "of");
  const number = unit === "dollars" ? CENTS : WHOLE;
  if (!number.test(value) || !number.test(of)) throw new Refusal(`${name} needs two whole numbers.`, "value");
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
