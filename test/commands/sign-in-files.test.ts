import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fileText } from "../../src/core/import/file-text.ts";
import type { Reply } from "../../src/core/reply/reply.ts";
import { button, createTown, form, labels, read, recordIn, type Town, table } from "../support/town.ts";

// Every file of test/cases/files that is dropped into [Add names], as Ana Torres of Public Works, and the one outcome wanted.

let town: Town;
let day = 0;

beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

async function counted(count = 12): Promise<Reply> {
  day += 1;
  return town.say("ana.torres", `course=ara101 date=2026-08-${String(day).padStart(2, "0")} employees=${count}`);
}

async function dropped(file: string, receipt?: Reply): Promise<Reply> {
  const bytes = new Uint8Array(readFileSync(`test/cases/files/${file}`));
  return pasted(await fileText(bytes, file), receipt);
}

async function pasted(sheet: string, receipt?: Reply): Promise<Reply> {
  const opened = form(await town.press("ana.torres", button(receipt ?? (await counted()), "Add names")));
  return town.send("ana.torres", opened, { sheet });
}

const who = (reply: Reply) => table(reply).map(([, , person]) => person);
const attending = async (record: string) =>
  (
    await town.rows<{ name: string }>(
      `select p.name from attendance a join people p on p.id = a.person where a.record = '${record}' and not a.voided order by p.name`,
    )
  ).map(({ name }) => name);

describe("a sheet dropped into [Add names]", () => {
  test("w09: of a Teams report the participants, by address, then by name; a telephone stays visible", async () => {
    const preview = await dropped("w09-teams-attendance-utf16-sample-city.csv");
    expect(who(preview).slice(0, 3)).toEqual(["Ana Torres (DPW)", "Lee Nakamura (DPW)", "Bo Chen (DPW)"]);
    expect(table(preview)[3]?.[2]).toMatch(/^several: /);
    expect(table(preview)[4]?.slice(1)).toEqual(["+1 414-555-0100", expect.stringMatching(/^not known/)]);
    expect(table(preview)).toHaveLength(5);
  });

  test("w10: of a Zoom report the people of its four rows, the one who came back once", async () => {
    const preview = await dropped("w10-zoom-participants-meta.csv");
    expect(who(preview)).toEqual([
      "Ana Torres (DPW)",
      "Lee Nakamura (DPW)",
      "Lee Nakamura (DPW), as on line 6",
      "Bo Chen (DPW), by name; the address is another",
    ]);
    expect(labels(preview)).toEqual(["Save 3 names"]);
  });

  test("w11: Google Forms answers, by address", async () => {
    expect(who(await dropped("w11-google-forms.csv")).slice(0, 3)).toEqual([
      "Ana Torres (DPW)",
      "Lee Nakamura (DPW)",
      "Bo Chen (DPW)",
    ]);
  });

  test.each([
    ["w12: a roll call of Moodle", "w12-moodle-attendance.csv", /Lee Nakamura \(.*A \(0\/2\)\), Bo Chen \(.*\?\)/],
    [
      "w16: a status column",
      "w16-no-show-status.csv",
      /Lee Nakamura \(Status: No Show\), Bo Chen \(Status: Cancelled\)/,
    ],
  ])("%s lets in who was there, and lists the others", async (_what, file, left) => {
    const preview = await dropped(file);
    expect(who(preview)).toEqual(["Ana Torres (DPW)"]);
    expect(read(preview)).toMatch(left);
    expect(labels(preview)).toEqual(["Save 1 name"]);
  });

  test("a status nobody knows is asked, one by one, and the answers decide who is named", async () => {
    const asked = await pasted("Name,Status\nBo Chen,Fulfilled\nLee Nakamura,Deferred\nTou Xiong,Attended\n");
    expect(read(asked)).toContain("“Status” says “Fulfilled” on line 2. Does that mean they attended?");
    expect(labels(asked)).toEqual(["They attended", "They did not"]);
    const again = await town.press("ana.torres", button(asked, "They attended"));
    expect(read(again)).toContain("“Deferred”");
    const preview = await town.press("ana.torres", button(again, "They did not"));
    expect(who(preview)).toEqual(["Bo Chen (DPW)", "Tou Xiong (DPW)"]);
    expect(read(preview)).toContain("Left out: Lee Nakamura (Status: Deferred).");
  });

  test("w18: a workbook", async () => {
    const text = await fileText(new Uint8Array(readFileSync("test/cases/files/w18-signin.xlsx")), "w18");
    expect(text).toContain("Name,Email");
    const receipt = await counted();
    const saved = await town.press("ana.torres", button(await pasted(text, receipt), "Save 3 names"));
    expect(await attending(recordIn(receipt))).toEqual(["Ana Torres", "Bo Chen", "Lee Nakamura"]);
    expect(read(saved)).toContain("Added 3 names");
  });

  test("w20: the attendee, never the supervisor", async () => {
    const preview = await dropped("w20-supervisor-column.csv");
    expect(who(preview)).toEqual(["Bo Chen (DPW)", "Tou Xiong (DPW)"]);
    expect(read(preview)).toContain("About somebody else, and not read: Supervisor.");
  });

  test("w28: a worker with a number behind the name", async () => {
    expect(who(await dropped("w28-workday-worker.csv"))).toEqual(["Ana Torres (DPW)"]);
  });
});

