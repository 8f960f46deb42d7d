import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTown, read, recordIn, type Town, table } from "../support/town.ts";

describe("figures of teams and assistance: Milwaukee", () => {
  let town: Town;
  const officer = (text: string) => town.say("nadia.rahman", text);
  const lead = (text: string) => town.say("ana.torres", text);
  const paper = async () => {
    const file = (await officer("report annual 2026 html")).blocks.find(({ kind }) => kind === "file");
    return file?.kind === "file" ? new TextDecoder().decode(file.file.bytes).replace(/<[^>]*>/g, "") : "";
  };
  beforeAll(async () => {
    town = await createTown();
  });
  afterAll(() => town.close());

  test("A12: a team is full with leads, ambassadors and one lead trained in the toolkit; the records prove it", async () => {
    const words = "Full teams (leadership team, ambassadors, a lead trained in the toolkit)";
    expect(read(await officer("status topic=roster"))).toContain(`${words}: 0 of 21 departments.`);
    const [team] = await town.rows<{ leads: string; n: number }>(
      "select string_agg(p.key, ', ' order by p.key) as leads, count(*)::int as n from roster r join people p on p.id = r.person where r.department = 'MHD' and r.voided_at is null and r.ended_on is null",
    );
    expect(team?.n).toBe(2);
    const others = await town.rows<{ key: string }>(
      "select p.key from people p join memberships m on m.person = p.id where m.department = 'MHD' and p.id > 0 and not exists (select from roster r where r.person = p.id) order by p.key limit 3",
    );
    for (const { key } of others) await town.say("keisha.brown-whitaker", `/ambassador recruit ${key}`);
    for (const { key } of others) await town.say(key, "ambassador accept");
    expect(read(await officer("status topic=roster"))).toContain(`${words}: 0 of 21 departments.`);
    const trained = recordIn(
      await officer(`/training log course=TOOLKIT date=2026-11-03 people=${team?.leads.split(", ")[0]} department=MHD`),
    );
    expect(trained).toMatch(/^TR-/);
    const said = read(await officer("status topic=roster"));
    expect(said).toContain(`${words}: 1 of 21 departments. Health (RO-`);
    expect(await paper()).toContain(
      "Full teams, with a leadership team, ambassadors and a lead trained in the toolkit: 1 of 21 (5 %).",
    );
  });

  test("C4: statements without assistance are counted and named, and an assist takes one off", async () => {
    const first = recordIn(await lead('statement add file=261001 "Bridge" grant'));
    const second = recordIn(await lead('statement add file=261002 "Pier" grant'));
    const words = "REI Impact Statements without assistance on record";
    const asked = () => officer("status topic=statements");
    expect(read(await asked())).toContain(`${words}: 2 of 2. `);
    await lead(`Bo helped with ${first} on Nov 4`);
    expect(read(await asked())).toContain(`${words}: 1 of 2. ${second}`);
    expect(table(await asked()).find(([name]) => name === "Public Works")).toEqual([
      "Public Works",
      "2",
      "0",
      "0",
      "1",
    ]);
    expect(await paper()).toContain(`${words}: 1 of 2 (50 %). Assists given: 1.`);
  });
});
