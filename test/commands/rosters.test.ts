import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reply } from "../../src/core/reply/reply.ts";
import { button, createTown, errors, form, labels, read, recordIn, type Town } from "../support/town.ts";

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

const nadia = (words: string) => town.say("nadia.rahman", words);

function fact(answer: Reply, label: string): string | undefined {
  const all = answer.blocks.flatMap((block) => (block.kind === "facts" ? block.facts : []));
  return all.find((one) => one.label === label)?.value;
}

function rowsOf(answer: Reply, caption: string): string[][] {
  const found = answer.blocks.flatMap((block) =>
    block.kind === "table" && block.caption === caption ? [block] : [],
  )[0];
  if (!found) throw new Error(`no table "${caption}" in:\n${read(answer)}`);
  return found.rows;
}

describe("committees (row A13)", () => {
  test("members from the city and from the community, vacancies and terms ending next quarter", async () => {
    const named = await nadia('roster committee "Community Involvement Committee" @lee @bo until 2027-02-28');
    expect(read(named)).toContain("Lee Nakamura · Community Involvement Committee · term ends Sun 28 Feb 2027");
    await nadia('roster committee "Community Involvement Committee" member="Rosa Diaz" term=2027-08-31');
    await nadia('roster committee "Sponsorship Committee" @tou');
    await nadia('roster board "Community involvement committee" 5 seats');

    expect(rowsOf(await nadia("roster show committees"), "Committees")).toEqual([
      ["Community Involvement Committee", "3", "1", "2", "2"],
      ["Sponsorship Committee", "1", "0", "seats not reported", "0"],
    ]);
  });

  test("a place ends with a reason, and is counted no more", async () => {
    const places = rowsOf(await nadia("roster show committees"), "Places on record");
    const [id = ""] = places.find(([, , who]) => who === "Bo Chen") ?? [];
    expect(read(await nadia(`end ${id} because the term is over`))).toContain("ended Sat 21 Nov 2026");

    expect(rowsOf(await nadia("roster show committees"), "Committees")[0]?.slice(1, 4)).toEqual(["2", "1", "3"]);
  });

  test("who is there already stays, and undo and put back work on the number alone", async () => {
    const again = await nadia('roster committee "Sponsorship Committee" @tou');
    expect(read(again)).toMatch(/^There already\n/);

    const fresh = await nadia('roster committee "Sponsorship Committee" @maria.delgado');
    const undone = await town.press("nadia.rahman", button(fresh, "Undo"));
    expect(rowsOf(await nadia("roster show committees"), "Committees")[1]?.[1]).toBe("1");
    await town.press("nadia.rahman", button(undone, "Put it back"));
    expect(rowsOf(await nadia("roster show committees"), "Committees")[1]?.[1]).toBe("2");
  });

  test("a place is corrected with a reason; a community member's name stays off the trail", async () => {
    const [id = ""] =
      rowsOf(await nadia("roster show committees"), "Places on record").find(([, , who]) => who?.startsWith("Rosa")) ??
      [];
    const edit = form(await town.press("nadia.rahman", { command: "fix", values: { record: id }, ask: true }));
    const fixed = await town.send("nadia.rahman", edit, {
      "changes.member": "Rosa Díaz",
      "changes.termEnd": "2027-09-30",
      reason: "a slip",
    });
    expect(read(fixed)).toContain(
      "Rosa Díaz (community) · Community Involvement Committee · term ends Thu 30 Sep 2027",
    );

    const [entry] = await town.rows<{ details: unknown }>(
      `select details from audit_entries where subject = '${id}' and action = 'post.correct'`,
    );
    expect(entry?.details).toEqual({
      before: { member: "changed", termEnd: "2027-08-31" },
      after: { member: "changed", termEnd: "2027-09-30" },
      reason: "a slip",
    });
  });

  test("nobody becomes a lead by a committee", async () => {
    expect(read(await town.say("bo.chen", "training due"))).toContain("is for leads");
  });
});

describe("the citywide team (row A10)", () => {
  test("service areas with no lead, and how often it was convened", async () => {
    const named = read(await nadia('roster cet @lee area="Infrastructure" by="the deputy administrator"'));
    expect(named).toContain(
      "Lee Nakamura · Citywide equity team, Infrastructure · selected by the deputy administrator",
    );
    await nadia('log meeting body="Citywide Equity Team" date=2026-03-03');
    await nadia('log meeting body="Citywide equity team" date=2026-06-03');
    const team = await nadia("roster show cet");

    expect(fact(team, "Service areas with no lead")).toBe(
      "Community, Elected Offices, Internal Services, Public Safety",
    );
    expect(fact(team, "Convened this year")).toBe("2");
    expect(rowsOf(team, "Leads by service area")).toContainEqual(["Infrastructure", "Lee Nakamura"]);
  });
});

