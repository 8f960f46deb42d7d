import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reply } from "../../src/core/reply/reply.ts";
import { press, written } from "../commands/analysis-answers.ts";
import { createTown, inFull, type Town, table } from "../support/town.ts";

const rowOf = (answer: Reply, name: string) => table(answer).find(([first]) => first === name);

let town: Town;
const lead = (text: string) => town.say("ana.torres", text);
const officer = (text: string) => town.say("nadia.rahman", text);

/** New analysed, existing completed, evaluations overdue of Public Works, as the status says. */
const counts = async () => rowOf(await officer("status analyses 2026-Q4"), "Public Works")?.slice(1);

async function completed(command: string): Promise<string> {
  const id = await written(town, "ana.torres", command);
  await press(town, "ana.torres", "analysis submit", { record: id });
  await press(town, "nadia.rahman", "analysis complete", {
    record: id,
    decision: "proceed",
    nochange: "it works well",
  });
  return id;
}

beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

describe("analyses are summed over policies, programs, practices and budgets", () => {
  let policy: string;
  let program: string;

  test("C2, C10: one existing policy and one existing program completed are two", async () => {
    policy = await completed('/analysis start existing policy "Towing fees"');
    program = await completed('/analysis start existing program "Snow removal routes"');
    expect(await counts()).toEqual(["none registered", "2", "0"]);
  });

  test("C2: starting another one lowers nothing that was completed", async () => {
    await lead('/analysis start existing practice "Complaint intake"');
    await lead('/analysis start existing budget "Paving budget"');
    expect(await counts()).toEqual(["none registered", "2", "0"]);
  });

  test("C1, C3: new items of every subject are in one register", async () => {
    await lead('/analysis register new policy "Scooter parking"');
    const analysed = await completed('/analysis start new program "Tree planting"');
    // Two registered, a policy and a program; one of them is analysed.
    expect((await counts())?.[0]).toBe("1 of 2");
    const status = await inFull(town, "nadia.rahman", "status department=DPW");
    expect(rowOf(status, "One existing policy or program analysed in the plan period")?.slice(1)).toEqual([
      "met",
      "2 completed",
      "31 Dec 2028",
      // Only what proves it: neither what is new nor what was merely started.
      [program, policy].join(", "),
    ]);
    expect(rowOf(status, "New policies and programs analysed")?.slice(1, 3)).toEqual(["due", "1 of 2 analysed"]);
    expect(rowOf(status, "New policies and programs analysed")?.[4]).toContain(analysed);
    expect(rowOf(status, "New policies and programs analysed")?.[4]).not.toContain(policy);
  });

  test("C11: overdue evaluations of every subject count", async () => {
    // Three analyses are completed, each with an evaluation that falls due within two years.
    town.setClock("2028-12-20T18:00:00Z");
    expect(rowOf(await officer("status analyses 2028-Q4"), "Public Works")?.[3]).toBe("3");
  });

  test("C9: each analysis says with which version of the toolkit it was made", async () => {
    expect(
      await town.rows("select distinct template, template_version from analyses where template is not null"),
    ).toEqual([{ template: "six-step", template_version: 1 }]);
  });
});