describe("a list of names", () => {
  test("a line is a person: last name first, titles, pronouns and shifts are read past", async () => {
    const preview = await pasted(
      "Chen, Bo\nDr. Lee Nakamura (he/him)\nXiong, Tou - night shift\nDelgado, Maria she/her",
    );
    expect(who(preview)).toEqual(["Bo Chen (DPW)", "Lee Nakamura (DPW)", "Tou Xiong (DPW)", "Maria Delgado (DPW)"]);
  });

  test("names nobody knows stay visible, and are kept as a count with one press", async () => {
    const receipt = await counted(1);
    const preview = await pasted("Bo Chen\nZebulon Quux\nYara Quux", receipt);
    const saved = await town.press(
      "ana.torres",
      button(preview, "Save 1 name and count 2 without a name, 3 people in all"),
    );
    expect(read(saved)).toContain("3 employees");
    expect(await attending(recordIn(receipt))).toEqual(["Bo Chen"]);
  });

  test("whoever has left since the session was there all the same", async () => {
    const receipt = await counted();
    await town.rows("update people set left_on = '2026-10-01' where email = 'tou.xiong@milwaukee.example'");
    expect(who(await pasted("Tou Xiong", receipt))).toEqual(["Tou Xiong (DPW)"]);
    await town.rows("update people set left_on = null where email = 'tou.xiong@milwaukee.example'");
  });

  test("the trail says which line named whom", async () => {
    const receipt = await counted();
    const preview = await pasted("Name\nBo Chen\n", receipt);
    await town.press("ana.torres", button(preview, "Save 1 name"));
    const [entry] = await town.rows<{ file: unknown }>(
      `select details->'file' as file from audit_entries where subject = '${recordIn(receipt)}' and action = 'training.correct'`,
    );
    expect(entry?.file).toMatchObject({ name: "sign-in sheet", lines: [{ line: 2, person: expect.any(Number) }] });
  });
});

describe("people without an e-mail address", () => {
  const crew = (count: number) => Array.from({ length: count }, (_, at) => `00${70_000 + at}`);
  const letter = (n: number) => String.fromCharCode(97 + n);
  beforeAll(async () => {
    await town.rows(
      `with added as (insert into people (employee_id, name, tier, audience, name_words) select '00' || (70000 + n), 'Zork Qz' || chr(97 + n % 26) || chr(97 + n / 26), 'employee', 'employee', array['zork'] from generate_series(0, 599) n returning id)
       insert into memberships (person, department, from_on) select id, 'DPW', '1970-01-01' from added`,
    );
  });

  test("are named in a form by employee id, with or without its zeros, beside names and addresses", async () => {
    const opened = form(await town.say("ana.torres", "/training"));
    const saved = await town.send("ana.torres", opened, {
      course: "ARA101",
      heldOn: "2026-06-01",
      people: "70001; 0070002\nBo Chen, lee.nakamura@milwaukee.example",
    });
    expect(await attending(recordIn(saved))).toEqual(["Bo Chen", "Lee Nakamura", "Zork Qzba", "Zork Qzca"]);
  });

  test("600 of them are one list of more than 3,000 characters", async () => {
    const opened = form(await town.say("ana.torres", "/training"));
    const values = { course: "ARA101", heldOn: "2026-06-02", people: crew(600).join("\n") };
    const saved = await town.send("ana.torres", opened, values);
    expect(await attending(recordIn(saved))).toHaveLength(600);
  });

  test("600 names are one list, too", async () => {
    const opened = form(await town.say("ana.torres", "/training"));
    const names = crew(600).map((_, n) => `Zork Qz${letter(n % 26)}${letter(Math.floor(n / 26))}`);
    const values = { course: "ARA101", heldOn: "2026-06-04", people: names.join(", ") };
    expect(await attending(recordIn(await town.send("ana.torres", opened, values)))).toEqual([...names].sort());
  });

  test("an id nobody has is named, and nothing is recorded", async () => {
    const opened = form(await town.say("ana.torres", "/training"));
    const again = await town.send("ana.torres", opened, { course: "ARA101", people: "70001, 99999" });
    expect(read(again)).toContain('I do not know "99999".');
  });

  test("an employee with an address is found by the employee id too", async () => {
    await town.rows("update people set employee_id = '004512' where email = 'bo.chen@milwaukee.example'");
    const opened = form(await town.say("ana.torres", "/training"));
    const saved = await town.send("ana.torres", opened, { course: "ARA101", heldOn: "2026-06-03", people: "4512" });
    expect(await attending(recordIn(saved))).toEqual(["Bo Chen"]);
  });
});
