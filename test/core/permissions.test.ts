import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import type { Command } from "../../src/core/command/command.ts";
import { buttonsIn, type RawValues, type Reply, reply } from "../../src/core/reply/reply.ts";
import { type Actor, may, ROLES, type Role, type Scope } from "../../src/core/request/actor.ts";
import { type Bot, dispatch } from "../../src/core/request/dispatch.ts";
import type { Input } from "../../src/core/request/request.ts";
import { createTown, emailOf, inFull, read, recordIn, type Town } from "../support/town.ts";
import { DEEDS, ELSEWHERE, EXPECTATIONS, type Situation, type Target } from "./who-may-what.ts";

/** One person of each role, and the department that is theirs. */
const PEOPLE: Record<Role, { who: string; department: string }> = {
  employee: { who: "bo.chen", department: "DPW" },
  lead: { who: "ana.torres", department: "DPW" },
  officer: { who: "nadia.rahman", department: "DOA" },
  admin: { who: "devin.sokol", department: "DOA" },
  auditor: { who: "felicia.marsh", department: "COMP" },
};
const ELSEWHERE_DEPARTMENT = "PARKS";
/** Stands in every record and in no question: whoever reads it has read a record. */
const SECRET = "canary-in-the-note";

const DENIED = /You may not do that|is for .* only\./;

let town: Town;
const targets = new Map<string, Target>();

beforeAll(async () => {
  town = await createTown();
  for (const per of ["city", "department"] as const) await defineMeasure(per);
  for (const role of ROLES) await prepareTargets(role);
});
afterAll(() => town.close());

/** A measure of the whole city, and one that each department reports. */
async function defineMeasure(per: "city" | "department"): Promise<void> {
  const defined = await town.say(PEOPLE.officer.who, `measure define "${per} figure" unit=things per=${per}`);
  if (!read(defined).startsWith("Defined")) throw new Error(read(defined));
}

/** Real records, invitations and claims, so that a denial is never just "there is no such record". */
async function prepareTargets(role: Role): Promise<void> {
  const { who, department } = PEOPLE[role];
  const { id: self } = await actorOf(who);
  const { id: colleague } = await actorOf("lee.nakamura");
  const entries: [Situation, number, string][] = [
    ["own entry", self, department],
    ["own entry elsewhere", self, ELSEWHERE_DEPARTMENT],
    ["a colleague's entry", colleague, department],
    ["another department's entry", colleague, ELSEWHERE_DEPARTMENT],
  ];
  for (const [situation, author, where] of entries) {
    targets.set(`${role} ${situation}`, {
      ...(await peopleOf(where)),
      self: emailOf(who),
      record: await entry(author, where),
      analysis: await analysis(author, where),
      recommendation: await recommendation(author, where),
      statement: await statement(author, where),
      engagement: await feedback(author, where),
    });
  }
  for (const [situation, where] of [
    ["anything", ELSEWHERE_DEPARTMENT],
    ["own department", department],
    ["another department", ELSEWHERE_DEPARTMENT],
  ] as const) {
    targets.set(`${role} ${situation}`, {
      ...(await peopleOf(where)),
      self: emailOf(who),
      record: await entry(colleague, where),
      analysis: await analysis(colleague, where),
      recommendation: await recommendation(colleague, where),
      statement: await statement(colleague, where),
      engagement: await feedback(colleague, where),
    });
  }
}

async function actorOf(who: string): Promise<Actor> {
  const actor = await town.app.stores.people.actor(emailOf(who), "web", "2026-11-21");
  if (!actor) throw new Error(`nobody is called ${who}`);
  return actor;
}

let entries = 0;
async function entry(author: number, department: string): Promise<string> {
  entries += 1;
  const result = await town.app.stores.training.record(
    {
      course: "ADA",
      heldOn: "2026-10-01",
      department,
      people: [],
      employees: entries,
      contractors: undefined,
      unsplit: undefined,
      note: SECRET,
    },
    { actor: author, request: `entry:${entries}`, year: 2026 },
  );
  return result.record.id;
}

