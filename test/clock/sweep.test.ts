import { randomUUID } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { button, labels, read, sampleTown, type Town, table } from "../support/town.ts";

let town: Town;

// Saturday, before the nudge of the fourth quarter falls due: Tue 24 Nov 09:00, 25 business days before it closes.
beforeEach(async () => {
  town = await sampleTown("2026-11-21T20:05:00Z");
});
afterEach(() => town.close());

const DUE = "2026-11-24T15:00:00Z";
const officer = (text: string) => town.say("nadia.rahman", text);
const channel = (id: string) => ({ place: { id, kind: "channel" as const } });
const goLive = () => officer("admin golive start");
const deliveries = () =>
  town.rows<{ recipient: string; occasion: string }>(
    "select recipient, occasion from deliveries where kind = 'quarterly-nudge' order by occasion, recipient",
  );
const decided = (outcome: string) =>
  town.rows<{ subject: string; reason: string | null }>(
    `select subject, reason from occasions where job = 'quarterly-nudge' and occasion = '2026-Q4' and outcome = '${outcome}' order by subject`,
  );
const at = (instant: string) => town.app.runJobs("quarterly-nudge", Temporal.Instant.from(instant));

describe("the quarterly nudge (rows F2, F3)", () => {
  test("nothing goes out before the officer's go-live", async () => {
    expect(await at(DUE)).toEqual([]);
    expect(await deliveries()).toEqual([]);
  });

  test("goes to a department's channel, without one to its leads, and without leads to the officers", async () => {
    await officer("admin golive start");
    await town.say("ana.torres", "admin place department=dpw", channel("works"));
    await at(DUE);

    const sent = await deliveries();
    expect(sent.filter(({ occasion }) => occasion === "DPW 2026-Q4")).toEqual([
      { recipient: "place:web:test:works", occasion: "DPW 2026-Q4" },
    ]);
    const leads = await town.rows("select person from roster where department = 'MPL' and ended_on is null");
    expect(leads.length).toBeGreaterThan(0);
    expect(sent.filter(({ occasion }) => occasion === "MPL 2026-Q4")).toHaveLength(leads.length);
    const officers = await town.rows<{ id: string }>(
      "select id from people where 'officer' = any(granted) order by id",
    );
    const [without] = await town.rows<{ code: string }>(
      "select code from departments d where not exists (select from roster r where r.department = d.code and r.ended_on is null)",
    );
    expect(sent.filter(({ occasion }) => occasion === `${without?.code} 2026-Q4`)).toEqual(
      officers.map(({ id }) => ({ recipient: `person:${id}`, occasion: `${without?.code} 2026-Q4` })),
    );
  });

  test("is not due a second early, and once for each department however often the sweep runs", async () => {
    await goLive();
    expect(await at("2026-11-24T14:59:59Z")).toEqual([]);
    const first = await at(DUE);
    expect(first.map(({ subject }) => subject)).toHaveLength(21);
    const once = await deliveries();

    // Again, much later, after the clock has jumped back, and by several at once.
    await Promise.all([at(DUE), at("2026-12-30T18:00:00Z"), at("2026-11-24T15:00:01Z"), at("2026-11-20T15:00:00Z")]);
    expect(await deliveries()).toEqual(once);
  });

  test("three sweeps on one tick decide each occasion once", async () => {
    await goLive();
    const sweeps = await Promise.all([at(DUE), at(DUE), at(DUE)]);

    expect(sweeps.flat()).toHaveLength(21);
    expect(new Set(sweeps.flat().map(({ subject }) => subject)).size).toBe(21);
  });

  test("all processes down over the tick: one late post, as long as the quarter is open", async () => {
    await goLive();
    expect(await at("2026-12-31T22:00:00Z")).toHaveLength(21);
    expect(await decided("queued")).toHaveLength(21);
  });

  test("nobody is written to in quiet hours: what fell due meanwhile goes out on the next business day", async () => {
    await goLive();
    // After five, on a Saturday, at Christmas, before nine.
    for (const quiet of [
      "2026-12-23T23:00:00Z",
      "2026-12-26T17:00:00Z",
      "2026-12-25T17:00:00Z",
      "2026-12-28T14:59:00Z",
    ])
      expect(await at(quiet)).toEqual([]);
    expect(await at("2026-12-28T15:00:00Z")).toHaveLength(21);
  });

  test("a quarter that is over is skipped as late, and not sent", async () => {
    await goLive();
    await at("2027-01-01T07:00:00Z");

    expect(await deliveries()).toEqual([]);
    expect(await decided("skipped")).toHaveLength(21);
    expect(new Set((await decided("skipped")).map(({ reason }) => reason))).toEqual(new Set(["late"]));
  });

  test("what fell due before its channel was bound, or before the go-live, is skipped as late", async () => {
    await goLive();
    town.setClock("2026-11-24T16:00:00Z");
    await town.say("ana.torres", "admin place department=dpw", channel("works"));
    await at("2026-11-24T16:01:00Z");

    expect(await decided("skipped")).toEqual([{ subject: "DPW", reason: "late" }]);
    expect((await deliveries()).some(({ occasion }) => occasion.startsWith("DPW"))).toBe(false);
  });
});

