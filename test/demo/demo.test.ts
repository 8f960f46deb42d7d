import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AnalysisState } from "../../src/domain/analysis/analyses.ts";
import { read, recordIn, sampleTown, type Town, table } from "../support/town.ts";

let town: Town;
beforeAll(async () => {
  town = await sampleTown();
});
afterAll(() => town.close());

const SINCE = "2026-07-01";

describe("the sample city", () => {
  test("status shows a figure of every kind of work", async () => {
    const about = async (topic: string) => read(await town.say("nadia.rahman", `status ${topic}`));

    // A department a line: each kind of work has departments that reported, and some that did not.
    expect(await about("training")).toMatch(/Training: \d+ of \d+ departments reported/);
    expect(await about("leadership teams")).toContain("Public Works | 2 leads, but no senior leader");
    expect(await about("leadership teams")).toMatch(/Library \| met/);
    expect(await about("activities")).toMatch(/Activities: [5-9] of \d+ departments reported/);
    expect(await about("activities")).toContain("not reported");
    const rows = table(await town.say("nadia.rahman", "status ambassadors"));
    expect(rows.find(([name]) => name === "Public Works")).toEqual(["Public Works", "4", "4 joined, 0 left"]);
    // Two joined the Library last quarter, of whom one left in this one; its lead joined as well.
    expect(rows.find(([name]) => name === "Library")).toEqual(["Library", "2", "1 joined, 1 left"]);
  });

  test("activities are counted by quarter", async () => {
    const rows = table(await town.say("nadia.rahman", "status activities 2026"));
    const health = rows.find(([name]) => name === "Health");

    expect(health).toEqual(["Health", "not reported", "not reported", "2", "1", "3", "2"]);
  });

  test("ambassadors are invited, active, declined and ended, by leads, over two quarters", async () => {
    const all = await town.app.stores.ambassadors.list(undefined, SINCE);

    expect(new Set(all.map(({ state }) => state))).toEqual(new Set(["invited", "active", "declined", "ended"]));
    expect(all.every(({ invitedBy }) => invitedBy > 0)).toBe(true);
    expect(all.some(({ invitedOn }) => invitedOn < "2026-10-01")).toBe(true);
    expect(all.every(({ invitedOn, answeredOn = invitedOn }) => invitedOn <= answeredOn)).toBe(true);
    expect(
      all.every(({ answeredOn, endedOn }) => (answeredOn ?? "") <= "2026-11-21" && (endedOn ?? "") <= "2026-11-21"),
    );
  });

  test("analyses are in every state there is, one of them exempt and one with its evaluation overdue", async () => {
    const { analyses } = town.app.stores;
    const filter = { department: undefined, member: undefined, start: SINCE, end: "2026-12-31", limit: 100 };
    const all = await analyses.list(filter);

    const states: AnalysisState[] = [
      "registered",
      "draft",
      "submitted",
      "returned",
      "completed",
      "evaluated",
      "withdrawn",
    ];
    expect(new Set(all.map(({ state }) => state))).toEqual(new Set(states));
    expect(all.filter(({ exempt }) => exempt !== undefined)).toHaveLength(1);
    const counts = await analyses.counts(SINCE, "2026-12-31", "2026-11-21");
    expect(counts.reduce((sum, { overdue }) => sum + overdue, 0)).toBe(1);
  });

  test("vision statements are adopted, under review, drafted, and most departments have none", async () => {
    const standings = await town.app.stores.visions.current("2026-11-21");

    expect(standings.map(({ department, status }) => [department, status])).toEqual([
      ["DPW", "adopted"],
      ["MHD", "under review"],
      ["MPL", "adopted"],
      ["PARKS", "draft"],
    ]);
  });

  test("impact statements are attached, submitted, late and still to come", async () => {
    const { statements } = town.app.stores;
    const asked = { departments: undefined, start: SINCE, end: "2026-12-31", limit: 100 };
    expect((await statements.page(asked)).records).toHaveLength(6);
    const sum = (await statements.totals(SINCE, "2027-01-31", "2026-11-21")).reduce(
      (before, { required, submitted, attached, late }) => ({
        required: before.required + required,
        submitted: before.submitted + submitted,
        attached: before.attached + attached,
        late: before.late + late,
      }),
      { required: 0, submitted: 0, attached: 0, late: 0 },
    );
    expect(sum).toEqual({ required: 6, submitted: 3, attached: 2, late: 1 });
  });

  test("analyses led to changes of policy, of money and of positions, and to recommendations with every answer", async () => {
    const totals = await town.app.stores.changes.totals(SINCE, "2026-12-31");
    expect(totals.find(({ department }) => department === "MPL")).toMatchObject({
      policy: 1,
      resource: 2,
      cents: -4_850_000,
      fte: 50,
    });
    expect(totals.find(({ department }) => department === "DNS")).toMatchObject({ none: 1, cents: undefined });

    const asked = { departments: undefined, start: SINCE, end: "2026-12-31", limit: 100 };
    const { records } = await town.app.stores.recommendations.page(asked);
    expect(new Set(records.map(({ status }) => status))).toEqual(new Set(["open", "accepted", "declined"]));
  });

  test("of the plan's actions some are done, on track or late, and of most nobody has said anything", async () => {
    const said = await town.app.stores.progress.latest("2026-11-21");

    expect(new Set(said.map(({ state }) => state))).toEqual(new Set(["done", "on track", "late"]));
    expect(read(await town.say("nadia.rahman", "plan show"))).toMatch(/^16 actions: .* 10 no update;/m);
  });

  test("partners were met, a finding is overdue, boards lack members, and not every service area has its lead", async () => {
    const { engagements, partners, posts, boards } = town.app.stores;
    const whole = { kind: "meeting", departments: undefined, author: undefined, start: SINCE, end: "2026-11-21" };

    const met = await engagements.contacts("partner", whole);
    expect(met.map(({ name, partner }) => [name, partner !== undefined])).toEqual([
      ["Urban League", true],
      ["Sixteenth Street Center", true],
      ["Milwaukee County OAAA", true],
    ]);
    expect(await engagements.open({ ...whole, kind: "audit" })).toMatchObject({ open: 1, overdue: 1 });
    expect((await partners.list("2026-11-21")).filter(({ lastOn }) => lastOn === undefined)).toHaveLength(1);
    expect((await boards.current("2026-11-21")).map(({ vacancies }) => vacancies)).toEqual([undefined, 2, 0]);
    expect(await posts.held("cet", "2026-11-21")).toHaveLength(2);
  });

  test("nobody is told of anything in it", async () => {
    expect(await town.rows("select 1 from deliveries")).toEqual([]);
  });

  test("the lead of Public Works does what the transcript says", async () => {
    const invited = await town.say("ana.torres", "/ambassador recruit @lee");
    expect(read(invited)).toMatch(/Invited AM-2026-\d{4}/);
    expect(read(await town.say("lee.nakamura", "/ambassador accept"))).toContain(
      "you are an ambassador of Public Works",
    );

    const started = await town.say("ana.torres", '/analysis start existing "Snow removal routes"');
    expect(read(started)).toContain(`Started ${recordIn(started)}`);
    const recorded = await town.say("bo.chen", "Ana and Bo led a lunch-and-learn yesterday, 25 people came");
    expect(read(recorded)).toContain("Led by: Ana Torres, Bo Chen");
  });

  test("loads on the first day of a quarter, too", async () => {
    const other = await sampleTown("2027-01-01T18:00:00Z");
    const late = await other.app.stores.ambassadors.list(undefined, "2026-10-01");
    await other.close();

    expect(late.some(({ invitedOn }) => invitedOn === "2027-01-01")).toBe(true);
    expect(late.every(({ invitedOn }) => invitedOn <= "2027-01-01")).toBe(true);
  });
});
