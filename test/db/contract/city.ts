import { type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe } from "vitest";
import { openDatabase } from "../../../db/client.ts";
import { type Database, rowsOf } from "../../../db/database.ts";
import { createStores } from "../../../db/stores/index.ts";
import { addDays } from "../../../src/core/calendar/calendar.ts";
import type { Stores } from "../../../src/core/command/stores.ts";
import type { PersonInput } from "../../../src/core/people/store.ts";
import { IMPORT_AUTHOR, type Write } from "../../../src/core/request/write.ts";
import type { PersonRow } from "../../../src/domain/import/kinds.ts";
import type { TrainingEntry } from "../../../src/domain/training/store.ts";
import { freshDatabase } from "../../support/databases.ts";
import { embeddedCopy } from "../embedded-copy.ts";

export const TODAY = "2026-11-20";

export const DEPARTMENTS = [
  { code: "DPW", name: "Public Works", aliases: ["streets"], serviceArea: "Operations" },
  { code: "HLTH", name: "Health", aliases: [], serviceArea: undefined },
  { code: "LIB", name: "Library", aliases: [], serviceArea: undefined },
];

/** AR101 runs out after a year and is everybody's duty; TOOLKIT never does and is the managers'; EO is nobody's. */
export const COURSES = [
  {
    code: "AR101",
    title: "Anti-Racism 101",
    program: "racial-equity" as const,
    mandatoryFor: ["manager" as const, "employee" as const],
    aliases: ["anti-racism"],
    validMonths: 12,
  },
  {
    code: "TOOLKIT",
    title: "Equity Toolkit",
    program: "toolkit" as const,
    mandatoryFor: ["manager" as const],
    aliases: [],
    validMonths: undefined,
  },
  {
    code: "EO",
    title: "EO Compliance",
    program: "eo" as const,
    mandatoryFor: [],
    aliases: [],
    validMonths: undefined,
  },
];

/** Somebody of a people file, an employee of Public Works unless told otherwise. */
/** A row that says everything, as a whole file does. */
type WholeRow = PersonRow & PersonInput & { email: string };

export const personRow = (name: string, changes: Partial<WholeRow> = {}): WholeRow => ({
  email: `${name.toLowerCase().replaceAll(" ", ".")}@city.example`,
  name,
  department: "DPW",
  tier: "employee",
  seniorLeader: false,
  audience: "employee",
  granted: [],
  lead: false,
  slackUserId: undefined,
  teamsUserId: undefined,
  leftOn: undefined,
  ...changes,
});

export const PEOPLE = {
  ana: personRow("Ana Torres", { slackUserId: "U0ANA" }),
  bo: personRow("Bo Chen"),
  mo: personRow("Mo Major", { tier: "manager" }),
  con: personRow("Con Tractor", { audience: "contractor" }),
  cy: personRow("Cy Young", { department: "HLTH" }),
  lee: personRow("Lee Newman", { department: undefined }),
  lea: personRow("Lea Leader", { department: "LIB", lead: true }),
  off: personRow("Off Icer", { department: "HLTH", granted: ["officer"] }),
};
export type Name = keyof typeof PEOPLE;

/** A small city in a database of its own. */
export interface City {
  database: Database;
  stores: Stores;
  /** Ids. */
  people: Record<Name, number>;
  /** Another request each time. */
  write(actor?: Name): Write;
  /** A day that no other test of the suite has sessions on. */
  day(): string;
  rows<Row>(query: SQL): Promise<Row[]>;
  close(): Promise<void>;
}

/** Twelve employees of Public Works took AR101, unless told otherwise. */
export const entry = (heldOn: string, changes: Partial<TrainingEntry> = {}): TrainingEntry => {
  const nobody = { people: [], employees: undefined, contractors: undefined, unsplit: undefined, note: undefined };
  return { course: "AR101", heldOn, department: "DPW", ...nobody, ...changes };
};

/** The same suite on the embedded database and on a real server, each in a database of its own. */
export function onEachDatabase(name: string, suite: (city: City) => void): void {
  for (const [kind, open] of [
    ["the embedded database", openOwnEmbedded],
    ["a real server", openOwnServer],
  ] as const) {
    describe(`${name}, on ${kind}`, () => inCity(open, suite));
  }
}

export function onServer(name: string, suite: (city: City) => void): void {
  describe(name, () => inCity(openOwnServer, suite));
}

function inCity(open: () => Promise<Opened>, suite: (city: City) => void): void {
  const city = {} as City;
  beforeAll(async () => void Object.assign(city, await found(await open())));
  afterAll(() => city.close());
  suite(city);
}

interface Opened {
  database: Database;
  drop(): Promise<void>;
}

async function openOwnEmbedded(): Promise<Opened> {
  const { dataDir, drop } = await embeddedCopy();
  return { database: await openDatabase({ dataDir }), drop };
}

async function openOwnServer(): Promise<Opened> {
  const { url, drop } = await freshDatabase();
  return { database: await openDatabase({ url }), drop };
}

async function found({ database, drop }: Opened): Promise<City> {
  const stores = createStores(database);
  const people = await settle(stores);
  let requests = 0;
  let day = "2026-01-04";
  return {
    database,
    stores,
    people,
    write: (actor = "ana") => {
      requests += 1;
      return { actor: people[actor], request: `request ${requests}`, year: 2026 };
    },
    day: () => {
      day = addDays(day, 1);
      return day;
    },
    rows: (query) => rowsOf(database.orm, query),
    close: async () => {
      await database.close();
      await drop();
    },
  };
}

/** Fills an empty database with the city. */
export async function settle(stores: Stores): Promise<Record<Name, number>> {
  const write = (request: string): Write => ({ actor: IMPORT_AUTHOR, request, year: 2026 });
  await stores.imports.departments(DEPARTMENTS, write("departments"), false);
  await stores.imports.courses(COURSES, write("courses"), false);
  await stores.imports.people(Object.values(PEOPLE), "2026-01-01", write("people"), false);
  const known = await stores.people.list(undefined, TODAY);
  const idOf = ({ email }: PersonRow) => known.find((person) => person.email === email)?.id ?? 0;
  return Object.fromEntries(Object.entries(PEOPLE).map(([name, person]) => [name, idOf(person)])) as Record<
    Name,
    number
  >;
}

/** What the trail says of a subject, oldest first. */
export const trailOf = (city: City, subject: string) =>
  city.rows<{ actor: number; action: string; request: string; details: string }>(
    sql`select actor::float8 as actor, action, request, details::text as details from audit_entries where subject = ${subject} order by id`,
  );