describe("boards (row A14)", () => {
  test("seats, vacancies, terms ending within 90 days, applicants, and the share that is full", async () => {
    const recorded = read(
      await nadia(
        'board "Equal Rights Commission" 9 seats, 2 vacancies, 14 applicants, terms="2027-01-31 x3; 2027-06-30"',
      ),
    );
    expect(recorded).toContain("Equal Rights Commission · 9 seats, 2 vacant, 14 applicants, 4 terms ending");
    await nadia('roster board "Library Board" seats=7 vacancies=0');
    await nadia('roster board "Harbor Commission" seats=5');
    await nadia(
      'outreach type=recruitment title="Open evening" body="Equal Rights Commission" date=2026-11-02 residents=20 department=doa',
    );
    const all = await nadia("roster show boards");

    expect(fact(all, "Boards with full membership")).toBe("1 of 2, 50 %");
    expect(fact(all, "Vacancies")).toBe("2");
    expect(rowsOf(all, "Boards and commissions").map((row) => row.slice(1, 7))).toEqual([
      ["Community involvement committee", "5", "not reported", "0", "not reported", "not reported"],
      ["Equal Rights Commission", "9", "2", "3", "14", "1"],
      ["Harbor Commission", "5", "not reported", "0", "not reported", "not reported"],
      ["Library Board", "7", "0", "0", "not reported", "not reported"],
    ]);
  });

  test("a board seated anew is one board; what it was before stays on record", async () => {
    await nadia('roster board "Library Board" seats=7 vacancies=1 date=2026-10-01');
    expect(fact(await nadia("roster show boards"), "Vacancies")).toBe("2");

    expect(read(await nadia('roster board "Library Board" seats=7 vacancies=3'))).toContain(
      "On record for that day already",
    );
  });

  test("a correction needs its reason, and impossible numbers are refused at their input", async () => {
    const [row] = rowsOf(await nadia("roster show boards"), "Boards and commissions").filter(
      ([, name]) => name === "Harbor Commission",
    );
    const id = row?.[0] ?? "";
    expect(read(await nadia(`fix ${id} vacancies=5 because "all resigned"`))).toContain("5 seats, 5 vacant");
    const refused = form(await nadia(`fix ${id} vacancies=6 because "more"`));
    expect(errors(refused)["changes.vacancies"]).toContain("6 of 5 seats cannot be vacant.");

    expect(read(await nadia(`fix ${id} employees=6 because "more"`))).toContain('This record has no "employees".');
  });
});

describe("heads and their discussions (row B6)", () => {
  test("heads with a discussion in the quarter, of all heads", async () => {
    expect(fact(await nadia("list discussions 2026-Q4"), "Heads with a discussion")).toContain("not known");
    await town.say("ana.torres", "roster head @marcus");
    await town.say("ana.torres", 'roster head @denise division="Water Works"');
    await nadia("roster head @jose.alvarez department=MHD");
    await town.say(
      "ana.torres",
      'log discussion head=@denise forum="Staff meeting" alignment="Two crews moved" date=2026-11-12',
    );
    await town.say("ana.torres", "log discussion head=@denise date=2026-11-13");
    await town.say("ana.torres", "log discussion head=@bo date=2026-11-13");
    await town.say("ana.torres", "log discussion head=@marcus date=2026-08-13");

    expect(fact(await nadia("list discussions 2026-Q4"), "Heads with a discussion")).toBe("1 of 3, 33 %");
    expect(fact(await nadia("list discussions 2026-Q3"), "Heads with a discussion")).toContain("not known");
    expect(fact(await town.say("ana.torres", "list discussions 2026-Q4"), "Heads with a discussion")).toBe(
      "1 of 2, 50 %",
    );
  });

  test("departments with no head on record are named", async () => {
    const missing = fact(await nadia("roster show heads"), "Departments with no head on record") ?? "";

    expect(missing).toContain("Library");
    expect(missing).not.toMatch(/Public Works|Health/);
  });
});

describe("who may", () => {
  test("a lead reads the rosters, without buttons, and writes only heads of the own department", async () => {
    expect(labels(await town.say("ana.torres", "roster show boards"))).toEqual([]);
    for (const words of [
      'roster committee "X Committee" @bo',
      'roster cet @bo area="Community"',
      'roster board "X" seats=3',
      "roster head @bo department=PARKS",
    ])
      expect((await town.say("ana.torres", words)).failed, words).toBe(true);
    const [board] = await town.rows<{ id: string }>("select id from boards limit 1");
    expect((await town.say("ana.torres", `undo ${board?.id}`)).failed).toBe(true);
  });

  test("a leadership place keeps its own ways: undone or ended, not edited", async () => {
    const place = recordIn(await town.say("ana.torres", "roster lead @marcus senior"));

    expect(read(await town.say("ana.torres", `fix ${place} termEnd=2027-01-01 because "x"`))).toContain(
      'end it with "roster lead end"',
    );
    expect(read(await town.say("ana.torres", `undo ${place}`))).toContain(`Undone ${place}`);
  });

  test("a merged person keeps each place once", async () => {
    await nadia('roster committee "Arts Committee" @bo @tou');
    await town.say("devin.sokol", "admin person merge bo.chen@milwaukee.example into tou.xiong@milwaukee.example");
    const ask = await town.press("devin.sokol", {
      command: "admin person merge",
      values: { people: "bo.chen@milwaukee.example", into: "tou.xiong@milwaukee.example" },
      confirmed: ["merge"],
    });
    expect(read(ask)).not.toContain("Something broke");

    expect(
      rowsOf(await nadia("roster show committees"), "Committees").find(([name]) => name === "Arts Committee")?.[1],
    ).toBe("1");
  });
});
