import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OverviewPage } from "../../src/domain/pages/overview.ts";
import { button, createTown, inFull, labels, read, recordIn, sampleTown, type Town, table } from "../support/town.ts";

describe("what changed from one quarter to the next: Portland", () => {
  const OFFICER = "jade.whitmore@portland.example";
  let town: Town;
  const officer = (text: string) => town.say(OFFICER, text);
  const whole = (text: string) => inFull(town, OFFICER, text);
  const pageOf = async () =>
    (await town.press(OFFICER, { command: "page overview", values: {} })).data as unknown as OverviewPage;
  const lost = async () => (await pageOf()).changes.filter(({ gained }) => !gained);
  beforeAll(async () => {
    town = await sampleTown("2026-11-21T20:05:00Z", "portland");
    await officer("measure record language-liaison FY2027-Q2 state=named department=PHB");
    await officer('engagement log meeting body="Citywide Equity Team" date=2026-11-04 department=OEHR');
  });
  afterAll(() => town.close());

  test("E18: a new quarter of which nobody has reported yet is not 'no longer met', in chat or on the page", async () => {
    town.setClock("2027-01-05T20:05:00Z");
    const convened = table(await whole("status")).find(([what]) => what?.startsWith("Citywide Equity Team convened"));
    expect(convened?.[1]).toBe("not reported");
    expect(read(await whole("status"))).not.toContain("no longer met: none");
    expect(read(await whole("status department=PHB"))).not.toContain("no longer met");
    expect(await lost()).toEqual([]);
    const page = await town.press(OFFICER, { command: "page department", values: { department: "PHB" } });
    expect(JSON.stringify(page.data)).not.toContain('"gained":false');
  });

  test("E18: what was met and is not is still said, in chat and on the page", async () => {
    const vacant = recordIn(await officer("measure record language-liaison FY2027-Q3 state=vacant department=PHB"));
    expect(read(await whole("status department=PHB"))).toContain("no longer met: reported: vacant");
    expect((await lost()).map(({ words }) => words)).toEqual(["Housing Bureau (reported: vacant)"]);
    await town.press(OFFICER, { command: "fix undo", values: { record: vacant } });
  });

  test("D14: one press says again what has not changed, with who and when, and it counts as an answer", async () => {
    const asked = await whole("status department=PHB");
    expect(labels(asked).filter((label) => label.startsWith("No change this quarter"))).toHaveLength(1);
    const said = await town.press(OFFICER, button(asked, "No change this quarter"));
    const id = recordIn(said);
    const [entry] = await town.rows<{ action: string; name: string; after: Record<string, string> }>(
      `select e.action, p.name, e.details -> 'after' as after from audit_entries e join people p on p.id = e.actor where e.subject = '${id}'`,
    );
    expect(entry).toMatchObject({
      action: "measure.record",
      name: "Jade Whitmore",
      after: { measure: "language-liaison", state: "named", department: "PHB", start: "2027-01-01" },
    });
    const row = table(await whole("status department=PHB")).find(([what]) => what === "Language access liaison named");
    expect(row?.slice(1, 3)).toEqual(["met", "reported: named"]);
    // Said once, it is not offered again; of what nobody ever reported it is not offered at all.
    expect(labels(await whole("status department=PHB")).join()).not.toContain("No change this quarter");
    expect(labels(await whole("status department=BES")).join()).not.toContain("No change this quarter");
  });
});

test("B7: a count is never said again unseen", async () => {
  const town = await createTown();
  await town.say("nadia.rahman", "measure record job-descriptions 2026-Q4 value=30 of=120 department=DPW");
  town.setClock("2027-01-05T20:05:00Z");
  const asked = await inFull(town, "nadia.rahman", "status department=DPW");
  expect(labels(asked).join()).not.toContain("No change");
  await town.close();
});
