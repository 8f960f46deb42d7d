import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { button, createTown, errors, form, labels, read, recordIn, type Town, table } from "../support/town.ts";

let town: Town;
/** Analyses of Public Works, one of Parks, and one for what contradicts. */
let snow: string;
let trees: string;
let parks: string;
beforeAll(async () => {
  town = await createTown();
  const start = async (who: string, words: string) => recordIn(await town.say(who, `/analysis start ${words}`));
  snow = await start("ana.torres", 'existing program "Snow removal routes"');
  trees = await start("ana.torres", 'new policy "Tree planting"');
  parks = await start("gloria.estrada", 'existing program "Mowing"');
});
afterAll(() => town.close());

const totals = async (start = "2026-10-01", end = "2026-12-31") =>
  (await town.app.stores.changes.totals(start, end)).find(({ department }) => department === "DPW");

describe("policy changes (row C7)", () => {
  test("a change names its analysis, what changes, who decided, when, and where it can be read", async () => {
    const words = `change policy from=${snow} by="Commissioner Polk" evidence=https://city.example/memo/12 "Routes start in the districts with the fewest cars" nov 3`;
    const recorded = read(await town.say("ana.torres", words));

    expect(recorded).toContain("Recorded CH-2026-0001");
    expect(recorded).toContain(
      `Policy change because of ${snow}: Routes start in the districts with the fewest cars · Public Works · Tue 3 Nov 2026`,
    );
    for (const line of ["Decided by: Commissioner Polk", "Evidence: https://city.example/memo/12"])
      expect(recorded).toContain(line);
    expect(recorded).toContain(`${snow} Snow removal routes · Public Works`);
    expect(await totals()).toMatchObject({ policy: 1, none: 0, resource: 0, cents: undefined, fte: undefined });
  });

  test("the same again is on record already; another one is another record", async () => {
    const again = await town.say(
      "ana.torres",
      `change policy ${snow}: routes start in the districts with the fewest cars`,
    );
    expect(read(again)).toContain("CH-2026-0001 says so. Nothing new was saved.");
    await town.say("ana.torres", `change policy ${snow}: Alleys are plowed on the second day, not the fifth.`);
    expect(await totals()).toMatchObject({ policy: 2 });
  });

  test("a source that is not there, undone, or of another kind is refused", async () => {
    for (const [from, because] of [
      ["AN-2026-9999", "There is no record AN-2026-9999"],
      ["TR-2026-0001", "TR-2026-0001 is neither an analysis nor an impact statement"],
    ])
      expect(read(await town.say("ana.torres", `change policy from=${from} "It is fair now"`))).toContain(because);

    const gone = recordIn(await town.say("ana.torres", '/analysis start new program "Gone again"'));
    await town.say("ana.torres", `undo ${gone}`);
    expect(read(await town.say("ana.torres", `change policy from=${gone} "It is fair now"`))).toContain(
      `${gone} was undone`,
    );
  });

  test("what is still to come records nothing", async () => {
    const before = await town.rows("select 1 from changes");
    const later = await town.say("ana.torres", `we will cut $25,000 because of ${snow} next year`);
    expect(read(later)).toContain("still to come");
    expect(await town.rows("select 1 from changes")).toHaveLength(before.length);
  });
});

describe("no change (row C7)", () => {
  test("needs a reason, is said once, and contradicts what changes", async () => {
    const asked = form(await town.say("ana.torres", `change none from=${trees}`));
    expect(asked.inputs.find(({ name }) => name === "reason")).toMatchObject({ value: "", optional: false });
    const none = await town.send("ana.torres", asked, { reason: "The list is by canopy already" });
    expect(read(none)).toContain(`No change because of ${trees}: The list is by canopy already`);

    const policy = await town.say("ana.torres", `change policy from=${trees} "Trees first where there are none"`);
    expect(read(policy)).toContain(`${recordIn(none)} says that nothing changes because of it`);
    expect(labels(policy)).toContain("Undo");
    const other = await town.say("ana.torres", `change none ${snow} because it works`);
    expect(read(other)).toContain("says that something changes because of it");
    expect(await totals()).toMatchObject({ none: 1 });
  });

  test("put back after the opposite was recorded, it stays undone", async () => {
    const none = recordIn(await town.say("nadia.rahman", `change none from=${parks} "Mowed by need"`));
    await town.say("nadia.rahman", `undo ${none}`);
    await town.say("nadia.rahman", `change policy from=${parks} "Mowed by need and by season"`);
    expect(read(await town.say("nadia.rahman", `restore ${none}`))).toContain("Nothing was changed");
    expect(await town.rows(`select 1 from changes where id = '${none}' and voided_at is not null`)).toHaveLength(1);
  });
});

