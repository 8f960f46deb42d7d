import type { RawValues } from "../../src/core/reply/reply.ts";
import type { Role } from "../../src/core/request/actor.ts";

/** Whose the thing is that a request touches, seen from the person who asks. */
export type Situation =
  | "anything"
  | "own department"
  | "another department"
  | "own entry"
  | "own entry elsewhere"
  | "a colleague's entry"
  | "another department's entry";

const DEPARTMENTS = ["own department", "another department"] as const;
const ENTRIES = ["own entry", "own entry elsewhere", "a colleague's entry", "another department's entry"] as const;

/** What there is to build the values of a command from. */
export interface Target {
  /** Whoever asks. */
  self: string;
  /** Code of the department in question. */
  department: string;
  /** A training record, by whom and where the situation says. */
  record: string;
  /** A draft of an analysis, by whom and where the situation says. */
  analysis: string;
  /** An impact statement, prepared by whom and where the situation says. */
  statement: string;
  /** A recommendation of that department. */
  recommendation: string;
  /** Feedback that waits for its answer, by whom and where the situation says. */
  engagement: string;
  /** The place of the head of that department. */
  place: string;
  /** Somebody of that department. */
  person: string;
  /** Somebody of that department who is invited as an ambassador. */
  invited: string;
  /** Somebody who said that department to be theirs, which nobody has confirmed. */
  unconfirmed: string;
}

/** One row of the table below: which situations there are, and who may in which of them. */
interface Deed {
  situations: readonly Situation[];
  may: Record<Role, readonly Situation[]>;
}

const everybody = (situations: readonly Situation[]): Deed["may"] => ({
  employee: situations,
  lead: situations,
  officer: situations,
  admin: situations,
  auditor: situations,
});

/**
 * "Who may do what" of contract.md, written down by hand and not from the code. An employee's own column holds for leads,
 * officers and administrators, too; an auditor "reads everything, writes nothing"; an administrator has "no records".
 */
export const DEEDS = {
  "see what everybody may": { situations: ["anything"], may: everybody(["anything"]) },
  "read the own record": { situations: ["anything"], may: everybody(["anything"]) },
  /** Employees, officers and administrators answer for themselves; an auditor writes nothing. */
  "answer for oneself": { situations: ["anything"], may: { ...everybody(["anything"]), auditor: [] } },
  "log work": {
    situations: DEPARTMENTS,
    may: {
      employee: ["own department"],
      lead: ["own department"],
      officer: DEPARTMENTS,
      admin: ["own department"],
      auditor: [],
    },
  },
  "read a department": {
    situations: DEPARTMENTS,
    may: { employee: [], lead: ["own department"], officer: DEPARTMENTS, admin: [], auditor: DEPARTMENTS },
  },
  /** In the own department everybody sees at least what they entered themselves; see status.test.ts for what is shown. */
  "read own entries, or a department": {
    situations: DEPARTMENTS,
    may: {
      employee: ["own department"],
      lead: ["own department"],
      officer: DEPARTMENTS,
      admin: ["own department"],
      auditor: DEPARTMENTS,
    },
  },
  "write for a department": {
    situations: DEPARTMENTS,
    may: { employee: [], lead: ["own department"], officer: DEPARTMENTS, admin: [], auditor: [] },
  },
  "change an entry": {
    situations: ENTRIES,
    may: {
      employee: ["own entry", "own entry elsewhere"],
      lead: ["own entry", "own entry elsewhere", "a colleague's entry"],
      officer: ENTRIES,
      admin: ["own entry", "own entry elsewhere"],
      auditor: [],
    },
  },
  /** "read own record", "read everything", "reads everything incl. the trail". */
  "read an entry": {
    situations: ENTRIES,
    may: {
      employee: ["own entry", "own entry elsewhere"],
      lead: ["own entry", "own entry elsewhere", "a colleague's entry"],
      officer: ENTRIES,
      admin: ["own entry", "own entry elsewhere"],
      auditor: ENTRIES,
    },
  },
  /** "… does not count for compliance until a lead or admin confirms it". */
  "confirm where somebody belongs": {
    situations: DEPARTMENTS,
    may: { employee: [], lead: ["own department"], officer: [], admin: DEPARTMENTS, auditor: [] },
  },
  /** "Binding a place: admin, officer or that department's lead". */
  "bind a channel": {
    situations: DEPARTMENTS,
    may: { employee: [], lead: ["own department"], officer: DEPARTMENTS, admin: DEPARTMENTS, auditor: [] },
  },
  "bind a channel for the city": {
    situations: ["anything"],
    may: { employee: [], lead: [], officer: ["anything"], admin: ["anything"], auditor: [] },
  },
  /** Roles are the administrator's to give; those of the plan also the officer's, who answers for its duties. */
  "say who holds a role": {
    situations: ["anything"],
    may: { employee: [], lead: [], officer: ["anything"], admin: ["anything"], auditor: [] },
  },
  "change settings": {
    situations: ["anything"],
    may: { employee: [], lead: [], officer: [], admin: ["anything"], auditor: [] },
  },
  /** The whole city, or for a lead what they lead. */
  "read the city or what one leads": {
    situations: ["anything"],
    may: { employee: [], lead: ["anything"], officer: ["anything"], admin: [], auditor: ["anything"] },
  },
  "read the city": {
    situations: ["anything"],
    may: { employee: [], lead: [], officer: ["anything"], admin: [], auditor: ["anything"] },
  },
  /** Whether messages arrive: no records are shown, so whoever looks after the connections may look. */
  "read about deliveries": {
    situations: ["anything"],
    may: { employee: [], lead: [], officer: ["anything"], admin: ["anything"], auditor: ["anything"] },
  },
  "write for the city": {
    situations: ["anything"],
    may: { employee: [], lead: [], officer: ["anything"], admin: [], auditor: [] },
  },
} as const satisfies Record<string, Deed>;

