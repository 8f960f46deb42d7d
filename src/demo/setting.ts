import { existsSync, readFileSync } from "node:fs";
import { addDays, previousQuarter, quarterOf } from "../core/calendar/calendar.ts";
import type { Stores } from "../core/command/stores.ts";
import { readTable } from "../core/import/table.ts";
import type { City, IsoDate } from "../core/places/city.ts";
import { IMPORT_AUTHOR, type Write } from "../core/request/write.ts";
import type { Plan } from "../domain/plan/plan.ts";
import { projectFile } from "../root.ts";

/** When and where the sample city is loaded. */
export interface Setting {
  today: IsoDate;
  city: City;
  measures: Plan["measures"];
}

/** What the sample city's records are made with. */
export interface Work extends Setting, SamplePeople {
  stores: Stores;
  dayIn(quarter: string, percent: number): IsoDate;
}

/** A file beside the plan: "people" is src/plan/cities/milwaukee-sample/people.csv. */
const fileOf = ({ id }: City, kind: string) => projectFile("src", "plan", "cities", `${id}-sample`, `${kind}.csv`);

export const sampleFile = (city: City, kind: string): string => readFileSync(fileOf(city, kind), "utf8");

/** Whether there are people of this city to try it with. */
export const hasSample = (city: City): boolean => existsSync(fileOf(city, "people"));

/** The rows of a file that only a sample city has; not every one has each. */
export function sampleRows<const Column extends string>(
  city: City,
  kind: string,
  columns: readonly Column[],
): Record<Column, string>[] {
  if (!existsSync(fileOf(city, kind))) return [];
  const { rows, problems } = readTable(sampleFile(city, kind), columns);
  const [first] = problems;
  if (first) throw new Error(`sample ${kind}, line ${first.line}, ${first.column} "${first.value}": ${first.reason}`);
  return rows.map(({ cells }) => cells as Record<Column, string>);
}

/** A write of the sample city by one of its people, of which nobody is told. */
export const sampleWrite = (name: string, on: IsoDate, actor = IMPORT_AUTHOR): Write => ({
  actor,
  request: `sample:${name}`,
  year: Number(on.slice(0, 4)),
  quietly: true,
});

/** Sample people are found by the first part of their addresses. */
export interface SamplePeople {
  idOf(name: string): number;
  homeOf(name: string): string;
}

export async function samplePeople(stores: Stores, today: IsoDate): Promise<SamplePeople> {
  const people = new Map((await stores.people.list(undefined, today)).map((one) => [one.email.split("@")[0], one]));
  const called = (name: string) => {
    const person = people.get(name);
    if (!person) throw new Error(`nobody in the sample city is called "${name}"`);
    return person;
  };
  return { idOf: (name) => called(name).id, homeOf: (name) => called(name).department ?? "" };
}

/** Days of the last and of this quarter: 0 is its first day, 100 its last, or today. */
export function sampleDays({ today, city }: Setting): (quarter: string, percent: number) => IsoDate {
  const current = quarterOf(today, city);
  const last = previousQuarter(current, city);
  return (quarter, percent) => {
    const [start, end] = quarter === "last" ? [last.start, last.end] : [current.start, today];
    const days = Math.round((Date.parse(end) - Date.parse(start)) / 86_400_000);
    const day = addDays(start, Math.floor((days * Math.min(percent, 100)) / 100));
    const working = workday(day);
    return working < start ? start : working;
  };
}

/** Nobody works on a weekend: Saturday and Sunday become the Friday before. */
export function workday(date: IsoDate): IsoDate {
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay();
  return addDays(date, weekday === 6 ? -1 : weekday === 0 ? -2 : 0);
}
