import { eq, sql } from "drizzle-orm";
import type { CatalogData, Course, Department } from "../../src/core/catalog/catalog.ts";
import type { ClosedPeriod } from "../../src/core/catalog/closed.ts";
import type { CatalogStore } from "../../src/core/catalog/store.ts";
import type { Tier } from "../../src/core/people/person.ts";
import type { Write } from "../../src/core/request/write.ts";
import type { Measure } from "../../src/domain/measure/measure.ts";
import { type Database, reading, rowsOf } from "../database.ts";
import { courses, departments } from "../schema/index.ts";
import { sayToday, writeOnce } from "../write.ts";
import { endDepartment, restoreDepartment } from "./department-end.ts";

export function catalogStore(database: Database): CatalogStore {
  return {
    load: () => load(database),
    endDepartment: (code, from, into, write) => endDepartment(database, code, from, into, write),
    restoreDepartment: (code, write) => restoreDepartment(database, code, write),
    saveDepartment: (department, write) => saveDepartment(database, department, write),
    saveCourse: (course, write) => saveCourse(database, course, write),
  };
}

interface Defined {
  definition: Measure | string;
  name: string;
  on: string;
}

async function load({ orm }: Database): Promise<CatalogData> {
  const [departmentRows, courseRows, defined, closed, counts] = await Promise.all([
    reading(orm.select().from(departments).where(eq(departments.active, true)).orderBy(departments.name)),
    reading(orm.select().from(courses).orderBy(courses.title)),
    rowsOf<Defined>(
      orm,
      sql`select m.definition, p.name, to_char(m.defined_at, 'YYYY-MM-DD') as "on" from measures m join people p on p.id = m.author order by m.id`,
    ),
    rowsOf<ClosedPeriod>(
      orm,
      sql`select c.period_start::text as start, c.period_end::text as "end", c.closed_on::text as "closedOn", p.name as "closedBy"
        from closed_periods c join people p on p.id = c.author where c.reopened_on is null order by c.period_start`,
    ),
    rowsOf<{ department: string; count: number }>(
      orm,
      sql`select department, sum(count)::int as count from (
          select distinct on (department, tier, audience) department, count from headcounts order by department, tier, audience, as_of desc
        ) newest group by department`,
    ),
  ]);
  return {
    departments: departmentRows.map(({ code, name, aliases, serviceArea, endedOn, mergedInto }) => ({
      code,
      name,
      aliases,
      serviceArea: serviceArea ?? undefined,
      endedOn: endedOn ?? undefined,
      mergedInto: mergedInto ?? undefined,
    })),
    courses: courseRows.map((row) => ({
      ...row,
      program: row.program as Course["program"],
      mandatoryFor: row.mandatoryFor as Tier[],
      validMonths: row.validMonths ?? undefined,
    })),
    headcounts: Object.fromEntries(counts.map(({ department, count }) => [department, count])),
    closed,
    measures: defined.map(({ definition, name, on }) => ({
      ...(typeof definition === "string" ? (JSON.parse(definition) as Measure) : definition),
      definedBy: { name, on },
    })),
  };
}

function saveDepartment(database: Database, department: Department, write: Write) {
  return writeOnce<"added" | "changed" | { named: string }>(database, write, "department.save", async (orm) => {
    const values = {
      code: department.code,
      name: department.name,
      aliases: [...department.aliases],
      serviceArea: department.serviceArea ?? null,
      active: true,
    };
    // Few write here, and two of one name must not come in side by side.
    await rowsOf(orm, sql`lock table departments in share row exclusive mode`);
    const [other] = await orm
      .select({ code: departments.code })
      .from(departments)
      .where(
        sql`lower(${departments.name}) = lower(${department.name}) and ${departments.code} <> ${department.code} and ${departments.endedOn} is null`,
      );
    if (other) return { unwritten: { named: other.code } };
    const [before] = await orm.select().from(departments).where(eq(departments.code, department.code)).for("update");
    await orm.insert(departments).values(values).onConflictDoUpdate({ target: departments.code, set: values });
    return {
      outcome: before ? "changed" : "added",
      subject: `department:${department.code}`,
      details: { before, after: values },
    };
  });
}

function saveCourse(database: Database, course: Course, write: Write) {
  return writeOnce<"added" | "changed">(database, write, "course.save", async (orm) => {
    const values = {
      ...course,
      aliases: [...course.aliases],
      mandatoryFor: [...course.mandatoryFor],
      validMonths: course.validMonths ?? null,
    };
    await sayToday(orm, write);
    const [before] = await orm.select().from(courses).where(eq(courses.code, course.code)).for("update");
    await orm.insert(courses).values(values).onConflictDoUpdate({ target: courses.code, set: values });
    return {
      outcome: before ? "changed" : "added",
      subject: `course:${course.code}`,
      details: { before, after: values },
    };
  });
}
