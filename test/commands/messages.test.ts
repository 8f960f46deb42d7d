import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Reply } from "../../src/core/reply/reply.ts";
import { IMPORT_AUTHOR } from "../../src/core/request/write.ts";
import { createMailbox, type Mailbox } from "../support/mailbox.ts";
import { button, createTown, emailOf, labels, read, recordIn, type Town } from "../support/town.ts";

let town: Town;
let mail: Mailbox;
let day = 0;

beforeAll(async () => {
  town = await createTown();
  mail = createMailbox(town.app);
});
afterAll(() => town.close());
beforeEach(async () => {
  for (const who of ["ana.torres", "bo.chen", "lee.nakamura"]) await mailOf(who);
  day += 1;
});

const mailOf = async (who: string) => mail.open(emailOf(who));
const words = async (who: string) => (await mailOf(who)).map(read);

/** Logged on a day of its own. */
const log = (who: string, people: string) =>
  town.say(who, `course=ara101 date=2026-09-${String(day).padStart(2, "0")} people="${people}"`);

async function messageTo(who: string): Promise<Reply> {
  const [message, ...more] = await mailOf(who);
  if (!message || more.length > 0) throw new Error(`${who} has ${more.length + (message ? 1 : 0)} messages`);
  return message;
}

test("everyone named is told who recorded them for what, and the author is not", async () => {
  const record = recordIn(await log("ana.torres", "ana torres, bo chen"));

  expect(await words("bo.chen")).toEqual([
    `Ana Torres recorded you for Anti-Racism 101 · Tue 1 Sep 2026 · Public Works (${record})\n[Not me]`,
  ]);
  expect(await words("ana.torres")).toEqual([]);
});

test("a count without names tells nobody", async () => {
  await town.say("ana.torres", `course=ara101 date=2026-09-0${day} employees=9`);

  expect(await words("bo.chen")).toEqual([]);
});

test("who takes their name off is no longer recorded, and the author hears of it and can put it back", async () => {
  const record = recordIn(await log("ana.torres", "bo chen, lee nakamura"));
  const message = await messageTo("bo.chen");

  const answer = await town.press("bo.chen", button(message, "Not me"));

  expect(read(answer)).toContain(`Your name is off ${record}`);
  expect((await town.app.stores.training.get(record))?.named.map(({ name }) => name)).toEqual(["Lee Nakamura"]);
  const news = await messageTo("ana.torres");
  expect(read(news)).toContain("Bo Chen says “not me”: their name was taken off Anti-Racism 101");
  await town.press("ana.torres", button(news, "Put Bo Chen back"));
  expect((await town.app.stores.training.get(record))?.named.map(({ name }) => name)).toEqual([
    "Bo Chen",
    "Lee Nakamura",
  ]);
  expect(await words("bo.chen")).toHaveLength(1);
});

test("the trail says who took a name off, when, and what was there before", async () => {
  const record = recordIn(await log("ana.torres", "bo chen, lee nakamura"));
  await town.press("bo.chen", button(await messageTo("bo.chen"), "Not me"));

  const [entry] = await town.rows<{ actor: string; email: string; details: { before: { people: number[] } } }>(
    `select email, details from audit_entries e join people p on p.id = e.actor where subject = '${record}' and action = 'training.not-me'`,
  );
  expect(entry?.email).toBe(emailOf("bo.chen"));
  expect(entry?.details.before.people).toHaveLength(2);
});

test("when nobody remains, the record is undone and can be put back", async () => {
  const record = recordIn(await log("ana.torres", "bo chen"));
  await town.press("bo.chen", button(await messageTo("bo.chen"), "Not me"));

  expect((await town.app.stores.training.get(record))?.state).toBe("undone");
  const news = await messageTo("ana.torres");
  expect(read(news)).toContain("Nobody else was on that record, so it was undone.");
  await town.press("ana.torres", button(news, "Put it back"));
  expect((await town.app.stores.training.get(record))?.state).toBe("live");
  expect(await words("bo.chen")).toHaveLength(1);
});

