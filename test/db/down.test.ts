import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../db/client.ts";
import type { Database } from "../../db/database.ts";
import { createStores } from "../../db/stores/index.ts";
import type { Stores } from "../../src/core/command/stores.ts";
import { DatabaseDown } from "../../src/core/request/errors.ts";

/** Stands for whatever a method wants: a word, a number, a list of one. */
const ANYTHING = "2026-01-01";
const row = { email: ANYTHING, name: ANYTHING, people: [1], granted: [], aliases: [], mandatoryFor: [] };
const write = { actor: 1, request: ANYTHING, year: 2026 };
const days = { start: ANYTHING, end: ANYTHING, department: undefined, course: undefined, author: undefined, limit: 1 };
const author = { platform: "web" as const, tenant: "t", userId: "u", kind: "member" as const, email: "a@b.example" };
const plan = { code: "A", name: "A", aliases: [], serviceArea: undefined };

/** What is asked of each store; a method that is not here needs no database. */
const ASKED: { [Store in keyof Stores]?: ((stores: Stores[Store]) => Promise<unknown>)[] } = {
  people: [
    (people) => people.identify(author, ANYTHING),
    (people) => people.actor(ANYTHING, "web", ANYTHING),
    (people) => people.leads(ANYTHING),
    (people) => people.hasAdmin(),
    (people) => people.link(author, ANYTHING, "wrote"),
    (people) => people.named(["ana"], ANYTHING),
    (people) => people.byEmail([ANYTHING], ANYTHING),
    (people) => people.byId([1], ANYTHING),
    (people) => people.list(undefined, ANYTHING),
    (people) => people.claimDepartment(1, "A", ANYTHING, write),
    (people) => people.confirmDepartment(1, write),
    (people) => people.save(row as never, ANYTHING, write),
  ],
  catalog: [
    (catalog) => catalog.load(),
    (catalog) => catalog.saveDepartment(plan, write),
    (catalog) => catalog.saveCourse(row as never, write),
  ],
  training: [
    (training) => training.record(row as never, write),
    (training) => training.correct("TR-2026-0001", row as never, undefined, write),
    (training) => training.undo("TR-2026-0001", undefined, write),
    (training) => training.restore("TR-2026-0001", write),
    (training) => training.disown("TR-2026-0001", write),
    (training) => training.get("TR-2026-0001"),
    (training) => training.sessions(days),
    (training) => training.attendedBy(1),
    (training) => training.due(undefined, ANYTHING),
    (training) => training.trained(undefined, ANYTHING),
    (training) => training.totals(ANYTHING, "2026-02-03"),
  ],
  imports: [
    (imports) => imports.departments([plan], write, true),
    (imports) => imports.people([row as never], ANYTHING, write, false),
    (imports) => imports.courses([row as never], write, false),
    (imports) => imports.headcounts([row as never], write, false),
  ],
  deployment: [
    (deployment) => deployment.get(),
    (deployment) => deployment.bind("milwaukee", [plan]),
    (deployment) => deployment.setSample(true),
    (deployment) => deployment.isEmpty(),
    (deployment) => deployment.reset(),
    (deployment) => deployment.ping(),
    (deployment) => deployment.migrated(),
    (deployment) => deployment.claimAnswer(ANYTHING),
    (deployment) => deployment.purgeRequests(),
    (deployment) => deployment.rollupDifferences(true),
  ],
  deliveries: [(deliveries) => deliveries.purge()],
  ambassadors: [(ambassadors) => ambassadors.open(1)],
  analyses: [(analyses) => analyses.get("AN-2026-0001")],
  roster: [(roster) => roster.active(undefined, ANYTHING)],
  staff: [(staff) => staff.attendancesSince(1, ANYTHING)],
};

describe("with no server there, in the core's own words", () => {
  let database: Database;
  let stores: Stores;
  beforeAll(async () => {
    database = await openDatabase({ url: "postgres://nobody@127.0.0.1:1/nothing" });
    stores = createStores(database);
  });
  afterAll(() => database.close());

  const questions = Object.entries(ASKED).flatMap(([store, asked]) =>
    (asked as ((stores: unknown) => Promise<unknown>)[]).map((ask) => ({
      store: store as keyof Stores,
      method: /=> \w+\.(\w+)\(/.exec(ask.toString())?.[1] ?? "?",
      ask,
    })),
  );
  test.each(questions)("$store: $method says that the database is down", async ({ store, ask }) => {
    await expect(ask(stores[store])).rejects.toThrow(DatabaseDown);
  });
});
