import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { button, createTown, errors, filled, form, labels, read, recordIn, type Town, table } from "../support/town.ts";

let town: Town;

beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

const admin = (text: string) => town.say("devin.sokol", text);

describe("admin department", () => {
  test("a new department is known to the very next request", async () => {
    expect(read(await admin('admin department code=ARTS name="Arts and Culture" aliases="culture; arts"'))).toContain(
      "Arts and Culture: added",
    );

    expect(
      read(await town.say("nadia.rahman", "course=lang date=2026-11-03 employees=4 department=culture")),
    ).toContain("· Arts and Culture ·");
  });

  test("what is not said stays as it is", async () => {
    const answer = await admin('admin department code=ARTS name="Arts"');

    expect(read(answer)).toContain("Arts: changed");
    expect(read(answer)).toContain("Also called: culture, arts");
  });

  test("a new one without a name asks for it and keeps the rest", async () => {
    const asked = form(await admin("admin department code=ZOO area=Community"));

    expect(filled(asked)).toMatchObject({ code: "ZOO", area: "Community" });
    expect(Object.keys(errors(asked))).toEqual(["name"]);
  });
});

describe("a department that ends", () => {
  const finds = async (period: string, code: string) =>
    read(await town.say("nadia.rahman", `status ${period} department=${code}`));

  const cityWide = async (asked: string) => {
    const brief = await town.say("nadia.rahman", asked);
    const all = labels(brief).includes("Show all here");
    return read(all ? await town.press("nadia.rahman", button(brief, "Show all here")) : brief);
  };

  test("two departments of one name are refused", async () => {
    expect(read(await admin('admin department code=HEALTH2 name="health"'))).toContain("MHD is called health already");
  });

  test("a rename is undone by one press, and the old name is still understood", async () => {
    const renamed = await admin('admin department code=MPL name="Libraries and Learning"');
    expect(read(renamed)).toContain("Also called: ");
    expect(
      read(await town.say("nadia.rahman", "course=lang date=2026-11-05 employees=4 department=Library")),
    ).toContain("· Libraries and Learning ·");
    expect(read(await town.press("devin.sokol", button(renamed, "Undo")))).toContain("Library: changed");
  });

  test("merged from a day on: its people, its names and what it owes go on; what was said before stays", async () => {
    await town.say("nadia.rahman", "course=lang date=2026-08-05 employees=4 department=MHD");
    const before = await finds("2026-Q3", "MHD");
    const asked = await admin("admin department merge MHD into=DPW from=2026-11-01");
    expect(read(asked)).toContain("is part of Public Works from Sun 1 Nov 2026 on?");
    const merged = await town.press("devin.sokol", button(asked, "Yes, merge them"));
    expect(read(merged)).toMatch(/\d+ people go over; \d+ place/);
    const [where] = await town.rows<{ n: number }>(
      "select count(*)::int as n from memberships where department = 'DPW' and from_on = '2026-11-01'",
    );
    expect(where?.n).toBeGreaterThan(0);
    expect(await finds("2026-Q3", "MHD")).toBe(before);
    expect(await cityWide("status 2026-Q3")).toContain("Health");
    expect(await cityWide("status")).not.toContain("Health");
    expect(read(await town.say("nadia.rahman", "course=lang date=2026-11-06 employees=3 department=health"))).toContain(
      "· Public Works ·",
    );
    expect(await town.rows("select ended_on::text as ended from departments where code = 'MHD'")).toEqual([
      { ended: "2026-10-31" },
    ]);
    const restored = await town.press("devin.sokol", button(merged, "Undo"));
    expect(read(restored)).toContain("Health is a department again");
    expect(await town.rows("select 1 from memberships where department = 'DPW' and from_on = '2026-11-01'")).toEqual(
      [],
    );
    expect(await cityWide("status")).toContain("Health");
    const trail = await town.rows<{ action: string }>(
      "select action from audit_entries where subject = 'department:MHD' order by id",
    );
    expect(trail.map(({ action }) => action)).toEqual(["department.end", "department.restore"]);
  });

  test("retired, it is asked nothing more, and its records keep its name", async () => {
    const asked = await admin("admin department retire MHD from=2026-11-01");
    const retired = await town.press("devin.sokol", button(asked, "Yes, retire it"));
    expect(read(await town.say("nadia.rahman", "department=health course=lang employees=2"))).toContain(
      "Which department",
    );
    expect(read(await town.say("nadia.rahman", "status 2026-Q3 department=MHD"))).toContain("Health");

    const late = form(await town.say("nadia.rahman", "department=MHD course=lang date=2026-11-03 employees=2"));
    expect(errors(late).department).toContain("ended on Sat 31 Oct 2026: nothing after that day is its own");
    const options = late.inputs.flatMap(({ control }) => (control.kind === "choice" ? control.options : []));
    expect(options).toContainEqual({ value: "MHD", label: "Health (until 31 Oct 2026)" });
    const before = await town.say("nadia.rahman", "department=MHD course=lang date=2026-10-30 employees=2");
    expect(read(before)).toContain("Health");
    const elsewhere = await town.say("nadia.rahman", "department=DPW course=lang date=2026-11-03 employees=7");
    const moved = await town.say("nadia.rahman", `fix ${recordIn(elsewhere)} department=MHD because "theirs"`);
    expect(read(moved)).toContain("nothing after that day is its own");
    await town.press("devin.sokol", button(retired, "Undo"));
  });
});

