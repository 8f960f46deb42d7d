import { randomUUID } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createMailbox, type Mailbox } from "../support/mailbox.ts";
import { button, emailOf, read, sampleTown, type Town } from "../support/town.ts";

let town: Town;
let mail: Mailbox;

beforeEach(async () => {
  town = await sampleTown("2026-11-23T16:00:00Z");
  mail = createMailbox(town.app);
  await mail.empty();
});
afterEach(() => town.close());

const officer = (text: string) => town.say("nadia.rahman", text);
const live = () => officer("admin golive start");
const trail = () => town.rows("select 1 from audit_entries where action in ('announcement', 'occasion.forward')");

describe("nudge now", () => {
  test("asks first, sends this quarter's nudge once, and the clock does not send it again", async () => {
    await live();
    await town.say("ana.torres", "admin place department=dpw", { place: { id: "works", kind: "channel" } });
    const asked = await officer("nudge now department=dpw");
    expect(read(asked)).toContain("Send Public Works this quarter's nudge now? It goes to works.");
    expect(await mail.empty()).toEqual({});

    const id = `test:${randomUUID()}`;
    const first = await town.press("nadia.rahman", button(asked, "Send it"), { id });
    const again = await town.press("nadia.rahman", button(asked, "Send it"), { id });
    expect(read(again)).toBe(read(first));
    const sent = await mail.empty();
    expect(Object.keys(sent)).toEqual(["works"]);
    expect(sent["works"]?.map(read).join()).toContain("Public Works · Q4 2026 closes Thu 31 Dec");
    expect(await trail()).toHaveLength(1);

    expect(read(await town.press("nadia.rahman", button(asked, "Send it")))).toContain(
      "Public Works was nudged on Mon 23 Nov. Ask Ana Torres, Patrick O'Neil again, privately?",
    );
    town.setClock("2026-11-24T15:00:00Z");
    await town.app.runJobs("quarterly-nudge", Temporal.Instant.from("2026-11-24T15:00:00Z"));
    expect(Object.keys(await mail.empty())).not.toContain("works");
  });

  test("sends what was skipped as late, and nothing before the go-live, and only for an officer", async () => {
    expect(read(await officer("nudge now department=dpw"))).toContain("Messages are held back");
    await live();
    town.setClock("2026-11-24T16:00:00Z");
    await town.say("ana.torres", "admin place department=dpw", { place: { id: "works", kind: "channel" } });
    await town.app.runJobs("quarterly-nudge", Temporal.Instant.from("2026-11-24T16:01:00Z"));
    expect(Object.keys(await mail.empty())).not.toContain("works");
    expect((await town.say("ana.torres", "nudge now department=dpw")).failed).toBe(true);
    await town.press("nadia.rahman", button(await officer("nudge now department=dpw"), "Send it"));

    expect(Object.keys(await mail.empty())).toEqual(["works"]);
  });
});

describe("asking again", () => {
  const nudged = async () => {
    await live();
    await town.say("ana.torres", "admin place department=dpw", { place: { id: "works", kind: "channel" } });
    await town.press("nadia.rahman", button(await officer("nudge now department=dpw"), "Send it"));
    await mail.empty();
  };

  test("writes to whoever looks after the department, once a day, and leaves the nudge where it stands", async () => {
    await nudged();
    const asked = await officer("nudge now department=dpw");
    expect(await mail.empty()).toEqual({});

    const id = `test:${randomUUID()}`;
    const first = read(await town.press("nadia.rahman", button(asked, "Ask again"), { id }));
    expect(read(await town.press("nadia.rahman", button(asked, "Ask again"), { id }))).toBe(first);
    const sent = await mail.empty();
    expect(Object.keys(sent)).not.toContain("works");
    const [message] = sent[emailOf("ana.torres")] ?? [];
    expect(message && read(message)).toMatch(
      /^Public Works · Q4 2026 closes Thu 31 Dec\. The equity officer asks again\. \w+ things are open\./,
    );
    expect(message && read(message)).not.toContain("it is not sent twice");
    const [entry] = await town.rows(
      "select subject, details from audit_entries where action = 'announcement' order by id desc limit 1",
    );
    expect(entry).toMatchObject({ subject: "nudge:DPW", details: { recipients: Object.keys(sent).length } });

    expect(read(await town.press("nadia.rahman", button(asked, "Ask again")))).toContain("They were asked today");
    expect(await mail.empty()).toEqual({});
    town.setClock("2026-11-24T16:00:00Z");
    await town.press("nadia.rahman", button(await officer("nudge now department=dpw"), "Ask again"));
    expect(Object.keys(await mail.empty())).toContain(emailOf("ana.torres"));
  });

  test("is the officer's alone", async () => {
    await nudged();
    const asked = button(await officer("nudge now department=dpw"), "Ask again");
    expect((await town.press("ana.torres", asked)).failed).toBe(true);
    expect(await mail.empty()).toEqual({});
  });
});

describe("an announcement", () => {
  test("goes to every lead once, after a look at it, however often it is sent again", async () => {
    await live();
    const asked = await officer('admin announce "The toolkit training moves to Tuesday."');
    expect(read(asked)).toMatch(/Send this to \d+ leads of \d+ departments\?\nThe toolkit training moves to Tuesday\./);
    expect(await mail.empty()).toEqual({});
    const id = `test:${randomUUID()}`;
    for (let turn = 0; turn < 3; turn += 1) await town.press("nadia.rahman", button(asked, "Send it"), { id });

    const sent = await mail.empty();
    const leads = await town.rows<{ email: string }>(
      "select distinct p.email from roster r join people p on p.id = r.person where r.ended_on is null and r.voided_at is null",
    );
    expect(Object.keys(sent).sort()).toEqual(leads.map(({ email }) => email).sort());
    expect(sent[emailOf("ana.torres")]?.map(read)).toEqual([
      "From the equity officer of Milwaukee\nThe toolkit training moves to Tuesday.",
    ]);
    expect(await trail()).toHaveLength(1);
  });

  test("waits for the go-live, and is the officer's alone", async () => {
    expect(read(await officer('admin announce "Hello"'))).toContain("Messages are held back");
    await live();
    expect((await town.say("ana.torres", 'admin announce "Hello"')).failed).toBe(true);
    expect(await mail.empty()).toEqual({});
  });
});
