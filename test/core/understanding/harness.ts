import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { Temporal } from "temporal-polyfill";
import { commands } from "../../../commands/index.ts";
import { workCalendar } from "../../../src/core/calendar/business-days.ts";
import { dateAt } from "../../../src/core/calendar/calendar.ts";
import { type Catalog, type Course, createCatalog, type Department } from "../../../src/core/catalog/catalog.ts";
import type { Context } from "../../../src/core/command/field.ts";
import type { Stores } from "../../../src/core/command/stores.ts";
import type { Audience, PersonName, Tier } from "../../../src/core/people/person.ts";
import type { City } from "../../../src/core/places/city.ts";
import type { Actor } from "../../../src/core/request/actor.ts";
import { type Bot, read } from "../../../src/core/request/dispatch.ts";
import { Refusal } from "../../../src/core/request/errors.ts";
import { type Answer, answerOf, nothingHappens } from "../../../src/core/understanding/answer.ts";
import { nameKeys } from "../../../src/core/understanding/people.ts";
import type { Plan } from "../../../src/domain/plan/plan.ts";
import { loadPlan } from "../../../src/plan/load-plan.ts";

/** A city as its files describe it: enough to understand what somebody there types, without a database. */
export interface World {
  city: City;
  catalog: Catalog;
  people: readonly Inhabitant[];
  plan: Plan;
}

export interface Inhabitant extends PersonName {
  leads: readonly string[];
  granted: Actor["granted"];
  leftOn: string | undefined;
}

export interface Phrase {
  id: string;
  text: string;
  as: string;
  root?: string;
  at: string;
}

type Row = Record<string, string>;

const milwaukeePlan = loadPlan("milwaukee");

const rowsOf = (file: string): Row[] => parse(readFileSync(file, "utf8"), { columns: true, bom: true });
const listOf = (cell: string | undefined): string[] => (cell ?? "").split(";").filter((one) => one !== "");

export function worldFrom(
  folder: string,
  city: City,
  departments: readonly Department[] = rowsOf(`${folder}/departments.csv`).map(departmentOf),
  plan: Plan = milwaukeePlan,
): World {
  const counted = rowsOf(`${folder}/headcounts.csv`);
  const newest = counted
    .map((row) => row["as_of"] ?? "")
    .sort()
    .at(-1);
  const headcounts: Record<string, number> = {};
  for (const row of counted.filter((one) => one["as_of"] === newest)) {
    const code = row["department"] ?? "";
    headcounts[code] = (headcounts[code] ?? 0) + Number(row["count"]);
  }
  const catalog = createCatalog({
    departments,
    courses: rowsOf(`${folder}/courses.csv`).map(courseOf),
    headcounts,
    measures: plan.measures,
    closed: [],
  });
  return { city, catalog, people: rowsOf(`${folder}/people.csv`).map(inhabitantOf), plan: { ...plan, city } };
}

const departmentOf = (row: Row): Department => ({
  code: row["code"] ?? "",
  name: row["name"] ?? "",
  aliases: listOf(row["aliases"]),
  serviceArea: row["service_area"],
});

const courseOf = (row: Row): Course => ({
  code: row["code"] ?? "",
  title: row["title"] ?? "",
  program: (row["program"] ?? "other") as Course["program"],
  mandatoryFor: listOf(row["mandatory_for"]) as Tier[],
  aliases: listOf(row["aliases"]),
  validMonths: row["valid_months"] ? Number(row["valid_months"]) : undefined,
});

function inhabitantOf(row: Row, at: number): Inhabitant {
  const roles = listOf(row["roles"]);
  const department = row["department"] || undefined;
  return {
    id: at + 1,
    email: row["email"] ?? "",
    name: row["name"] ?? "",
    department,
    audience: row["audience"] as Audience,
    handles: [],
    leads: roles.includes("lead") && department ? [department] : [],
    granted: roles.filter((role) => role !== "lead") as unknown as Actor["granted"],
    leftOn: row["left_on"] || undefined,
  };
}