describe("admin course", () => {
  test("a new course is known to the very next request, and mandatory at once", async () => {
    await admin('admin course code=NEW1 title="Language Justice" mandatory="employee" months=6');

    expect(read(await town.say("ana.torres", 'course="Language Justice" date=2026-11-03 employees=4'))).toContain(
      "Language Justice · Tue 3 Nov 2026",
    );
    expect(read(await town.say("lee.nakamura", "me"))).toContain("Language Justice: not on record yet");
  });

  test.each([
    ["mandatory=everybody", "mandatory", /no tier/],
    ["months=0", "months", /1 to 120/],
    ["program=cooking", "program", /none of/],
  ])("%s is refused at its input, with what is allowed", async (wrong, at, why) => {
    const back = form(await admin(`admin course code=NEW2 title="Two" ${wrong}`));

    expect(errors(back)[at]).toMatch(why);
    expect(filled(back)).toMatchObject({ code: "NEW2", title: "Two" });
  });
});

describe("admin person", () => {
  test("a new person can be named in the very next request", async () => {
    await admin('admin person email=nora.lindgren@milwaukee.example name="Nora Lindgren" department=dpw');

    expect(read(await town.say("ana.torres", "course=lang date=2026-11-04 people=nora.lindgren"))).toContain(
      "Named: Nora Lindgren",
    );
  });

  test("a role given counts at once, and so does a role taken away", async () => {
    const sees = async () => !read(await town.say("becky.tranter", "training due department=PARKS")).includes("is for");
    expect(await sees()).toBe(false);

    expect(read(await admin("admin person email=becky.tranter@milwaukee.example roles=officer"))).toContain(
      "is equity officer once somebody confirms it",
    );
    expect(await sees()).toBe(false);
    await town.say("nadia.rahman", "admin role confirm becky.tranter@milwaukee.example");
    expect(await sees()).toBe(true);
    await admin("admin person email=becky.tranter@milwaukee.example roles=none");
    expect(await sees()).toBe(false);
  });

  test("an auditor can have no other role, for an auditor writes nothing", async () => {
    const back = form(await admin('admin person email=becky.tranter@milwaukee.example roles="auditor; officer"'));

    expect(errors(back).roles).toContain("An auditor writes nothing");
  });

  test("a role that is none, an address that is none and a new person without a name are refused", async () => {
    const lead = form(await admin("admin person email=becky.tranter@milwaukee.example roles=lead"));
    expect(errors(lead).roles).toContain("A lead is whoever is on the leadership roster");

    expect(errors(form(await admin("admin person email=nobody"))).email).toContain("is not an e-mail address");
    expect(errors(form(await admin("admin person email=new@milwaukee.example"))).name).toContain("say the name");
  });

  test("a new department counts from today; attendance before stays where it was", async () => {
    const before = recordIn(await town.say("ana.torres", "course=humility date=2026-10-05 people=tou.xiong"));
    await admin("admin person email=tou.xiong@milwaukee.example department=PARKS");

    const [row] = await town.rows<{ department: string }>(
      `select department from attendance where record = '${before}'`,
    );
    expect(row?.department).toBe("DPW");
    expect(read(await town.say("tou.xiong", "me"))).toContain("Department: Parks");
  });

  test("the trail names people by number only", async () => {
    const entries = await town.rows<{ details: unknown }>(
      "select details from audit_entries where action like 'person.%'",
    );

    expect(entries.length).toBeGreaterThan(0);
    expect(JSON.stringify(entries)).not.toMatch(/Nora|Lindgren|Becky|Tranter|@milwaukee/);
  });
});