/** What a command does, in the words of the table, and complete values that would do it. */
export interface Expectation {
  deed: keyof typeof DEEDS;
  values(target: Target): RawValues;
}

const none = () => ({});
const training = { course: "ARA101", heldOn: "2026-11-20", employees: "3" };

/** Every command of commands/index.ts. A command that is missing here fails the test, which says so. */
export const EXPECTATIONS: Record<string, readonly Expectation[]> = {
  help: [{ deed: "see what everybody may", values: none }],
  "home begin": [{ deed: "see what everybody may", values: none }],
  me: [{ deed: "read the own record", values: none }],
  "training courses": [{ deed: "see what everybody may", values: none }],
  "training log": [{ deed: "log work", values: ({ department }) => ({ ...training, department }) }],
  "training sessions": [
    { deed: "read own entries, or a department", values: ({ department }) => ({ department, period: "2026" }) },
  ],
  "training due": [
    { deed: "read a department", values: ({ department }) => ({ department }) },
    { deed: "read the city or what one leads", values: none },
  ],
  "training taken": [
    { deed: "read a department", values: ({ department }) => ({ department, course: "ARA101" }) },
    // Whoever neither leads nor reads everything is told of themselves.
    { deed: "read the own record", values: () => ({ course: "ARA101" }) },
  ],
  "training table": [
    { deed: "read a department", values: ({ department }) => ({ department, period: "2026" }) },
    { deed: "read the city or what one leads", values: () => ({ period: "2026" }) },
  ],
  "history record": [{ deed: "read an entry", values: ({ record }) => ({ record }) }],
  // What one may not see is left out.
  "history changes": [{ deed: "see what everybody may", values: () => ({ period: "2026" }) }],
  "training sheet": [{ deed: "answer for oneself", values: () => ({ sheet: "Ana Torres" }) }],
  "training names": [{ deed: "change an entry", values: ({ record, person }) => ({ record, people: person }) }],
  "training notme": [{ deed: "answer for oneself", values: ({ record }) => ({ record }) }],
  status: [
    { deed: "read a department", values: ({ department }) => ({ department, period: "2026" }) },
    // Whoever neither leads nor reads everything is shown their own record.
    { deed: "read the own record", values: () => ({ period: "2026" }) },
  ],
  "status due": [
    { deed: "read a department", values: ({ department }) => ({ department }) },
    { deed: "read the own record", values: none },
  ],
  "status compare": [
    { deed: "read the city", values: () => ({ between: "MHD, MPL" }) },
    { deed: "read a department", values: ({ department }) => ({ between: "2026-Q2, 2026-Q3", department }) },
  ],
  "audit show": [{ deed: "read the city", values: () => ({ period: "2026-11" }) }],
  "status digest": [{ deed: "read the city", values: none }],
  "status deliveries": [{ deed: "read about deliveries", values: none }],
  "status resend": [
    { deed: "write for the city", values: () => ({ delivery: "0b9d3c52-9d3f-4e0a-8f53-1c5a3b8a7e11" }) },
  ],
  "report clerk": [{ deed: "read the city", values: () => ({ period: "2026" }) }],
  "report cover": [{ deed: "read the city", values: () => ({ record: "IS-2026-0001" }) }],
  "report statement": [{ deed: "read an entry", values: ({ statement }) => ({ record: statement }) }],
  "report analysis": [{ deed: "read an entry", values: ({ analysis }) => ({ record: analysis }) }],
  "report annual": [{ deed: "read the city", values: () => ({ period: "2026" }) }],
  "report quarterly": [
    { deed: "read a department", values: ({ department }) => ({ department, year: "2026" }) },
    { deed: "read the city or what one leads", values: () => ({ year: "2026" }) },
  ],
  "report write": [
    {
      deed: "write for the city",
      values: () => ({ kind: "annual", period: "2026", section: "letter", text: "Hello" }),
    },
  ],
  "report send": [{ deed: "write for the city", values: () => ({ kind: "annual", period: "2026" }) }],
  "report decision": [
    {
      deed: "write for the city",
      values: () => ({
        ...{ record: "RP-2026-0001", decision: "approved", name: "Dana Lee", on: "2026-11-20" },
        reference: "memo",
      }),
    },
  ],
  "report submit": [
    { deed: "write for the city", values: () => ({ record: "RP-2026-0001", to: "mayor", on: "2026-11-20" }) },
  ],
  "report list": [{ deed: "read the city", values: () => ({ period: "2026" }) }],
  "report export": [
    {
      deed: "read a department",
      values: ({ department }) => ({ what: "training", format: "csv", period: "2026", department }),
    },
    {
      deed: "read the city or what one leads",
      values: () => ({ what: "training", format: "csv", period: "2026" }),
    },
  ],
  "fix edited": [{ deed: "see what everybody may", values: () => ({ said: "13", message: "teams:a:1" }) }],
  "fix last": [{ deed: "see what everybody may", values: none }],
  fix: [
    { deed: "change an entry", values: ({ record }) => ({ record, changes: { employees: "4" }, reason: "a slip" }) },
  ],
  "fix undo": [{ deed: "change an entry", values: ({ record }) => ({ record }) }],
  "fix restore": [{ deed: "change an entry", values: ({ record }) => ({ record }) }],
  "ambassador recruit": [
    { deed: "write for a department", values: ({ department, person }) => ({ department, people: person }) },
  ],
  "ambassador end": [
    { deed: "write for a department", values: ({ invited }) => ({ people: invited, reason: "moved" }) },
    { deed: "answer for oneself", values: ({ self }) => ({ people: self, reason: "stepped down" }) },
  ],
  "ambassador list": [{ deed: "read a department", values: ({ department }) => ({ department, period: "2026" }) }],
  "roster lead": [
    { deed: "write for a department", values: ({ department, person }) => ({ department, people: person }) },
  ],
  "roster lead end": [
    { deed: "write for a department", values: ({ department, person }) => ({ department, people: person }) },
  ],
  "analysis register": [
    {
      deed: "log work",
      values: ({ department }) => ({ title: "Snow", kind: "existing", subject: "program", department }),
    },
  ],
  "analysis start": [
    {
      deed: "log work",
      values: ({ department }) => ({ title: "Snow", kind: "existing", subject: "program", department }),
    },
  ],
  "engagement log": [
    { deed: "log work", values: ({ department, person }) => ({ title: "Book club", ledBy: person, department }) },
  ],
  "engagement list": [
    { deed: "read own entries, or a department", values: ({ department }) => ({ department, period: "2026" }) },
  ],
  "roster committee": [
    { deed: "write for the city", values: ({ person }) => ({ body: "Sponsorship Committee", people: person }) },
  ],
  "roster cet": [{ deed: "write for the city", values: ({ person }) => ({ area: "Community", people: person }) }],
  "roster head": [
    { deed: "write for a department", values: ({ department, person }) => ({ department, people: person }) },
  ],
  "roster board": [
    { deed: "write for the city", values: () => ({ name: "Library Board", seats: "9", asOf: "2026-11-02" }) },
  ],
  "roster end": [{ deed: "write for a department", values: ({ place }) => ({ record: place, on: "2026-11-21" }) }],
  "roster show": [{ deed: "read the city or what one leads", values: () => ({ what: "board" }) }],
  "partner add": [{ deed: "write for the city", values: () => ({ name: "Zilber Foundation" }) }],
  "roster who": [{ deed: "see what everybody may", values: () => ({ role: "officer" }) }],
  "partner last": [{ deed: "read the city or what one leads", values: () => ({ partner: "Urban League" }) }],
  "partner find": [{ deed: "read the city or what one leads", values: none }],
  "partner note": [
    { deed: "write for the city", values: () => ({ record: "PA-2026-0001", text: "They called", on: "2026-11-20" }) },
  ],
  "partner merge": [{ deed: "write for the city", values: () => ({ record: "PA-2026-0001", into: "PA-2026-0002" }) }],
  "partner sponsorship": [
    {
      deed: "write for the city",
      values: ({ department }) => ({ partner: "Zilber", title: "Fair", asked: "50", heldOn: "2026-11-02", department }),
    },
  ],
  "engagement close": [{ deed: "change an entry", values: ({ engagement }) => ({ record: engagement }) }],
  "analysis step": [{ deed: "change an entry", values: ({ analysis }) => ({ record: analysis, step: "1" }) }],
  "analysis invite": [
    { deed: "change an entry", values: ({ analysis, person }) => ({ record: analysis, people: person }) },
  ],
  "analysis submit": [{ deed: "change an entry", values: ({ analysis }) => ({ record: analysis }) }],
  "analysis withdraw": [
    { deed: "change an entry", values: ({ analysis }) => ({ record: analysis, reason: "dropped" }) },
  ],
  "analysis evaluate": [
    { deed: "change an entry", values: ({ analysis }) => ({ record: analysis, met: "yes", found: "it helped" }) },
  ],
  "analysis return": [
    { deed: "write for a department", values: ({ analysis }) => ({ record: analysis, comment: "more" }) },
  ],
  "analysis complete": [
    {
      deed: "write for a department",
      values: ({ analysis }) => ({ record: analysis, decision: "proceed", nochange: "it works" }),
    },
  ],
  "analysis exempt": [
    { deed: "write for a department", values: ({ analysis }) => ({ record: analysis, reason: "too small" }) },
  ],
  "analysis show": [{ deed: "read an entry", values: ({ analysis }) => ({ record: analysis }) }],
  "analysis list": [
    { deed: "read own entries, or a department", values: ({ department }) => ({ department }) },
    { deed: "read the own record", values: none },
  ],
  "statement add": [
    {
      deed: "log work",
      values: ({ department }) => ({ file: "211268", title: "Lights", trigger: "contract", department }),
    },
  ],
  "statement write": [{ deed: "change an entry", values: ({ statement }) => ({ record: statement, step: "1" }) }],
  "statement submit": [
    { deed: "change an entry", values: ({ statement }) => ({ record: statement, submittedOn: "2026-11-20" }) },
  ],
  "statement attach": [
    { deed: "change an entry", values: ({ statement }) => ({ record: statement, attachedOn: "2026-11-20" }) },
  ],
  "statement outcome": [
    { deed: "change an entry", values: ({ statement }) => ({ record: statement, outcome: "adopted" }) },
  ],
  "statement show": [{ deed: "read an entry", values: ({ statement }) => ({ record: statement }) }],
  "statement list": [
    { deed: "read a department", values: ({ department }) => ({ department }) },
    { deed: "read the city or what one leads", values: none },
  ],
  "change policy": [
    { deed: "write for a department", values: ({ analysis }) => ({ from: analysis, description: "Fair routes" }) },
  ],
  "change resource": [
    {
      deed: "write for a department",
      values: ({ analysis }) => ({ from: analysis, amount: "-5", budgetYear: "2026" }),
    },
  ],
  "change none": [
    { deed: "write for a department", values: ({ analysis }) => ({ from: analysis, reason: "it works" }) },
  ],
  "change list": [
    { deed: "read a department", values: ({ department }) => ({ department }) },
    { deed: "read a department", values: ({ analysis }) => ({ from: analysis }) },
    { deed: "read the city or what one leads", values: none },
  ],
  "analysis recommend": [
    {
      deed: "write for a department",
      values: ({ department }) => ({ department, text: "Pay interns", addressedTo: "Common Council" }),
    },
    {
      deed: "write for a department",
      values: ({ analysis, department }) => ({ department, from: analysis, text: "Pay interns", addressedTo: "Mayor" }),
    },
  ],
  "analysis recommend answer": [
    {
      deed: "write for a department",
      values: ({ recommendation }) => ({ record: recommendation, answer: "accepted", answeredOn: "2026-11-20" }),
    },
  ],
  "analysis recommend list": [
    { deed: "read a department", values: ({ department }) => ({ department }) },
    { deed: "read the city or what one leads", values: none },
  ],
  "measure define": [{ deed: "write for the city", values: () => ({ name: "Certified firms", unit: "firms" }) }],
  "measure record": [
    { deed: "write for the city", values: () => ({ measure: "city-figure", period: "2026-Q3", value: "3" }) },
    {
      deed: "write for a department",
      values: ({ department }) => ({ measure: "department-figure", period: "2026-Q3", value: "3", department }),
    },
  ],
  "measure baseline": [
    { deed: "write for the city", values: () => ({ measure: "city-figure", period: "2025", value: "3" }) },
    {
      deed: "write for a department",
      values: ({ department }) => ({ measure: "department-figure", period: "2025", value: "3", department }),
    },
  ],
  "measure show": [
    { deed: "read a department", values: ({ department }) => ({ department, period: "2026" }) },
    { deed: "read the city or what one leads", values: () => ({ period: "2026" }) },
  ],
  "vision draft": [
    { deed: "write for a department", values: ({ department }) => ({ department, text: "Everybody is served." }) },
  ],
  "vision adopt": [
    { deed: "write for a department", values: ({ department }) => ({ department, adoptedOn: "2026-11-03" }) },
  ],
  "vision link": [{ deed: "write for a department", values: ({ department }) => ({ department, goals: "G1" }) }],
  "vision show": [{ deed: "see what everybody may", values: () => ({ department: "PARKS" }) }],
  "plan show": [{ deed: "see what everybody may", values: () => ({ item: "G1.1.3" }) }],
  "plan raci": [{ deed: "see what everybody may", values: () => ({ duty: "385-9" }) }],
  "nudge list": [
    { deed: "read a department", values: ({ department }) => ({ department }) },
    { deed: "read the city or what one leads", values: () => ({}) },
  ],
  "nudge snooze": [{ deed: "write for a department", values: ({ department }) => ({ department, until: "week" }) }],
  "nudge exempt": [
    {
      deed: "write for a department",
      values: ({ department }) => ({ department, obligation: "vision", reason: "none of it" }),
    },
  ],
  "nudge handover": [
    { deed: "write for a department", values: ({ department, person }) => ({ department, people: person }) },
  ],
  "nudge accept": [{ deed: "write for the city", values: () => ({ record: "NU-2026-0001" }) }],
  "nudge decline": [{ deed: "write for the city", values: () => ({ record: "NU-2026-0001", reason: "it applies" }) }],
  "plan update": [
    {
      deed: "write for a department",
      values: ({ department }) => ({ action: "G1.1.3", state: "on track", department }),
    },
  ],
  "admin person": [{ deed: "change settings", values: ({ person }) => ({ email: person, tier: "manager" }) }],
  "admin person move": [
    { deed: "change settings", values: ({ person }) => ({ people: person, department: "MPL", from: "2026-11-21" }) },
  ],
  "admin person rename": [{ deed: "change settings", values: ({ person }) => ({ people: person, name: "New Name" }) }],
  "admin person leave": [{ deed: "change settings", values: ({ person }) => ({ people: person, on: "2026-11-21" }) }],
  "admin person merge": [
    { deed: "change settings", values: ({ person, invited }) => ({ people: person, into: invited }) },
  ],
  "admin person return": [{ deed: "change settings", values: ({ person }) => ({ email: person }) }],
  "admin person unmerge": [{ deed: "change settings", values: ({ person }) => ({ people: person, duplicate: "1" }) }],
  "admin person confirm": [
    { deed: "confirm where somebody belongs", values: ({ unconfirmed }) => ({ people: unconfirmed }) },
  ],
  "admin role": [{ deed: "change settings", values: ({ person }) => ({ people: person, role: "officer" }) }],
  "admin officer term": [
    { deed: "write for the city", values: ({ person }) => ({ people: person, appointedOn: "2026-11-02" }) },
  ],
  "admin officer list": [{ deed: "read the city", values: () => ({}) }],
  "admin role confirm": [{ deed: "say who holds a role", values: ({ person }) => ({ people: person }) }],
  "admin role end": [{ deed: "change settings", values: ({ person }) => ({ people: person, role: "officer" }) }],
  "admin close": [{ deed: "write for the city", values: () => ({ period: "2024-Q1" }) }],
  "admin reopen": [{ deed: "write for the city", values: () => ({ period: "2024-Q1", reason: "late figures" }) }],
  "admin headcount": [
    {
      deed: "change settings",
      values: ({ department }) => ({ department, tier: "employee", audience: "employee", count: "12" }),
    },
  ],
  "admin place": [
    { deed: "bind a channel", values: ({ department }) => ({ department }) },
    { deed: "bind a channel for the city", values: () => ({ use: "summary" }) },
  ],
  "admin golive": [{ deed: "write for the city", values: () => ({ change: "preview" }) }],
  "admin directory": [{ deed: "say who holds a role", values: none }],
  "admin directory department": [
    { deed: "say who holds a role", values: () => ({ said: "Fleet Services", department: "DPW" }) },
  ],
  "admin leaves": [{ deed: "change settings", values: none }],
  "admin leaves decide": [
    { deed: "change settings", values: ({ person }) => ({ people: person, decision: "stayed" }) },
  ],
  "admin leaves undo": [{ deed: "change settings", values: () => ({ which: "1" }) }],
  "admin duty": [{ deed: "say who holds a role", values: ({ person }) => ({ role: "CEO", people: person }) }],
  "import file": [
    { deed: "write for the city", values: () => ({ of: "training", file: "course,held_on\n" }) },
    { deed: "change settings", values: () => ({ of: "people", file: "email,name\n" }) },
  ],
  "nudge now": [{ deed: "write for the city", values: ({ department }) => ({ department }) }],
  "admin announce": [{ deed: "write for the city", values: () => ({ text: "The training moves to Tuesday." }) }],
  "page open": [{ deed: "see what everybody may", values: () => ({}) }],
  "page end": [{ deed: "see what everybody may", values: () => ({}) }],
  "page overview": [{ deed: "read the city", values: () => ({}) }],
  "page register": [
    { deed: "read the city or what one leads", values: () => ({ of: "partners" }) },
    { deed: "read a department", values: ({ department }) => ({ of: "partners", department }) },
  ],
  "page department": [{ deed: "read a department", values: ({ department }) => ({ department }) }],
  "admin holidays": [{ deed: "change settings", values: () => ({ date: "2027-12-24", name: "Christmas Eve" }) }],
  "admin hold add": [
    { deed: "write for the city", values: () => ({ covers: "department", value: "DPW", because: "claim 26-118" }) },
  ],
  "admin hold end": [{ deed: "write for the city", values: () => ({ record: "HO-2026-0001" }) }],
  "admin hold list": [{ deed: "read the city", values: () => ({}) }],
  "report records": [{ deed: "read the city", values: () => ({ covers: "department", value: "DPW" }) }],
  "report records list": [{ deed: "read the city", values: () => ({}) }],
  "retention list": [
    { deed: "read about deliveries", values: none },
    { deed: "read the city", values: () => ({ records: "training" }) },
  ],
  "admin department retire": [{ deed: "change settings", values: () => ({ department: "MHD", from: "2027-01-01" }) }],
  "admin department merge": [
    { deed: "change settings", values: () => ({ department: "MHD", into: "DPW", from: "2027-01-01" }) },
  ],
  "admin department restore": [{ deed: "change settings", values: () => ({ code: "MHD" }) }],
  "admin department": [{ deed: "change settings", values: () => ({ code: "NEW", name: "New" }) }],
  "admin course": [{ deed: "change settings", values: () => ({ code: "NEW", title: "New" }) }],
};

/** Commands whose scope is decided by more than the table's situations; each has tests of its own, named here. */
export const ELSEWHERE: Record<string, string> = {
  "ambassador accept": "test/commands/ambassador.test.ts: only the person who was invited can answer",
  "ambassador decline": "test/commands/ambassador.test.ts: only the person who was invited can answer",
  "report approve":
    "test/commands/paper-approval.test.ts: whoever holds the role in the paper's chain, and never who wrote it",
  "report return":
    "test/commands/paper-approval.test.ts: whoever holds the role in the paper's chain, and never who wrote it",
  "report show": "test/commands/paper-approval.test.ts: whoever reads the city, approves the paper or gets it",
  "roster lead show": "test/commands/roster.test.ts: who leads a department is no secret",
};