async function analysis(author: number, department: string): Promise<string> {
  const { analyses } = town.app.stores;
  const { template } = town.app.plan.city;
  if (!template) throw new Error("the plan has no template");
  entries += 1;
  const write = (what: string) => ({ actor: author, request: `analysis:${what}:${entries}`, year: 2026 });
  const item = { title: `${SECRET} ${entries}`, kind: "new", subject: undefined, department } as const;
  const { analysis: made } = await analyses.start(item, template, false, "2026-10-01", write("start"));
  await analyses.saveStep(made.id, { step: "proposal", answers: { proposal: SECRET }, base: 0 }, write("step"));
  return made.id;
}

async function recommendation(author: number, department: string): Promise<string> {
  entries += 1;
  const entry = { text: `${SECRET} ${entries}`, addressedTo: "Mayor", source: undefined, department, on: "2026-10-01" };
  const write = { actor: author, request: `recommendation:${entries}`, year: 2026 };
  const made = await town.app.stores.recommendations.record({ ...entry, by: "department" }, write);
  return made.record.id;
}

async function statement(author: number, department: string): Promise<string> {
  entries += 1;
  const write = { actor: author, request: `statement:${entries}`, year: 2026 };
  const unknown = { requestedBy: undefined, requestedOn: undefined, committee: undefined, hearingOn: undefined };
  const council = { submittedOn: undefined, attachedOn: undefined, outcome: undefined, amended: undefined };
  const file = { file: `26${entries}`, title: SECRET, trigger: "contract" as const, department, addedOn: "2026-10-01" };
  const rest = { ...unknown, ...council, change: undefined, dueOn: undefined, helper: undefined };
  return (await town.app.stores.statements.record({ ...file, ...rest }, write)).record.id;
}

async function feedback(author: number, department: string): Promise<string> {
  entries += 1;
  const title = `${SECRET} ${entries}`;
  const entry = { kind: "feedback", heldOn: "2026-10-01", department, title, same: title, ledBy: [], languages: [] };
  const write = { actor: author, request: `feedback:${entries}`, year: 2026 };
  return (await town.app.stores.engagements.record(entry, write)).record.id;
}

type Neighbours = Omit<Target, "record" | "analysis" | "recommendation" | "statement" | "engagement" | "self">;
const known = new Map<string, Neighbours>();
async function peopleOf(department: string): Promise<Neighbours> {
  const before = known.get(department);
  if (before) return before;
  const { people, ambassadors } = town.app.stores;
  const write = (what: string) => ({ actor: 0, request: `people:${department}:${what}`, year: 2026 });
  const add = async (what: string, home: string | undefined) => {
    const email = `${what}.${department.toLowerCase()}@milwaukee.example`;
    const person = { email, name: `${what} ${department}`, department: home, tier: "employee" as const };
    await people.save(
      { ...person, audience: "employee", seniorLeader: false, granted: [] },
      "2026-11-21",
      write(`save ${what}`),
    );
    const [saved] = await people.byEmail([email], "2026-11-21");
    return { email, id: saved?.id ?? 0 };
  };
  const [person, invited, unconfirmed] = [
    await add("zelda", department),
    await add("yolanda", department),
    await add("xenia", undefined),
  ];
  await people.claimDepartment(unconfirmed.id, department, "2026-11-21", write("claim"));
  await ambassadors.recruit([invited.id], department, "2026-11-21", write("recruit"));
  const head = { kind: "head", body: "", person: person.id, department } as const;
  const rest = { member: undefined, selectedBy: undefined, termEnd: undefined };
  const [named] = await town.app.stores.posts.name([{ ...head, ...rest }], "2026-11-21", write("head"));
  const place = named?.post.id ?? "";
  const made = { department, person: person.email, invited: invited.email, unconfirmed: unconfirmed.email, place };
  known.set(department, made);
  return made;
}

/** The real dispatch on the real stores; only what a command does in the end is replaced by a note that it was reached. */
async function attempt(who: string, input: Input): Promise<{ reached: boolean; answer: Reply }> {
  let reached = false;
  const watched = commands.map(
    (command): Command => ({
      ...command,
      execute: async () => {
        reached = true;
        return reply();
      },
    }),
  );
  return { answer: await ask({ ...town.app.bot, commands: watched }, who, input), reached };
}