test("a count of heads keeps its number when one of those named says it was not them", async () => {
  const receipt = await town.say(
    "ana.torres",
    `course=ara101 date=2026-09-${String(day).padStart(2, "0")} employees=12 people="bo chen"`,
  );
  await town.press("bo.chen", button(await messageTo("bo.chen"), "Not me"));

  expect((await town.app.stores.training.get(recordIn(receipt)))?.totals.employees).toBe(12);
});

test("pressing Not me twice says so, and changes nothing more", async () => {
  await log("ana.torres", "bo chen, lee nakamura");
  const notMe = button(await messageTo("bo.chen"), "Not me");
  await town.press("bo.chen", notMe);

  const again = await town.press("bo.chen", notMe);

  expect(read(again)).toContain("Your name is not on");
  expect(await words("ana.torres")).toHaveLength(1);
});

test("two who press Not me at once are both taken off", async () => {
  const record = recordIn(await log("ana.torres", "bo chen, lee nakamura, priya venkat"));
  const [bo, lee] = [await messageTo("bo.chen"), await messageTo("lee.nakamura")];

  await Promise.all([town.press("bo.chen", button(bo, "Not me")), town.press("lee.nakamura", button(lee, "Not me"))]);

  const left = (await town.app.stores.training.get(record))?.named.map(({ name }) => name) ?? [];
  expect(left).not.toContain("Bo Chen");
  expect(left).not.toContain("Lee Nakamura");
});

test("nobody takes off somebody else's name", async () => {
  const record = recordIn(await log("ana.torres", "bo chen"));

  const answer = await town.press("nadia.rahman", { command: "training notme", values: { record } });

  expect(read(answer)).toContain(`Your name is not on ${record}`);
  expect((await town.app.stores.training.get(record))?.people).toHaveLength(1);
});

test("a record that was undone before its message went out sends none, and is told of when it is put back", async () => {
  const record = recordIn(await log("ana.torres", "bo chen"));
  await town.say("ana.torres", `undo ${record}`);
  expect(await words("bo.chen")).toEqual([]);

  await town.say("ana.torres", `restore ${record}`);

  expect(await words("bo.chen")).toHaveLength(1);
});

test("undoing and putting back what people know of tells nobody again", async () => {
  const record = recordIn(await log("ana.torres", "bo chen"));
  expect(await words("bo.chen")).toHaveLength(1);

  await town.say("ana.torres", `undo ${record}`);
  await town.say("ana.torres", `restore ${record}`);

  expect(await words("bo.chen")).toEqual([]);
});

test("names added later are told of by whoever added them, the others not again", async () => {
  const record = recordIn(await log("bo.chen", "lee nakamura"));
  expect(await words("lee.nakamura")).toHaveLength(1);

  await town.press("ana.torres", {
    command: "training names",
    values: { record, people: [emailOf("priya.venkat"), emailOf("bo.chen")].join(", ") },
  });

  expect(await words("bo.chen")).toEqual([expect.stringContaining("Ana Torres recorded you for")]);
  expect(await words("lee.nakamura")).toEqual([]);
});

test("a correction that names nobody new tells nobody", async () => {
  const record = recordIn(await log("ana.torres", "bo chen"));
  expect(await words("bo.chen")).toHaveLength(1);

  await town.say("ana.torres", `${record} employees=4`);

  expect(await words("bo.chen")).toEqual([]);
});

test("an import tells nobody", async () => {
  const [bo] = await town.app.stores.people.byEmail([emailOf("bo.chen")], "2026-11-21");
  const entry = {
    course: "ARA101",
    heldOn: "2026-02-03",
    department: "DPW",
    people: [bo?.id ?? 0],
    employees: undefined,
    contractors: undefined,
    unsplit: undefined,
    note: undefined,
  };
  const write = { actor: IMPORT_AUTHOR, request: "an import", year: 2026 };
  expect(await town.app.stores.training.record(entry, write)).toMatchObject({ outcome: "recorded" });

  expect(await words("bo.chen")).toEqual([]);
});

