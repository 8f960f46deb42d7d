import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reply } from "../../src/core/reply/reply.ts";
import { button, createTown, form, labels, read, recordIn, type Town } from "../support/town.ts";

let town: Town;
/** The record of the Zilber Foundation. */
let zilber: string;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

const nadia = (words: string) => town.say("nadia.rahman", words);

async function add(words: string): Promise<string> {
  const answer = await nadia(`partner add ${words}`);
  expect(read(answer), words).toMatch(/^Added PA-/);
  return recordIn(answer);
}

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

describe("the partner database (rows D5, D8, D13, D16, D20)", () => {
  test("a sentence or a form adds a partner, and the receipt says what was understood", async () => {
    const added = read(
      await nadia(
        'add "Sixteenth Street Center" as a partner sector=health class=community languages=Spanish consent=yes contact="front desk, 414 555 0100"',
      ),
    );

    expect(added).toMatch(/^Added PA-2026-0001\n/);
    expect(added).toContain("Sixteenth Street Center · Community organization · Health · no contact on record");
    expect(added).toContain("Business contact: front desk, 414 555 0100");
    expect(added).toContain("Looked after by: Nadia Rahman");
    expect(read(await nadia("add the Urban League as a partner"))).toContain("Urban League · no contact on record");
  });

  test("a name nearly the same is asked about, the very same is on record", async () => {
    const asked = await nadia("partner add Milwaukee Urban League");
    expect(read(asked)).toContain("Urban League (PA-2026-0002)");
    const other = await town.press("nadia.rahman", button(asked, "Yes, add it"));
    expect(read(other)).toMatch(/^Added PA-/);

    expect(read(await nadia("partner add urban league"))).toContain("On record already");
    await town.press("nadia.rahman", button(other, "Undo"));
  });

  test("last contact comes from engagements and notes; active means within twelve months", async () => {
    zilber = await add('"Zilber Foundation" class=foundation sector=housing');
    await add('"Old Friends" class=community');
    await town.say("ana.torres", "We met with the Urban League on Nov 3");
    await nadia('log meeting partner="Old Friends" date=2025-03-03');
    await nadia(`note ${zilber} "They will host us" on=2026-11-10`);

    const all = await nadia("partner find");
    expect(fact(all, "Active (contact within 12 months)")).toBe("2 of 4");
    expect(fact(all, "New this quarter")).toBe("4");
    expect(rowsOf(all, "Partners on record").map(([, name, , , last, standing]) => [name, last, standing])).toEqual([
      ["Old Friends", "Mon 3 Mar 2025", "dormant"],
      ["Sixteenth Street Center", "never", "no contact yet"],
      ["Urban League", "Tue 3 Nov 2026", "active"],
      ["Zilber Foundation", "Tue 10 Nov 2026", "active"],
    ]);
    expect(rowsOf(all, "Partners by sector")).toEqual([
      ["Education", "none"],
      ["Criminal justice", "none"],
      ["Environmental justice", "none"],
      ["Health", "1"],
      ["Housing", "1"],
      ["Transportation", "none"],
      ["Economic success", "none"],
    ]);
  });

  test("one that is found alone is shown with its notes, to a lead without buttons", async () => {
    const shown = await town.say("ana.torres", "find partner zilber");

    expect(read(shown)).toContain("Tue 10 Nov 2026, Nadia Rahman: They will host us");
    expect(labels(shown)).toEqual([]);
  });

  test("meetings are counted by class of partner", async () => {
    await nadia('log meeting partner="Zilber Foundation" date=2026-10-12');
    const classes = rowsOf(await nadia("list meetings 2026-Q4"), "By class of partner");

    expect(classes.filter(([, count]) => count !== "none")).toEqual([
      ["Foundation", "1"],
      ["No class on record", "1"],
    ]);
  });

  test("merged, both names are one; put back, they are two again", async () => {
    const double = await add('"The League of Milwaukee" sector=housing');
    await nadia('log meeting partner="The League of Milwaukee" date=2026-11-18');
    const merged = await nadia(`merge ${double} into PA-2026-0002`);
    expect(read(merged)).toContain("last contact Wed 18 Nov 2026");
    expect(rowsOf(await nadia("list meetings 2026-Q4"), "By partner, up to the period's end")).toContainEqual([
      "Urban League",
      "2",
      "not planned",
      "2026-11-18",
      "3",
    ]);
    expect(read(await nadia(`merge ${zilber} into ${double}`))).toContain(`${double} is merged into PA-2026-0002`);

    await town.press("nadia.rahman", button(merged, "Undo"));
    const back = rowsOf(await nadia("partner find"), "Partners on record");
    expect(back.map(([, name, , , last]) => [name, last])).toContainEqual(["Urban League", "Tue 3 Nov 2026"]);
    expect(back.map(([, name]) => name)).toContain("The League of Milwaukee");
  });

  test("a correction has its reason; how a partner is reached does not go on the trail", async () => {
    const edit = form(
      await town.press("nadia.rahman", { command: "fix", values: { record: "PA-2026-0001" }, ask: true }),
    );
    expect(edit.inputs.find(({ name }) => name === "changes.contact")?.value).toBe("front desk, 414 555 0100");
    await town.send("nadia.rahman", edit, {
      "changes.sector": "education",
      "changes.contact": "Mr. Secret",
      reason: "moved",
    });

    const [entry] = await town.rows<{ details: unknown }>(
      "select details from audit_entries where action = 'partner.correct'",
    );
    expect(entry?.details).toEqual({
      before: { sector: "health", contact: "changed" },
      after: { sector: "education", contact: "changed" },
      reason: "moved",
    });
  });

  test("a lead may read and not write, an employee neither", async () => {
    expect((await town.say("ana.torres", "partner add Friends of the River")).failed).toBe(true);
    expect((await town.say("bo.chen", "partner find")).failed).toBe(true);
  });

  test("the same request sent four times adds one", async () => {
    const replies = await Promise.all(
      [1, 2, 3, 4].map(() => town.say("nadia.rahman", 'partner add "Four Times"', { id: "four" })),
    );

    expect(new Set(replies.map(recordIn)).size).toBe(1);
    expect(await town.rows("select 1 from partners where name = 'Four Times'")).toHaveLength(1);
  });
});