describe("resource changes (row C8, trap G12)", () => {
  test("money is signed, exact to the cent, and apart from positions", async () => {
    const cut = read(
      await town.say(
        "ana.torres",
        `change resource from=${snow} amount=-25000 account=0001-5230 fund=General budget=2027`,
      ),
    );
    expect(cut).toContain(`Resource change because of ${snow}: -$25,000 · budget year 2027 · Public Works`);
    expect(cut).toContain("Account: 0001-5230");
    await town.say("ana.torres", `change resource from=${snow} amount=$0.10 budget=2027 "Ten cents"`);
    await town.say("ana.torres", `change resource from=${snow} amount=0.20 budget=2027 "Twenty cents"`);
    await town.say("ana.torres", `change resource ${snow} +1.5 FTE FY2027 "Route planners"`);
    await town.say("ana.torres", `change resource ${snow} fte=-0.25 budget=2026 "A quarter post"`);

    // 0.1 + 0.2 is 0.3: these are whole cents and never a float.
    expect(await totals()).toMatchObject({ resource: 5, cents: -2_499_970, fte: 125 });
    const [kept] = await town.rows<{ amount: string }>("select sum(amount)::text as amount from changes");
    expect(kept?.amount).toBe("-24999.70");
  });

  test("the list sums by department and budget year, money and FTE in columns of their own", async () => {
    const list = await town.say("ana.torres", "change list");
    expect(table(list).filter(([name]) => name === "Public Works")).toEqual([
      ["Public Works", "2026", "–", "-0.25 FTE", "1"],
      ["Public Works", "2027", "-$24,999.70", "1.5 FTE", "4"],
    ]);
    expect(read(await town.say("nadia.rahman", `change list from=${snow}`))).toContain("Ten cents");
  });

  test("before and after say the amount, and must agree with it", async () => {
    const told = await town.say("ana.torres", `change resource from=${snow} before=100000 after=87500.50 budget=2028`);
    expect(read(told)).toContain("-$12,499.50 · budget year 2028");
    const wrong = form(
      await town.say("ana.torres", `change resource from=${snow} amount=5 before=10 after=20 budget=2028`),
    );
    expect(errors(wrong)).toEqual({ amount: "From $10 to $20 is $10, and the amount says $5." });
  });

  test("a sign that is not said is asked", async () => {
    const asked = await town.say("ana.torres", `change resource ${snow} cut $3,000 FY2028 "Overtime"`);
    expect(labels(asked)).toEqual(["-$3,000", "$3,000", "Another…"]);
    expect(read(await town.press("ana.torres", button(asked, "-$3,000")))).toContain("-$3,000 · Overtime");
  });

  test("without a figure it is asked, and a very large one is confirmed", async () => {
    expect(read(await town.say("ana.torres", `change resource from=${snow}`))).toContain("Say how much money");
    const large = await town.say("ana.torres", `change resource ${snow} $2.5 million FY2028`);
    expect(labels(large)).toContain("Yes, record $2,500,000");
  });

  test("no third decimal, and nothing that is no number", async () => {
    for (const amount of ["1.234", "lots", "1e3"]) {
      const asked = form(await town.say("ana.torres", `change resource from=${snow} amount=${amount} budget=2029`));
      expect(Object.keys(errors(asked))).toContain("amount");
    }
  });

  test("fix keeps the old figure on the trail, and undo takes it out of the sum", async () => {
    const id = recordIn(await town.say("ana.torres", `change resource from=${snow} amount=700 budget=2030`));
    const before = (await totals())?.cents ?? 0;
    const fixed = read(await town.say("ana.torres", `fix ${id} amount=-700 because "it was taken away"`));
    expect(fixed).toContain(`It said: Resource change because of ${snow}: $700`);
    expect((await totals())?.cents).toBe(before - 140_000);

    await town.say("ana.torres", `undo ${id}`);
    expect((await totals())?.cents).toBe(before - 70_000);
    const [trail] = await town.rows<{ details: unknown }>(
      `select details from audit_entries where subject = '${id}' and action = 'change.correct'`,
    );
    expect(trail?.details).toEqual({
      before: { amount: 70_000 },
      after: { amount: -70_000 },
      reason: "it was taken away",
    });
  });

  test("a policy change has no figures to correct", async () => {
    expect(read(await town.say("ana.torres", "fix CH-2026-0001 amount=5 because no"))).toContain(
      'CH-2026-0001 has no "amount"',
    );
  });
});

describe("who and where", () => {
  test("a lead records for the own department only, an employee nothing, an auditor reads", async () => {
    expect(read(await town.say("ana.torres", `change policy from=${parks} "Mow less"`))).toContain(
      "You may not do that for Parks",
    );
    expect(read(await town.say("bo.chen", `change policy from=${snow} "x"`))).toContain("for leads and officers only");
    const list = await town.say("felicia.marsh", "list all policy changes");
    expect(read(list)).toContain("Mowed by need and by season");
    expect(read(await town.say("ana.torres", "change list"))).not.toContain("Mowed by need");
  });

  test("the same request sent four times records once", async () => {
    const once = () => town.say("ana.torres", `change policy from=${snow} "Once"`, { id: "change-four-times" });
    const replies = await Promise.all(Array.from({ length: 4 }, once));
    expect(new Set(replies.map(recordIn)).size).toBe(1);
    expect(await town.rows("select 1 from changes where description = 'Once'")).toHaveLength(1);
  });
});
