import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { button, createTown, read, recordIn, type Town } from "../support/town.ts";

let town: Town;
beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

describe("ambassadors (rows A3, A4)", () => {
  test("a lead invites several people at once, and each answers privately", async () => {
    const invited = await town.say("ana.torres", "/ambassador recruit @lee and @bo");
    expect(read(invited)).toMatch(/Invited AM-2026-\d{4}, AM-2026-\d{4}/);
    expect(read(invited)).toContain("Lee Nakamura · Public Works · invited Sat 21 Nov 2026");
    const accepted = await town.say("lee.nakamura", "/ambassador accept");
    expect(read(accepted)).toContain("Welcome: you are an ambassador of Public Works");
    const declined = await town.say("bo.chen", "/ambassador decline");
    expect(read(declined)).toContain("declined Sat 21 Nov 2026");
  });

  test("inviting somebody who is an ambassador already says so and invites nobody", async () => {
    const again = await town.say("ana.torres", "/ambassador recruit @lee");
    expect(read(again)).toContain("Nobody new was invited");
    expect(read(again)).toMatch(/Lee Nakamura: already active \(AM-2026-\d{4}, ambassador since Sat 21 Nov 2026\)/);
  });

  test("an answer that was given stays", async () => {
    const id = recordIn(await town.say("ana.torres", "/ambassador recruit @tou"));
    await town.say("tou.xiong", `/ambassador decline ${id}`);
    const again = await town.say("tou.xiong", `/ambassador accept ${id}`);
    expect(read(again)).toContain("not open any more: declined");
  });

  test("nobody answers for somebody else", async () => {
    const id = recordIn(await town.say("ana.torres", "/ambassador recruit @bo"));
    const forged = await town.say("ana.torres", `/ambassador accept ${id}`);
    expect(forged.failed).toBe(true);
    expect(read(await town.say("ana.torres", "/ambassador list"))).toMatch(/Bo Chen \| invited/);
  });

  test("the list counts active, recruited, left and net, and says who also leads", async () => {
    await town.say("ana.torres", "/ambassador recruit @ana");
    await town.say("ana.torres", "/ambassador accept");
    const list = read(await town.say("ana.torres", "/ambassador list"));
    expect(list).toContain("Active: 2");
    expect(list).toContain("In this period: 2 joined, 0 left");
    expect(list).toMatch(/Ana Torres \| ambassador since .* \| also a lead/);
    // Ana is ambassador and lead, Lee an ambassador, and DPW's other lead is neither: three people in all.
    expect(list).toContain("People in all, leads included: 3");
  });

  test("ending needs a reason, takes the person out of the count, and can be repeated only in words", async () => {
    const asked = await town.say("ana.torres", "/ambassador end @lee");
    expect(read(asked)).toContain("Reason");
    const ended = await town.say("ana.torres", "/ambassador end @lee because she moved away");
    expect(read(ended)).toContain("ended Sat 21 Nov 2026: she moved away");
    const again = await town.say("ana.torres", "/ambassador end @lee because she moved away");
    expect(read(again)).toContain("not an ambassador, and not invited");
    expect(read(await town.say("ana.torres", "/ambassador list"))).toContain("In this period: 2 joined, 1 left");
  });

  test("an ambassador steps down by themselves", async () => {
    await town.say("ana.torres", "/ambassador recruit @lee");
    const accepted = await town.say("lee.nakamura", "/ambassador accept");
    const stepped = await town.press("lee.nakamura", button(accepted, "Step down"));
    expect(read(stepped)).toContain("ended Sat 21 Nov 2026: stepped down");
  });

  test("a recruitment is undone and put back", async () => {
    const invited = await town.say("ana.torres", "/ambassador recruit @lee");
    const undone = await town.press("ana.torres", button(invited, "Undo"));
    expect(read(undone)).toContain(`Undone ${recordIn(invited)}`);
    const back = await town.press("ana.torres", button(undone, "Put it back"));
    expect(read(back)).toContain(`Put back ${recordIn(invited)}`);
  });

  test("the days of an ambassadorship are corrected with a reason, which stays on the trail; what happened is not", async () => {
    const id = recordIn(await town.say("ana.torres", "/ambassador recruit @tou"));
    const fixed = read(await town.say("ana.torres", `fix ${id} invitedOn=2026-11-02 because "asked on paper"`));
    expect(fixed).toContain("Tou Xiong · Public Works · invited Mon 2 Nov 2026");
    const [entry] = await town.rows<{ details: unknown }>(
      `select details from audit_entries where subject = '${id}' and action = 'ambassador.correct'`,
    );
    expect(entry?.details).toEqual({
      before: { invitedOn: "2026-11-21" },
      after: { invitedOn: "2026-11-02" },
      reason: "asked on paper",
    });

    const joined = await town.say("ana.torres", `fix ${id} answeredOn=2026-11-03 because "said so"`);
    expect(read(joined)).toContain("neither adds nor removes it");
    expect((await town.say("bo.chen", `fix ${id} invitedOn=2026-11-01 because "no"`)).failed).toBe(true);
  });

  test("a lead does not recruit for another department, nor people of another one", async () => {
    const other = await town.say("ana.torres", "/ambassador recruit @lee department=MHD");
    expect(other.failed).toBe(true);
    const foreign = await town.say("ana.torres", "/ambassador recruit nadia.rahman@milwaukee.example department=DPW");
    expect(read(foreign)).toContain("Ambassadors are recruited by their own department");
  });

  test("the same request sent four times invites once", async () => {
    const once = () => town.say("ana.torres", "/ambassador recruit @denise", { id: "four-times" });
    const replies = await Promise.all(Array.from({ length: 4 }, once));
    expect(new Set(replies.map(read)).size).toBe(1);
    const list = await town.app.stores.ambassadors.list("DPW", "2026-01-01");
    expect(list.filter((one) => one.person.email.startsWith("denise"))).toHaveLength(1);
  });

  test("what was sent under another person's request is refused in words", async () => {
    await town.say("ana.torres", "/ambassador recruit @svetlana", { id: "hers" });
    await town.say("ana.torres", "12 people took Anti-Racism 101 yesterday", { id: "hers too" });
    for (const [words, id] of [
      ["/ambassador recruit department=DPW @svetlana", "hers"],
      ["13 people in DPW took Anti-Racism 101 yesterday", "hers too"],
    ] as const) {
      const taken = await town.say("nadia.rahman", words, { id });
      expect(read(taken)).toContain("Somebody else has used what you pressed or sent. Nothing was saved for you");
    }
  });

  test("people who are on record already take no numbers", async () => {
    const number = async () =>
      Number((await town.rows<{ n: string }>("select last_value as n from ambassador_number"))[0]?.n);
    await town.say("ana.torres", "/ambassador recruit @lee and @bo");
    const before = await number();
    await town.say("ana.torres", "/ambassador recruit @lee and @bo");
    expect(await number()).toBe(before);
  });
});
