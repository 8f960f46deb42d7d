import { addDays, previousQuarter, quarterOf } from "../core/calendar/calendar.ts";
import { createCatalog } from "../core/catalog/catalog.ts";
import type { Stores } from "../core/command/stores.ts";
import { Refusal } from "../core/request/errors.ts";
import { type Checked, checkCourses, checkHeadcounts, checkPeople, type PersonRow } from "../domain/import/kinds.ts";
import { knownOf } from "../domain/import/known.ts";
import type { TrainingEntry } from "../domain/training/store.ts";
import { type Setting, sampleFile, sampleWrite, workday } from "./setting.ts";
import { loadWork } from "./work.ts";

/** Invented people of the city's real departments, and half a year of their work up to today: clearly labelled, for trying things out. */
export async function loadSample(stores: Stores, setting: Setting): Promise<void> {
  if (!(await stores.deployment.isEmpty()))
    throw new Refusal(
      "The sample city is loaded into an empty database only. Empty it first with: npm run equity -- reset --yes",
    );
  const { today, city } = setting;
  // Labelled first: a load that is cut short must never pass for a city's own records.
  await stores.deployment.setSample(true);
  const known = knownOf(createCatalog(await stores.catalog.load()), [], today);
  const people = good("people", checkPeople(sampleFile(city, "people"), known));
  await stores.imports.courses(
    good("courses", checkCourses(sampleFile(city, "courses"))),
    sampleWrite("courses", today),
    false,
  );
  await stores.imports.people(people, today, sampleWrite("people", today), false);
  await stores.imports.headcounts(
    good("headcounts", checkHeadcounts(sampleFile(city, "headcounts"), known)),
    sampleWrite("headcounts", today),
    false,
  );
  await loadTraining(stores, people, setting);
  await loadWork(stores, setting);
}

function good<Row>(file: string, { rows, problems }: Checked<Row>): Row[] {
  const [first] = problems;
  if (first) throw new Error(`sample ${file}, line ${first.line}, ${first.column} "${first.value}": ${first.reason}`);
  return rows;
}

/** The same numbers at every start: a sample that changes under one's eyes helps nobody. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

/** Some departments log often, some once, and every fourth nothing at all: "not reported" must be seen. */
async function loadTraining(stores: Stores, people: readonly PersonRow[], { today, city }: Setting): Promise<void> {
  const { courses, departments } = await stores.catalog.load();
  const quarter = quarterOf(today, city);
  const first = previousQuarter(quarter, city).start;
  const days = Math.round((Date.parse(today) - Date.parse(first)) / 86_400_000);
  const pick = numbers(385);
  const ids = new Map((await stores.people.list(undefined, today)).map((person) => [person.email, person.id]));
  const entries = departments.flatMap((department, position) => {
    const staff = people.filter((person) => person.department === department.code && person.leftOn === undefined);
    return Array.from({ length: position % 4 === 3 ? 0 : 1 + pick(4) }, (): TrainingEntry => {
      const course = courses[pick(Math.min(courses.length, 6))]?.code ?? "";
      const heldOn = workday(addDays(first, pick(Math.max(1, days))));
      const named =
        pick(3) === 0 ? [] : staff.filter(() => pick(2) === 0).flatMap((person) => ids.get(person.email ?? "") ?? []);
      const employees = named.length + 1 + pick(12);
      return {
        course,
        heldOn,
        department: department.code,
        people: named,
        employees,
        contractors: pick(5) === 0 ? 1 + pick(4) : undefined,
        unsplit: undefined,
        note: undefined,
      };
    });
  });
  for (const [at, entry] of entries.entries())
    await stores.training.record(entry, sampleWrite(`training:${at}`, today));
}
