import { printDate } from "../calendar/calendar.ts";
import type { Tier } from "../people/person.ts";
import type { IsoDate } from "../places/city.ts";
import { type NameIndex, nameIndex } from "../understanding/names.ts";
import type { ClosedPeriod } from "./closed.ts";
import type { Program } from "./programs.ts";

export interface Department {
  code: string;
  name: string;
  aliases: readonly string[];
  serviceArea: string | undefined;
  /** Its last day, when it was retired or merged. */
  endedOn?: IsoDate | undefined;
  /** Where its people, and what it owes, went then. */
  mergedInto?: string | undefined;
}

export interface Course {
  code: string;
  title: string;
  program: Program;
  mandatoryFor: readonly Tier[];
  aliases: readonly string[];
  validMonths: number | undefined;
}

/** What is reported again and again. The core finds it by name; `src/domain/measure/measure.ts` says what it is. */
export interface Measure {
  id: string;
  name: string;
  /** Other names by which people call it. */
  aliases: readonly string[];
}

export interface CatalogData {
  departments: readonly Department[];
  courses: readonly Course[];
  /** Department code → people on its newest headcounts; a department without one is not in it. */
  headcounts: Readonly<Record<string, number>>;
  /** The plan's measures and those defined here. */
  measures: readonly Measure[];
  /** Quarters that are closed. */
  closed: readonly ClosedPeriod[];
}

/** The city's departments, courses and measures, with the indexes that find them in a sentence. */
export interface Catalog extends CatalogData {
  /** Those of today; what was retired or merged is still found by its code. */
  departments: readonly Department[];
  /** Those there were on a day: what a period that is over says stays as it was. */
  departmentsOn(day: IsoDate): readonly Department[];
  department(code: string): Department | undefined;
  course(code: string): Course | undefined;
  measure(id: string): Measure | undefined;
  departmentNames: NameIndex;
  courseNames: NameIndex;
  measureNames: NameIndex;
}

export function createCatalog(data: CatalogData, today?: IsoDate): Catalog {
  const departmentsOn = (day: IsoDate | undefined) =>
    data.departments.filter(({ endedOn }) => endedOn === undefined || (day !== undefined && endedOn >= day));
  const departments = new Map(data.departments.map((department) => [department.code, department]));
  const courses = new Map(data.courses.map((course) => [course.code, course]));
  const measures = new Map(data.measures.map((measure) => [measure.id, measure]));
  return {
    ...data,
    departments: departmentsOn(today),
    departmentsOn,
    measure: (id) => measures.get(id),
    department: (code) => departments.get(code),
    course: (code) => courses.get(code),
    departmentNames: nameIndex(departmentNamesOf(departmentsOn(today), departments)),
    courseNames: nameIndex(
      data.courses.map((one) => ({ code: one.code, names: [one.code, one.title, ...one.aliases] })),
    ),
    measureNames: nameIndex(
      data.measures.map((one) => ({ code: one.id, names: [one.id, one.name, singular(one.name), ...one.aliases] })),
    ),
  };
}

/** A merged department's names go on to whoever took it over, unless they are another's by now. */
function departmentNamesOf(living: readonly Department[], all: ReadonlyMap<string, Department>) {
  const namesOf = ({ code, name, aliases }: Department) => [code, name, ...aliases];
  const taken = new Set(living.flatMap(namesOf).map((name) => name.toLowerCase()));
  const codes = new Set(living.map(({ code }) => code));
  const heir = (one: Department | undefined, steps = 0): string | undefined => {
    if (!one || codes.has(one.code) || steps > all.size) return one?.code;
    return heir(all.get(one.mergedInto ?? ""), steps + 1);
  };
  const inherited = [...all.values()].flatMap((one) => {
    const code = heir(one);
    const names = namesOf(one).filter((name) => !taken.has(name.toLowerCase()));
    return code === undefined || codes.has(one.code) ? [] : [{ code, names }];
  });
  return [...living.map((one) => ({ code: one.code, names: namesOf(one) })), ...inherited];
}

/** Why nothing of that day can be a department's any more; undefined while it can. */
export function whyEnded(catalog: Catalog, code: string, day: IsoDate): string | undefined {
  const one = catalog.department(code);
  if (one?.endedOn === undefined || one.endedOn >= day) return undefined;
  const heir = one.mergedInto === undefined ? "" : ` and is part of ${departmentName(catalog, one.mergedInto)}`;
  return `${one.name} ended on ${printDate(one.endedOn)}${heir}: nothing after that day is its own.`;
}

/** The name people see; a code that is no longer in the catalog stands for itself. */
export const departmentName = (catalog: Catalog, code: string): string => catalog.department(code)?.name ?? code;
export const courseTitle = (catalog: Catalog, code: string): string => catalog.course(code)?.title ?? code;

/** "DEI community engagement opportunity", of which a measure counts several. */
const singular = (name: string) => name.replace(/ies$/, "y").replace(/([^s])s$/, "$1");