let requests = 0;
function ask(bot: Bot, who: string, input: Input): Promise<Reply> {
  requests += 1;
  const email = emailOf(who);
  const platform = { platform: "web", tenant: "test" } as const;
  return dispatch(bot, {
    id: `permission:${requests}`,
    author: { ...platform, userId: email, email, kind: "member" },
    place: { ...platform, id: "direct", kind: "direct" },
    input,
  });
}

function targetOf(role: Role, situation: Situation): Target {
  const target = targets.get(`${role} ${situation}`);
  if (!target) throw new Error(`no target for ${role}, ${situation}`);
  return target;
}

const written = async () => Number((await town.rows<{ n: string }>("select count(*) n from audit_entries"))[0]?.n);

test.each(commands.map(({ name }) => name))("%s is in the table of who may do what", (name) => {
  const listed = name in EXPECTATIONS || name in ELSEWHERE;
  expect(
    listed,
    `The command "${name}" says who may use it, but nobody has said who should. Add it to EXPECTATIONS in test/core/who-may-what.ts: what it does in the words of contract.md ("Who may do what"), and complete values that would do it.`,
  ).toBe(true);
});

test("the table names no command that is gone", () => {
  const gone = [...Object.keys(EXPECTATIONS), ...Object.keys(ELSEWHERE)].filter(
    (name) => !commands.some((command) => command.name === name),
  );
  expect(gone).toEqual([]);
});

const cases = commands.flatMap(({ name }) =>
  (EXPECTATIONS[name] ?? []).flatMap(({ deed, values }) => {
    const row = DEEDS[deed];
    return ROLES.flatMap((role) =>
      row.situations.map((situation) => ({
        name,
        role,
        situation,
        values,
        allowed: (row.may[role] as readonly Situation[]).includes(situation),
      })),
    );
  }),
);

describe("what is allowed", () => {
  test.each(cases.filter(({ allowed }) => allowed))("$role may use $name: $situation", async (one) => {
    const values = one.values(targetOf(one.role, one.situation));
    const { answer, reached } = await attempt(PEOPLE[one.role].who, { kind: "values", command: one.name, values });

    expect(reached, read(answer)).toBe(true);
  });
});

describe("what is not allowed", () => {
  const denied = cases.filter(({ allowed }) => !allowed);

  test.each(denied)("a forged button or form of $role does not get through: $name, $situation", async (one) => {
    const before = await written();
    const values = one.values(targetOf(one.role, one.situation));
    const { answer, reached } = await attempt(PEOPLE[one.role].who, { kind: "values", command: one.name, values });

    expect(reached).toBe(false);
    expect(read(answer)).toMatch(DENIED);
    expect(answer.failed).toBe(true);
    expect(await written()).toBe(before);
  });

  test.each(denied)("answering every question beforehand changes nothing for $role: $name, $situation", async (one) => {
    const confirmed = ["large-count", "before-plan", "another-session", "rough", "mixed", "merge", "past-move"];
    const values = one.values(targetOf(one.role, one.situation));
    const input = { kind: "values", command: one.name, values, confirmed } as const;

    expect((await attempt(PEOPLE[one.role].who, input)).reached).toBe(false);
  });

  test.each(denied)("opening its form shows $role nothing that is on record: $name, $situation", async (one) => {
    const values = one.values(targetOf(one.role, one.situation));
    const input = { kind: "values", command: one.name, values, ask: true } as const;
    const { answer, reached } = await attempt(PEOPLE[one.role].who, input);

    expect(reached).toBe(false);
    expect(JSON.stringify(answer)).not.toContain(SECRET);
    expect(JSON.stringify(answer)).not.toContain("ADA and Disability Inclusion · ");
  });
});