test("the same request again tells nobody again", async () => {
  const said = `course=ara101 date=2026-09-${String(day).padStart(2, "0")} people="bo chen"`;
  await Promise.all(["once", "once", "once"].map((id) => town.say("ana.torres", said, { id })));

  expect(await words("bo.chen")).toHaveLength(1);
});

test("what did not arrive is listed to the officer with its reason, and Retry sends it again", async () => {
  await log("ana.torres", "bo chen");
  const { deliveries } = town.app.stores;
  const [claim] = await deliveries.claim(1, 60_000);
  if (!claim) throw new Error("nothing is due");
  await deliveries.settle(claim, { state: "failed", reason: "has no Slack, Teams or playground identity" });

  const list = await town.say("nadia.rahman", "status deliveries");
  expect(read(list)).toContain("1 message needs a look");
  expect(read(list)).toContain("Bo Chen | Not delivered: has no Slack, Teams or playground identity");
  await town.press("nadia.rahman", button(list, "Retry 1"));

  expect(await words("bo.chen")).toHaveLength(1);
  expect(read(await town.say("nadia.rahman", "status deliveries"))).toContain("Every message arrived");
});

test("those who look after connections or audit see the list without Retry; others do not see it", async () => {
  await log("ana.torres", "bo chen");
  const { deliveries } = town.app.stores;
  const [claim] = await deliveries.claim(1, 60_000);
  if (!claim) throw new Error("nothing is due");
  await deliveries.settle(claim, { state: "failed", reason: "gone" });
  const people = await town.rows<{ email: string; granted: string[] }>(
    "select email, granted from people where granted <> '{}'",
  );
  const having = (role: string) => people.find(({ granted }) => granted.includes(role))?.email ?? "";

  for (const role of ["admin", "auditor"]) {
    const list = await town.say(having(role), "status deliveries");
    expect(read(list)).toContain("1 message needs a look");
    expect(labels(list)).toEqual([]);
    const values = { delivery: claim.id };
    expect((await town.press(having(role), { command: "status resend", values })).failed).toBe(true);
  }
  expect((await town.say("ana.torres", "status deliveries")).failed).toBe(true);
});

test("an answered invitation is edited where it stands: it says what it came to, and has no buttons any more", async () => {
  await town.say("ana.torres", "/ambassador recruit @lee");
  expect(labels(await messageTo("lee.nakamura"))).toEqual(["Accept", "Decline"]);
  await town.say("lee.nakamura", "/ambassador decline");
  await town.app.runJobs("reminders");

  const [edit] = (await mail.all()).filter(({ edited }) => edited);
  if (!edit) throw new Error("nothing was edited");
  expect(read(edit.reply)).toMatch(/invites you to be .*\nAM-2026-\d{4}: declined Sat 21 Nov 2026\./);
  expect(labels(edit.reply)).toEqual([]);
});

test("whoever is no longer in chat by their person but by an account is listed by name, and a stranger as one", async () => {
  const { deliveries } = town.app.stores;
  const known = `user:web:test:${emailOf("bo.chen")}` as const;
  await deliveries.enqueue([
    { kind: "answer", recipient: known, occasion: "one", data: {} },
    { kind: "answer", recipient: "user:web:test:U1", occasion: "two", data: {} },
  ]);
  for (const claim of await deliveries.claim(10, 60_000))
    await deliveries.settle(claim, { state: "failed", reason: "gone" });

  const list = read(await town.say("nadia.rahman", "status deliveries"));
  expect(list).toContain("| Bo Chen | Not delivered");
  expect(list).toContain("| somebody not on record | Not delivered");
});