describe("somebody the city has not imported", () => {
  const stranger = { author: { name: "Zed Quill" } };
  const zed = "zed.quill";
  const dueNames = async () => table(await town.say("ken.yamada", "training due")).map(([name]) => name);

  test("is asked for a department once, counts only when a lead has confirmed it, and is told so", async () => {
    const asked = form(await town.say(zed, "course=lang date=2026-11-05 employees=3", stranger));
    expect(filled(asked)).toMatchObject({ course: "LANG", employees: "3" });
    expect(asked.inputs.find(({ name }) => name === "department")?.value).toBe("");

    expect(read(await town.send(zed, asked, { department: "PARKS" }))).toContain("· Parks · 3 employees");
    expect(read(await town.say(zed, "course=lang date=2026-11-06 employees=3"))).toContain("· Parks · 3 employees");
    expect(read(await town.say(zed, "me"))).toContain("Parks (not confirmed yet)");
    expect(await dueNames()).not.toContain("Zed Quill");

    const list = await town.say("ken.yamada", "training due");
    expect(read(list)).toContain("nobody has confirmed that this is their department: Zed Quill");
    expect(read(await town.press("ken.yamada", button(list, "Confirm Zed Quill")))).toContain("Confirmed Zed Quill");
    expect(await dueNames()).toContain("Zed Quill");
    expect(read(await town.say(zed, "me"))).not.toContain("not confirmed");
  });

  test("may log for the department they said, and for no other", async () => {
    await town.say("yara.first", "course=lang date=2026-11-07 employees=3 department=DNS");

    expect(read(await town.say("yara.first", "course=lang date=2026-11-07 employees=3 department=DPW"))).toContain(
      "You may not do that for Public Works. Your own department is Neighborhood Services.",
    );
  });

  test("is not put into a department by asking about it, nor an officer by logging for it", async () => {
    await town.say("wim.reader", "training sessions department=DNS");
    expect(read(await town.say("wim.reader", "me"))).toContain("Department: none on record");

    await admin('admin person email=ola.officer@milwaukee.example name="Ola Officer" roles=officer');
    await town.say("nadia.rahman", "admin role confirm ola.officer@milwaukee.example");
    await town.say("ola.officer", "course=lang date=2026-11-08 employees=3 department=DNS");
    expect(read(await town.say("ola.officer", "me"))).toContain("Department: none on record");
  });

  test("is confirmed by an administrator who says the same department", async () => {
    await town.say("vera.claims", "course=lang date=2026-11-09 employees=3 department=DNS");
    expect(read(await town.say("vera.claims", "me"))).toContain("(not confirmed yet)");

    expect(read(await admin("admin person email=vera.claims@milwaukee.example department=DNS"))).toContain(": changed");
    expect(read(await town.say("vera.claims", "me"))).not.toContain("not confirmed");
  });

  test("is confirmed once, however often the request arrives", async () => {
    await town.say("uma.claims", "course=lang date=2026-11-10 employees=3 department=DNS");
    const confirm = { command: "admin person confirm", values: { people: "uma.claims@milwaukee.example" } };
    const four = await Promise.all([1, 2, 3, 4].map(() => town.press("devin.sokol", confirm, { id: "confirm-four" })));

    expect(new Set(four.map((one) => JSON.stringify(one))).size).toBe(1);
    const entries = await town.rows(
      "select 1 from audit_entries where action = 'person.confirm-department' and request = 'confirm-four'",
    );
    expect(entries).toHaveLength(1);
  });

  test.each(["guest", "bot", "stranger"] as const)(
    "is refused as a %s, and nothing is remembered of them",
    async (kind) => {
      const reply = await town.say(`a.${kind}`, "course=lang date=2026-11-05 employees=3", { author: { kind } });

      expect(read(reply)).toContain("I only work for members of this city's own workspace.");
      expect(reply.failed).toBe(true);
      expect(await town.rows(`select 1 from people where email like 'a.${kind}@%'`)).toEqual([]);
    },
  );

  test("without an e-mail address is told whom to ask", async () => {
    const author = { userId: "U-UNKNOWN", email: undefined as unknown as string };

    expect(read(await town.say("x", "me", { author }))).toContain("Ask an administrator to add you");
  });
});