export const milwaukee = (): World =>
  worldFrom("src/plan/cities/milwaukee-sample", {
    id: "milwaukee",
    name: "Milwaukee",
    zone: "America/Chicago",
    fiscalStartMonth: 1,
    planPeriod: { start: "2024-01-01", end: "2028-12-31", label: "2024-2028" },
    words: { department: "department" },
  });

/** A sample city whose departments are those of its plan: Portland's fiscal year begins in July, Anchorage's in January. */
export function sampleOf(name: "portland" | "anchorage"): World {
  const plan = loadPlan(name);
  return worldFrom(`src/plan/cities/${name}-sample`, plan.city, plan.departments, plan);
}

export const portland = (): World => sampleOf("portland");

/** The city nobody tunes for: other names, another zone, a fiscal year from July. */
export const heldout = (): World =>
  worldFrom("test/corpus/heldout", {
    id: "heldout",
    name: "Rose City",
    zone: "America/Los_Angeles",
    fiscalStartMonth: 7,
    planPeriod: { start: "2021-01-01", end: "2030-12-31", label: "2021-2030" },
    words: { department: "bureau" },
  });

export function actorFor(world: World, email: string): Actor {
  const person = world.people.find((one) => one.email === email);
  if (!person) throw new Error(`nobody is called ${email}`);
  return { ...person, departmentConfirmed: true, platform: "web" };
}

/** People as the store finds them: by the keys under which their names are kept. */
export function peopleNamed(world: World, words: readonly string[], on: string): PersonName[] {
  const wanted = new Set(nameKeys(words));
  return world.people.filter(
    (person) =>
      (person.leftOn === undefined || person.leftOn > on) &&
      nameKeys([person.name, person.email]).some((key) => wanted.has(key)),
  );
}

/** As much of a bot as `read` uses: it looks people up and writes nothing. */
function botIn(world: World, at: string): Bot {
  const named = async (words: readonly string[], on: string) => peopleNamed(world, words, on);
  return {
    city: world.city,
    plan: world.plan,
    commands,
    stores: { people: { named } } as unknown as Stores,
    catalog: async () => world.catalog,
    workCalendar: async () => workCalendar(() => [], []),
    describePlace: async () => undefined,
    upcoming: async () => [],
    nudgeOf: async () => {
      throw new Error("a sentence that is understood sends nothing");
    },
    clock: () => Temporal.Instant.from(at),
    adminEmails: [],
    pages: () => undefined,
    signIn: "by link",
    finish: (answer) => answer,
    onIncident: () => {},
  };
}

/** What the bot makes of a phrase: the dispatcher's own way from the text to the values. */
export async function understandPhrase(world: World, phrase: Phrase): Promise<Answer> {
  const input = { kind: "text" as const, text: phrase.text, ...(phrase.root ? { root: phrase.root } : {}) };
  const author = { platform: "web", tenant: "test", userId: phrase.as, kind: "member" } as const;
  const place = { platform: "web", tenant: "test", id: "test", kind: "direct" } as const;
  try {
    const request = { id: phrase.id, author, place, input };
    return { id: phrase.id, ...answerOf(await read(botIn(world, phrase.at), request, actorFor(world, phrase.as))) };
  } catch (error) {
    if (error instanceof Refusal) return { id: phrase.id, ...nothingHappens(error.message) };
    throw error;
  }
}

/** A context for testing a field by itself: everybody in the city may be meant. */
export function contextIn(world: World, as: string, at: string): Context {
  const now = Temporal.Instant.from(at);
  const today = dateAt(now, world.city);
  return {
    actor: actorFor(world, as),
    city: world.city,
    plan: world.plan,
    today,
    now: now.epochMilliseconds,
    catalog: world.catalog,
    people: world.people,
  };
}
