import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plainText } from "../../src/core/reply.ts";
import { buttonOf, type City, openCity, recordIn } from "../support/city.ts";

let city: City;
beforeAll(async () => {
  city = await openCity();
});
afterAll(() => city.close());

describe("ambassadors (rows A3, A4)", () => {
  test("a lead invites several people at once, and each answers privately", async () => {
    const invited = await city.say("ana.torres", "recruit @lee and @bo", "ambassador");
    expect(plainText(invited)).toMatch(/Invited AM-2026-\d{4}, AM-2026-\d{4}/);
    expect(plainText(invited)).toContain("Lee Nakamura · Public Works · invited Sat 21 Nov 2026");
    const accepted = await city.say("lee.nakamura", "accept", "ambassador");
    expect(plainText(accepted)).toContain("Welcome: you are an ambassador of Public Works");
    const declined = await city.say("bo.chen", "decline", "ambassador");
    expect(plainText(declined)).toContain("declined Sat 21 Nov 2026");
  });

  test("inviting somebody who is an ambassador already says so and invites nobody", async () => {
    const again = await city.say("ana.torres", "recruit @lee", "ambassador");
    expect(plainText(again)).toContain("Nobody new was invited");
    expect(plainText(again)).toMatch(
      /Lee Nakamura: already active \(AM-2026-\d{4}, ambassador since Sat 21 Nov 2026\)/,
    );
  });

  test("an answer that was given stays", async () => {
    const id = recordIn(await city.say("ana.torres", "recruit @tou", "ambassador"));
    await city.say("tou.xiong", `decline ${id}`, "ambassador");
    const again = await city.say("tou.xiong", `accept ${id}`, "ambassador");
    expect(plainText(again)).toContain("not open any more: declined");
  });

  test("nobody answers for somebody else", async () => {
    const id = recordIn(await city.say("ana.torres", "recruit @bo", "ambassador"));
    const forged = await city.say("ana.torres", `accept ${id}`, "ambassador");
    expect(forged.failed).toBe(true);
    expect(plainText(await city.say("ana.torres", "list", "ambassador"))).toMatch(/Bo Chen \| invited/);
  });

  test("the list counts active, recruited, left and net, and says who also leads", async () => {
    await city.say("ana.torres", "recruit @ana", "ambassador");
    await city.say("ana.torres", "accept", "ambassador");
    const list = plainText(await city.say("ana.torres", "list", "ambassador"));
    expect(list).toContain("Active: 2");
    expect(list).toContain("Recruited, left, net: 2, 0, 2");
    expect(list).toMatch(/Ana Torres \| ambassador since .* \| also a lead/);
    // Ana is ambassador and lead, Lee an ambassador, and DPW's other lead is neither: three people in all.
    expect(list).toContain("People in all, leads included: 3");
  });

  test("ending needs a reason, takes the person out of the count, and can be repeated only in words", async () => {
    const asked = await city.say("ana.torres", "end @lee", "ambassador");
    expect(plainText(asked)).toContain("Reason");
    const ended = await city.say("ana.torres", "end @lee because she moved away", "ambassador");
    expect(plainText(ended)).toContain("ended Sat 21 Nov 2026: she moved away");
    const again = await city.say("ana.torres", "end @lee because she moved away", "ambassador");
    expect(plainText(again)).toContain("not an ambassador, and not invited");
    expect(plainText(await city.say("ana.torres", "list", "ambassador"))).toContain("Recruited, left, net: 2, 1, 1");
  });

  test("an ambassador steps down by themselves", async () => {
    await city.say("ana.torres", "recruit @lee", "ambassador");
    const accepted = await city.say("lee.nakamura", "accept", "ambassador");
    const stepped = await city.press("lee.nakamura", buttonOf(accepted, "Step down"));
    expect(plainText(stepped)).toContain("ended Sat 21 Nov 2026: stepped down");
  });

  test("a recruitment is undone and put back", async () => {
    const invited = await city.say("ana.torres", "recruit @lee", "ambassador");
    const undone = await city.press("ana.torres", buttonOf(invited, "Undo"));
    expect(plainText(undone)).toContain(`Undone ${recordIn(invited)}`);
    const back = await city.press("ana.torres", buttonOf(undone, "Put it back"));
    expect(plainText(back)).toContain(`Put back ${recordIn(invited)}`);
  });

  test("a lead does not recruit for another department, nor people of another one", async () => {
    const other = await city.say("ana.torres", "recruit @lee department=MHD", "ambassador");
    expect(other.failed).toBe(true);
    const foreign = await city.say("ana.torres", "recruit nadia.rahman@milwaukee.example department=DPW", "ambassador");
    expect(plainText(foreign)).toContain("Ambassadors are recruited by their own department");
  });

  test("the same request sent four times invites once", async () => {
    const request = city.request(
      "ana.torres",
      { kind: "text", text: "recruit @denise", root: "ambassador" },
      "four-times",
    );
    const replies = await Promise.all(Array.from({ length: 4 }, () => city.app.handle(request)));
    expect(new Set(replies.map(plainText)).size).toBe(1);
    const list = await city.app.stores.ambassadors.list("DPW", "2026-01-01");
    expect(list.filter((one) => one.person.email.startsWith("denise"))).toHaveLength(1);
  });
});