describe("the channels (contract.md, binding a place)", () => {
  test("a direct message is no channel", async () => {
    expect(read(await town.say("ana.torres", "admin place department=dpw"))).toContain("in the channel itself");
  });

  test("a lead binds their own department's, and nobody else's", async () => {
    const own = await town.say("ana.torres", "use this channel for public works", channel("works"));
    expect(read(own)).toContain("This channel is for Public Works.");
    const other = await town.say("ana.torres", "admin place department=police", channel("works"));
    expect(other.failed).toBe(true);
    expect(table(await officer("admin place"))).toEqual([["Public Works", "works", "web"]]);
  });

  test("one channel for a department: another one asks first", async () => {
    await town.say("ana.torres", "admin place department=dpw", channel("works"));
    const asked = await town.say("ana.torres", "admin place department=dpw", channel("yard"));

    expect(read(asked)).toContain("Public Works uses the channel works. Move it to this channel?");
    expect(table(await officer("admin place"))).toEqual([["Public Works", "works", "web"]]);
    await town.press("ana.torres", button(asked, "Move it here"), channel("yard"));
    expect(table(await officer("admin place"))).toEqual([["Public Works", "yard", "web"]]);
  });

  test("a channel is for nothing any more", async () => {
    await town.say("ana.torres", "admin place department=dpw", channel("works"));
    await officer("admin place department=dpw use=nothing");

    expect(read(await officer("admin place"))).toContain("21 departments have none");
  });
});

describe("go-live", () => {
  test("shows how many of each kind, the first few, and every message in a file", async () => {
    const preview = await officer("admin golive");

    expect(read(preview)).toContain("Nothing goes out yet");
    // One for each of the 21 departments, of which three are shown.
    expect(read(preview)).toContain("Quarterly nudge: 21");
    expect(read(preview).match(/^Quarterly nudge · Tue 24 Nov 09:00 · to /gm)).toHaveLength(3);
    const file = preview.blocks.find((block) => block.kind === "file");
    const all = file?.kind === "file" ? new TextDecoder().decode(file.file.bytes) : "";
    expect(all).toMatch(/Tue 24 Nov 09:00,Quarterly nudge,.*Ana Torres/);
    expect(all).toContain("Public Works · Q4 2026 closes Thu 31 Dec");
    expect(all).toContain("Leadership team · 2 leads, but no senior leader");
    expect(labels(preview)).toContain("Let messages go out");
    expect(await deliveries()).toEqual([]);
  });

  test("is let out and held back by the officer alone, with an entry in the trail", async () => {
    await town.press("nadia.rahman", button(await officer("admin golive"), "Let messages go out"));
    const live = read(await officer("admin golive"));
    expect(live).toContain("Messages go out when they fall due");
    expect(live).not.toMatch(/not be sent|Nothing would be sent/);
    expect(read(await officer("admin golive hold"))).toContain("Messages are held back.");
    expect(await at(DUE)).toEqual([]);

    expect((await town.say("ana.torres", "admin golive start", { id: randomUUID() })).failed).toBe(true);
    expect(await town.rows("select action from audit_entries where action = 'golive'")).toHaveLength(2);
  });
});
