import type { Tier } from "../people/person.ts";
import { type NameIndex, nameIndex } from "../understanding/names.ts";
import type { ClosedPeriod } from "./closed.ts";
import type { Program } from "./programs.ts";

export interface Department {
  code: string;
  name: string;
  aliases: readonly string[];
  serviceArea: string | undefined;
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
  department(code: string): Department | undefined;
  course(code: string): Course | undefined;
  measure(id: string): Measure | undefined;
  departmentNames: NameIndex;
  courseNames: NameIndex;
  measureNames: NameIndex;
}

export function createCatalog(data: CatalogData): Catalog {
  const departments = new Map(data.departments.map((department) => [department.code, department]));
  const courses = new Map(data.courses.map((course) => [course.code, course]));
  const measures = new Map(data.measures.map((measure) => [measure.id, measure]));
  return {
    ...data,
    measure: (id) => measures.get(id),
    department: (code) => departments.get(code),
    course: (code) => courses.get(code),
    departmentNames: nameIndex(
      data.departments.map((one) => ({ code: one.code, names: [one.code, one.name, ...one.aliases] })),
    ),
    courseNames: nameIndex(
      data.courses.map((one) => ({ code: one.code, names: [one.code, one.title, ...one.aliases] })),
    ),
    measureNames: nameIndex(
      data.measures.map((one) => ({ code: one.id, names: [one.id, one.name, singular(one.name), ...one.aliases] })),
    ),
  };
}

/** The name people see; a code that is no longer in the catalog stands for itself. */
export const departmentName = (catalog: Catalog, code: string): string => catalog.department(code)?.name ?? code;
export const courseTitle = (catalog: Catalog, code: string): string => catalog.course(code)?.title ?? code;

/** "DEI community engagement opportunity", of which a measure counts several. */
const singular = (name: string) => name.replace(/ies$/, "y").replace(/([^s])s$/, "$1");