describe("sponsorships (row D10)", () => {
  test("asked, awarded, decision and its time; totals by year; the share of community organizations", async () => {
    const receipt = await nadia(
      'partner sponsorship partner="Sixteenth Street Center" event="Health fair" asked=5000 awarded=2500.50 decision=approved date=2026-10-01 decided=2026-10-15 requester="Board office"',
    );
    expect(read(receipt)).toContain("Amount awarded: $2,500.50");
    expect(read(receipt)).toContain("Decision: Approved");
    await nadia(
      'sponsorship partner="Zilber Foundation" event="Gala" asked=$1,000 awarded=999.50 decision=approved date=2026-10-02 decided=2026-10-06',
    );
    await nadia('sponsorship partner="Old Friends" event="Picnic" asked=300 date=2026-11-02');
    await nadia(
      'sponsorship partner="Old Friends" event="Picnic" asked=0.10 awarded=0.20 date=2025-06-02 decided=2025-06-03',
    );

    const list = await nadia("list sponsorships 2026-Q4");
    expect(fact(list, "Asked")).toBe("$6,300");
    expect(fact(list, "Awarded")).toBe("$3,500");
    expect(fact(list, "Awarded to community organizations")).toBe("$2,500.50, 71 %");
    expect(fact(list, "Median days")).toBe("9");
    expect(fact(list, "Open")).toBe("1 (0 overdue)");
    expect(rowsOf(await nadia("list sponsorships 2025-01-01..2026-12-31"), "By year of the request")).toEqual([
      ["2025", "$0.10", "$0.20", "1"],
      ["2026", "$6,300", "$3,500", "2"],
    ]);
  });

  test("a decision without a day is decided today", async () => {
    const decided = await nadia(
      'sponsorship partner="Old Friends" event="Harvest" asked=10 decision=approved date=2025-11-01',
    );

    expect(read(decided)).toContain("Decided on: Sat 21 Nov 2026");
  });

  test("two organizations may ask for one event on one day", async () => {
    const ask = (org: string) => nadia(`sponsorship partner="${org}" event="River day" asked=100 date=2026-11-05`);

    expect(read(await ask("Old Friends"))).toMatch(/^Recorded/);
    expect(read(await ask("Zilber Foundation"))).toMatch(/^Recorded/);
  });

  test("leads read them, and only the officer enters, corrects or closes one", async () => {
    expect(read(await town.say("ana.torres", "list sponsorships 2026-Q4"))).toContain("Health fair");
    const values = {
      kind: "sponsorship",
      title: "x",
      partner: "y",
      asked: "5",
      heldOn: "2026-11-02",
      department: "DPW",
    };
    expect((await town.press("ana.torres", { command: "engagement log", values })).failed).toBe(true);
    const [one] = await town.rows<{ id: string }>("select id from engagements where title = 'Gala'");

    expect((await town.say("ana.torres", `fix ${one?.id} awarded=9000 because "more"`)).failed).toBe(true);
    expect((await town.say("ana.torres", `undo ${one?.id}`)).failed).toBe(true);
    expect(read(await nadia(`fix ${one?.id} awarded=1000 because "a slip"`))).toContain("Amount awarded: $1,000");
  });

  test("money that is none is asked again", async () => {
    expect(read(await nadia('sponsorship partner="Old Friends" event="Fête" asked=lots'))).toContain(
      "is not an amount",
    );
  });
});
