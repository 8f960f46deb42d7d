import { addDays, printDate, quarterOf, yearOf } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { list } from "../../src/core/reply/list.ts";
import { type Block, facts, heading, reply, text } from "../../src/core/reply/reply.ts";
import { titleKey } from "../../src/domain/analysis/analysis-steps.ts";
import { type Board, endsSoon, type Post } from "../../src/domain/roster/posts.ts";
import { holderOf } from "./words.ts";

export const rosterShow = defineCommand({
  name: "roster show",
  summary: "Show committees, the citywide equity team, boards or heads, and what they lack.",
  roles: ["lead", "officer", "auditor"],
  reads: true,
  fields: {
    what: choice({
      label: "Which roster",
      choices: [
        { value: "committee", label: "Committees", words: /\bcommittees?\b/ },
        {
          value: "cet",
          label: "Citywide equity team",
          words: /\b(?:cet|citywide (?:equity )?team|service area leads)\b/,
        },
        { value: "board", label: "Boards and commissions", words: /\b(?:boards?|commissions?)\b/ },
        { value: "head", label: "Heads", words: /\bheads?\b/ },
      ],
    }),
  },
  cues: {
    tells: "question",
    patterns: [
      [
        /\b(?:who|show|list|which|how many)\b.*\b(?:committee members|committees|citywide (?:equity )?team|service area leads|department heads|division heads)\b/,
        4,
      ],
      [/\b(?:show|list|which|how many)\b.*\b(?:boards|commissions|vacancies|vacant seats)\b/, 4],
    ],
  },
  examples: ["show committees", "show boards", "show cet", "show heads"],
  scope: () => ({ to: "open" }),
  execute: async ({ what }, env) =>
    reply(heading(`Roster: ${TITLES[what] ?? what}`), ...(await (SHOWN[what] ?? heads)(env))),
});

const TITLES: Record<string, string> = {
  committee: "committees",
  cet: "citywide equity team",
  board: "boards and commissions",
  head: "heads of departments and divisions",
};

const SHOWN: Record<string, (env: Env) => Promise<Block[]>> = {
  committee: committees,
  cet: citywideTeam,
  board: boards,
  head: heads,
};

/** Row A13: vacancies are seats that nobody on the roster holds; where nobody said how many seats, they are not known. */
async function committees(env: Env): Promise<Block[]> {
  const [members, seated] = await Promise.all([
    env.stores.posts.held("committee", env.today),
    env.stores.boards.current(env.today),
  ]);
  if (members.length === 0) return [text("No committee member is on record.")];
  const { end } = quarterOf(addDays(quarterOf(env.today, env.city).end, 1), env.city);
  const names = [...new Map(members.map(({ body }) => [titleKey(body), body])).values()];
  const rows = names.map((name) => {
    const of = members.filter(({ body }) => titleKey(body) === titleKey(name));
    const seats = seated.find((board) => titleKey(board.name) === titleKey(name))?.seats;
    const ending = of.filter(({ termEnd }) => termEnd !== undefined && termEnd <= end);
    const outside = of.filter(({ person }) => person === undefined).length;
    return [
      name,
      String(of.length),
      String(outside),
      seats === undefined ? "seats not reported" : String(Math.max(0, seats - of.length)),
      String(ending.length),
    ];
  });
  return [
    list(
      "Committees",
      ["Committee", "Members", "From the community", "Vacancies", "Terms ending by the end of next quarter"],
      rows,
    ),
    placesOf(members),
  ];
}

/** Row A10: service areas without a lead are the point of the list. */
async function citywideTeam(env: Env): Promise<Block[]> {
  const { start } = yearOf(env.today, env.city);
  const everywhere = { kind: "meeting", departments: undefined, author: undefined, start, end: env.today };
  const [team, contacts] = await Promise.all([
    env.stores.posts.held("cet", env.today),
    env.stores.engagements.contacts("body", everywhere),
  ]);
  const areas = [...new Set(env.catalog.departments.flatMap(({ serviceArea }) => serviceArea ?? []))].sort();
  const without = areas.filter((area) => !team.some(({ body }) => body === area));
  const convened = contacts.filter(({ name }) => /^(?:cet|citywide (?:equity )?team)$/i.test(name));
  const meetings = convened.reduce((sum, { held }) => sum + held, 0);
  const rows = areas.map((area) => [
    area,
    team
      .filter(({ body }) => body === area)
      .map(holderOf)
      .join(", ") || "no lead",
  ]);
  return [
    facts(
      { label: "Service areas with no lead", value: without.length === 0 ? "none" : without.join(", ") },
      { label: "Convened this year", value: meetings === 0 ? "not reported" : String(meetings) },
    ),
    list("Leads by service area", ["Service area", "Lead"], rows),
    ...(team.length === 0 ? [] : [placesOf(team)]),
  ];
}

const BOARD_COLUMNS = [
  "Record",
  "Board",
  "Seats",
  "Vacancies",
  "Terms ending within 90 days",
  "Applicants",
  "Recruitment this quarter",
  "As of",
];

/** Row A14. */
async function boards(env: Env): Promise<Block[]> {
  const { start } = quarterOf(env.today, env.city);
  const outreach = { kind: "outreach", departments: undefined, author: undefined, start, end: env.today };
  const [all, recruiting] = await Promise.all([
    env.stores.boards.current(env.today),
    env.stores.engagements.contacts("body", outreach),
  ]);
  if (all.length === 0) return [text("No board is on record.")];
  const known = all.filter(({ vacancies }) => vacancies !== undefined);
  const full = known.filter(({ vacancies }) => vacancies === 0).length;
  const rows = all.map((board) => [
    board.id,
    board.name,
    String(board.seats),
    board.vacancies === undefined ? "not reported" : String(board.vacancies),
    String(board.termEnds.filter((day) => endsSoon(day, env.today)).length),
    board.applicants === undefined ? "not reported" : String(board.applicants),
    actionsFor(board, recruiting),
    printDate(board.asOf),
  ]);
  const share =
    known.length === 0 ? "not reported" : `${full} of ${known.length}, ${Math.round((100 * full) / known.length)} %`;
  return [
    facts(
      { label: "Boards with full membership", value: share },
      {
        label: "Vacancies",
        value: known.length === 0 ? "not reported" : String(sum(known.map(({ vacancies }) => vacancies ?? 0))),
      },
    ),
    list("Boards and commissions", BOARD_COLUMNS, rows),
  ];
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

const actionsFor = ({ name }: Board, recruiting: readonly { name: string; held: number }[]) =>
  String(recruiting.find((one) => titleKey(one.name) === titleKey(name))?.held ?? "not reported");

/** Row B6. */
async function heads(env: Env): Promise<Block[]> {
  const all = await env.stores.posts.held("head", env.today);
  const without = env.catalog.departments.filter(({ code }) => !all.some((post) => post.department === code));
  const rows = all.map((post) => [
    post.id,
    departmentName(env.catalog, post.department ?? ""),
    post.body === "" ? "the whole department" : post.body,
    holderOf(post),
  ]);
  return [
    facts({ label: "Departments with no head on record", value: without.map(({ name }) => name).join(", ") || "none" }),
    ...(all.length === 0 ? [] : [list("Heads", ["Record", "Department", "Heads", "Who"], rows)]),
  ];
}

const placesOf = (all: readonly Post[]): Block =>
  list(
    "Places on record",
    ["Record", "Where", "Who", "Since", "Term ends"],
    all.map((post) => [
      post.id,
      post.body,
      holderOf(post),
      printDate(post.fromOn),
      post.termEnd === undefined ? "not said" : printDate(post.termEnd),
    ]),
  );