test("whoever has left the city is refused", async () => {
  expect(read(await town.say("harold.wiesner", "me"))).toContain("having left the city");
});

describe("ADMIN_EMAILS", () => {
  const boss = "the.boss";
  let fresh: Town;

  beforeAll(async () => {
    fresh = await createTown({ ADMIN_EMAILS: "The.Boss@milwaukee.example" });
    await fresh.say("devin.sokol", "me");
  });
  afterAll(() => fresh.close());

  test("means nothing while somebody on record is administrator", async () => {
    expect(read(await fresh.say(boss, "admin department code=X1 name=X"))).toContain("administrators only");
    expect(await adminCheck()).toBe("ok");
  });

  test("makes an administrator while nobody is, which the trail and /readyz say", async () => {
    // No command takes the last administrator away, but they may leave.
    await fresh.rows("update people set left_on = '2020-01-01' where email = 'devin.sokol@milwaukee.example'");
    expect(await adminCheck()).toBe("nobody on record is administrator: ADMIN_EMAILS is in use");

    expect(read(await fresh.say(boss, "admin department code=X1 name=X"))).toContain("X: added");
    expect(await bootstrapped()).toEqual(["department.save"]);
  });

  test("ends with the first administrator on record", async () => {
    await fresh.say(boss, 'admin person email=real.admin@milwaukee.example name="Real Admin" roles=admin');

    expect(read(await fresh.say(boss, "admin department code=X2 name=Y"))).toContain("administrators only");
    expect(read(await fresh.say("real.admin", "admin department code=X2 name=Y"))).toContain("Y: added");
    expect(await bootstrapped()).toEqual(["department.save", "person.save"]);
  });

  const adminCheck = async () => (await fresh.app.readiness()).checks.administrators;
  const bootstrapped = async () =>
    (
      await fresh.rows<{ action: string }>(
        "select action from audit_entries where details->>'bootstrap' = 'true' order by id",
      )
    ).map(({ action }) => action);
});

test("nonsense gets the three nearest commands and an example of each", async () => {
  const answer = await town.say("bo.chen", "xyzzy");

  expect(read(answer)).toContain("I did not understand that");
  expect(read(answer).match(/Try: /g)).toHaveLength(3);
  expect(labels(answer)).toHaveLength(3);
});

describe("admin holidays (row F6)", () => {
  test("a day is entered, changes what the next business day is, and is taken off again", async () => {
    // It is Saturday 21 November.
    expect(read(await admin("admin holidays"))).toContain("The next business day is Mon 23 Nov 2026.");

    const entered = await admin('admin holidays date=2026-11-23 name="Furlough day"');
    expect(read(entered)).toContain("Mon 23 Nov 2026, Furlough day: added");
    expect(read(entered)).toContain("The next business day is Tue 24 Nov 2026.");
    expect(table(entered)).toEqual([["Mon 23 Nov 2026", "Furlough day"]]);
    expect(read(await admin('admin holidays date=2026-11-23 name="Furlough"'))).toContain(": changed");

    const removed = await admin("admin holidays change=remove date=2026-11-23");
    expect(read(removed)).toContain(": removed");
    expect(read(removed)).toContain("The next business day is Mon 23 Nov 2026.");
    expect(read(await admin("admin holidays change=remove date=2026-11-23"))).toContain(": was not there");
  });

  test("a day without a name asks what it is", async () => {
    expect(Object.keys(errors(form(await admin("admin holidays date=2026-12-24"))))).toEqual(["name"]);
  });
});