describe("what is listed", () => {
  test.each(ROLES)("help shows %s no command they may not use at all", async (role) => {
    const listed = (await town.say(PEOPLE[role].who, "help")).blocks.flatMap((block) =>
      block.kind === "facts" ? block.facts.map(({ label }) => label) : [],
    );
    const forbidden = Object.entries(EXPECTATIONS)
      .filter(([, all]) => all.every(({ deed }) => DEEDS[deed].may[role].length === 0))
      .map(([name]) => name);

    expect(listed.length).toBeGreaterThan(0);
    expect(listed.filter((name) => forbidden.includes(name))).toEqual([]);
  });

  test.each(ROLES)("nonsense offers %s only commands they may use", async (role) => {
    const offered = (await town.say(PEOPLE[role].who, "xyzzy plugh")).blocks
      .flatMap(buttonsIn)
      .map(({ command }) => command);

    expect(offered).toHaveLength(3);
    for (const name of offered) {
      const all = EXPECTATIONS[name] ?? [];
      expect(all.length === 0 || all.some(({ deed }) => DEEDS[deed].may[role].length > 0), name).toBe(true);
    }
  });
});

describe("what nobody may", () => {
  const undecided = (scope: unknown): Command => ({
    ...(commands.find(({ name }) => name === "help") as Command),
    name: "undecided",
    roles: ROLES,
    scope: () => scope as Scope,
  });
  const scopes: [string, unknown][] = [
    ["nothing", undefined],
    ["a word that is none", { to: "own" }],
    ["no subject", { to: "read" }],
    ["an unknown subject", { to: "read", of: { planet: true } }],
    ["a department that is not there", { to: "log", of: { department: undefined } }],
    ["an entry without a department", { to: "write", of: { entry: { author: 0 } } }],
  ];

  test.each(scopes)("a command whose scope says %s is denied to every role", async (_why, scope) => {
    const bot = { ...town.app.bot, commands: [undecided(scope)] };
    for (const role of ROLES) {
      const answer = await ask(bot, PEOPLE[role].who, { kind: "values", command: "undecided", values: {} });
      expect(read(answer), role).toMatch(DENIED);
    }
  });

  test("an entry of a closed quarter is no longer its author's to change, but still its lead's", async () => {
    const [employee, lead] = [await actorOf("bo.chen"), await actorOf("ana.torres")];
    const closed = { to: "write", of: { entry: { author: employee.id, department: "DPW", closed: true } } } as const;

    expect([may(employee, closed), may(lead, closed)]).toEqual([false, true]);
  });

  test("an auditor who is also given another role still writes nothing", async () => {
    const both: Actor = { ...(await actorOf("felicia.marsh")), granted: ["auditor", "officer"], leads: ["COMP"] };

    expect(may(both, { to: "read", of: { city: true } })).toBe(true);
    for (const to of ["log", "write"] as const) expect(may(both, { to, of: { department: "COMP" } })).toBe(false);
  });
});

describe("what one record does not give away about another", () => {
  const press = (who: string, command: string, values: RawValues) => town.press(who, { command, values });

  test("a record cannot be moved into a department where one may not log", async () => {
    const record = recordIn(await town.say("bo.chen", "course=ara101 date=2026-11-02 employees=4"));
    const answer = await press("bo.chen", "fix", { record, changes: { department: "PARKS" }, reason: "a slip" });

    expect(read(answer)).toContain("You may not move a record to Parks.");
  });

  test("a lead asked for the status of the city sees the departments they lead, and no others", async () => {
    const answer = await town.say("ana.torres", "status 2026");

    for (const shown of [answer, await inFull(town, "ana.torres", "status 2026")]) {
      expect(read(shown)).toContain("Public Works");
      expect(read(shown)).not.toMatch(/Parks|Library|Health/);
    }
  });

  test("an employee's list of sessions holds their own entries only", async () => {
    await town.say("bo.chen", "course=ara101 date=2026-11-03 employees=4");
    await town.say("ana.torres", "course=ara101 date=2026-11-04 employees=4");
    const answer = await town.say("bo.chen", "training sessions 2026");

    expect(read(answer)).toContain("Bo Chen");
    expect(read(answer)).not.toContain("Ana Torres");
  });

  test("whoever is told that it is on record already gets no buttons for somebody else's record", async () => {
    await town.say("ana.torres", "course=ara101 date=2026-11-05 people=lee.nakamura@milwaukee.example");
    const answer = await town.say("bo.chen", "course=ara101 date=2026-11-05 people=lee.nakamura@milwaukee.example");

    expect(read(answer)).toContain("Already recorded");
    expect(answer.blocks.flatMap(buttonsIn)).toEqual([]);
  });
});
