import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { button, createTown, form, labels, read, recordIn, type Town, table } from "../support/town.ts";

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

const FIRST = "Every neighborhood is served as soon as any other.";
const SECOND = "Every street, plowed and lit by need; nobody waits for who they are.";

/** The line of the city's list for one department. */
async function lineOf(name: string): Promise<string[] | undefined> {
  return table(await town.say("nadia.rahman", "vision show")).find(([department]) => department === name);
}
const current = (code: string, on = "2026-11-21") =>
  town.app.stores.visions.current(on).then((all) => all.find(({ department }) => department === code));

describe("a department's vision statement (row A5)", () => {
  test("from none to a draft, to adopted, to under review, to the next version in force", async () => {
    expect(await current("DPW")).toBeUndefined();
    expect(await lineOf("Public Works")).toEqual(["Public Works", "none", "–", "–", "–"]);

    const drafted = await town.say("ana.torres", `vision draft "${FIRST}"`);
    expect(read(drafted)).toMatch(/^Recorded VS-2026-0001\nPublic Works · version 1 · draft of Sat 21 Nov 2026\n/);
    expect(read(drafted)).toContain(FIRST);
    expect(await current("DPW")).toMatchObject({ status: "draft", version: 1, id: "VS-2026-0001" });

    const asked = form(await town.press("ana.torres", button(drafted, "Adopt…")));
    const adopted = await town.send("ana.torres", asked, {
      adoptedOn: "2026-11-03",
      adoptedBy: "Board of Public Works",
    });
    expect(read(adopted)).toContain("version 1 · adopted Tue 3 Nov 2026 by Board of Public Works");
    expect(await current("DPW")).toMatchObject({ status: "adopted", adoptedOn: "2026-11-03", id: "VS-2026-0001" });

    await town.say("ana.torres", `vision draft: ${SECOND}`);
    expect(await current("DPW")).toMatchObject({
      status: "under review",
      version: 2,
      id: "VS-2026-0002",
      adoptedId: "VS-2026-0001",
      adoptedOn: "2026-11-03",
    });

    expect(read(await town.say("ana.torres", "we adopted our vision statement yesterday"))).toContain(
      "Adopted VS-2026-0002",
    );
    expect(await lineOf("Public Works")).toEqual(["Public Works", "adopted", "2", "Fri 20 Nov 2026", "–"]);
    // The history says where the department stood on every day before.
    expect(await current("DPW", "2026-11-10")).toMatchObject({ status: "adopted", version: 1 });
    expect(await current("DPW", "2026-11-01")).toBeUndefined();
  });

  test("all departments are counted, those without one included", async () => {
    const city = read(await town.say("nadia.rahman", "which departments have a vision statement?"));
    expect(city).toContain("Adopted: 1 of 21 departments (5 %).");
    expect(city).toContain("Library | none");
  });

  test("everybody reads what is in force; a draft only who may read the department", async () => {
    await town.say("nadia.rahman", 'vision draft library "Books for all"');

    expect(read(await town.say("bo.chen", "vision show public works"))).toContain(SECOND);
    const library = read(await town.say("bo.chen", "vision show library"));
    expect(library).toContain("None is adopted yet.");
    expect(library).not.toContain("Books for all");
    expect(read(await town.say("felicia.marsh", "vision show library"))).toContain("Books for all");
    expect(labels(await town.say("felicia.marsh", "vision show library"))).toEqual([]);
  });

  test("the same words again, and adopting twice, record nothing new", async () => {
    expect(read(await town.say("ana.torres", `vision draft "${SECOND}"`))).toContain("Already recorded");
    expect(read(await town.say("ana.torres", "vision adopt 2026-11-19"))).toContain("Adopted already");
    expect(await town.rows("select 1 from visions where department = 'DPW'")).toHaveLength(2);
  });

  test("undo takes back the adoption first, then the draft; each can be put back", async () => {
    const id = recordIn(await town.say("nadia.rahman", 'vision draft parks "Green space for all"'));
    await town.say("nadia.rahman", "vision adopt parks 2026-11-10");

    const back = await town.say("nadia.rahman", `undo ${id}`);
    expect(await current("PARKS")).toMatchObject({ status: "draft" });
    await town.press("nadia.rahman", button(back, "Put the adoption back"));
    expect(await current("PARKS")).toMatchObject({ status: "adopted", adoptedOn: "2026-11-10" });

    await town.say("nadia.rahman", `undo ${id}`);
    const gone = await town.say("nadia.rahman", `undo ${id}`);
    expect(await current("PARKS")).toBeUndefined();
    await town.press("nadia.rahman", button(gone, "Put it back"));
    expect(await current("PARKS")).toMatchObject({ status: "draft" });
  });

  test("fix corrects words and days, with the reason on the trail", async () => {
    const fixed = await town.say("ana.torres", 'fix VS-2026-0001 adoptedOn=2026-11-04 because "the minutes say so"');
    expect(read(fixed)).toContain("Corrected VS-2026-0001");
    expect(read(fixed)).toContain("adopted Wed 4 Nov 2026");
    expect(read(fixed)).toContain("It said: Public Works · version 1 · adopted Tue 3 Nov 2026");

    const trail = await town.rows<{ details: unknown }>(
      "select details from audit_entries where subject = 'VS-2026-0001' and action = 'vision.correct'",
    );
    expect(trail.map(({ details }) => details)).toEqual([
      { before: { adoptedOn: "2026-11-03" }, after: { adoptedOn: "2026-11-04" }, reason: "the minutes say so" },
    ]);
  });

  test("what cannot be is refused, and what is still to come records nothing", async () => {
    expect(read(await town.say("nadia.rahman", "vision adopt health"))).toContain("Health has no vision statement yet");
    await town.say("ana.torres", 'vision draft "A third version of our vision"');
    const early = await town.say("ana.torres", "vision adopt 2026-10-01");
    expect(read(early)).toContain("VS-2026-0002, version 2, was adopted Fri 20 Nov 2026");
    expect(read(await town.say("ana.torres", "we will adopt our vision statement in May"))).toContain(
      "Nothing was recorded",
    );
    expect(await current("DPW")).toMatchObject({ status: "under review", adoptedId: "VS-2026-0002" });
  });

  test("the same request sent four times drafts one version", async () => {
    const once = () => town.say("nadia.rahman", 'vision draft fire "Ready for everyone"', { id: "vision-four-times" });
    const replies = await Promise.all(Array.from({ length: 4 }, once));
    expect(new Set(replies.map(recordIn)).size).toBe(1);
  });

  test("two who draft at once make two versions", async () => {
    const replies = await Promise.all(
      ["Safe streets for all", "Safe homes for all"].map((words) =>
        town.say("nadia.rahman", `vision draft police "${words}"`),
      ),
    );
    expect(new Set(replies.map(recordIn)).size).toBe(2);
    const versions = await town.app.stores.visions.versions("MPD");
    expect(versions.map(({ version }) => version)).toEqual([2, 1]);
  });
});

describe("what the statement serves (row A6)", () => {
  test("goals are linked, kept by the next draft, and corrected", async () => {
    const linked = await town.say("ana.torres", "vision link G1 G3");
    expect(read(linked)).toContain("goals G1, G3");
    const again = read(await town.say("ana.torres", "link our vision statement to goals 3 and 2"));
    expect(again).toContain("goals G1, G2, G3");

    const next = await town.say("ana.torres", 'vision draft "A fourth version, with the same goals"');
    expect(read(next)).toContain("goals G1, G2, G3");
    const id = recordIn(next);
    expect(read(await town.say("ana.torres", `fix ${id} goals=G1 because "only this one"`))).toContain("goals G1\n");
    expect(await lineOf("Public Works")).toEqual(["Public Works", "under review", "4", "Fri 20 Nov 2026", "G1"]);
  });
});

test("an employee may not write a vision statement, nor a lead another department's", async () => {
  expect(read(await town.say("bo.chen", 'vision draft "x y z q"'))).toContain("is for leads and officers only");
  expect(read(await town.say("ana.torres", 'vision draft parks "Trees for everybody"'))).toContain(
    "You may not do that for Parks",
  );
});
