import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { type Block, buttons, facts, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { planItem } from "../../src/domain/plan/fields/plan-item.ts";
import {
  type Duty,
  type Origin,
  originInWords,
  originsOf,
  type Plan,
  type RaciLetter,
  type Role,
} from "../../src/domain/plan/plan.ts";
import { short, table } from "./tables.ts";

/** Row E14: who does each duty, who answers for it, who is asked and who is told. */
export const planRaci = defineCommand({
  name: "plan raci",
  summary: "Show who is responsible, accountable, consulted and informed for the plan's duties.",
  roles: ["employee", "lead", "officer", "auditor"],
  reads: true,
  fields: {
    duty: planItem({ label: "Duty", optional: true, among: ({ duties }) => duties }),
    role: planItem({
      label: "Role",
      optional: true,
      among: ({ roles }) => roles.map(({ id, name }) => ({ id, text: name })),
    }),
  },
  cues: {
    tells: "question",
    patterns: [[/\braci\b|\bwho (?:is|are) (?:responsible|accountable|consulted|informed)\b/, 3]],
  },
  examples: ["raci", "raci 385-5.1", "raci role=CEO"],
  // A public document.
  scope: () => ({ to: "open" }),
  execute: async ({ duty: dutyId, role: roleId }, env) => {
    const { plan, city } = env;
    const duty = plan.duties.find(({ id }) => id === dutyId);
    if (duty) return dutyReply(duty, plan);
    const role = plan.roles.find(({ id }) => id === roleId);
    const blocks = role ? roleBlocks(role, plan) : raciBlocks(plan);
    return reply(heading(`Who does what · ${role ? role.name : city.name}`), ...blocks, ...more(role, env));
  },
});

const LETTERS: Record<RaciLetter, string> = {
  R: "Responsible",
  A: "Accountable",
  C: "Consulted",
  I: "Informed",
};

const cell = (letters: readonly RaciLetter[] | undefined) => letters?.join("/") ?? "–";

/** The matrix: a line for each duty, a column for each role. */
export function raciBlocks(plan: Plan): Block[] {
  const { duties, roles, modes } = plan;
  if (duties.length === 0) return [text("The plan names no duties.")];
  const mode = duties.some((duty) => duty.mode !== undefined);
  const rows = duties.map((duty) => [
    duty.id,
    short(duty.text),
    ...roles.map(({ id }) => cell(duty.raci[id])),
    ...(mode ? [modes.find(({ id }) => id === duty.mode)?.name ?? "–"] : []),
  ]);
  return [
    table("Duties and roles", ["Id", "Duty", ...roles.map(({ id }) => id), ...(mode ? ["Mode"] : [])], rows),
    facts(...roles.map(({ id, name }) => ({ label: id, value: name }))),
    text(
      Object.entries(LETTERS)
        .map(([letter, word]) => `${letter}: ${word}`)
        .join(", "),
    ),
    ...said([...originsOf(plan, "letters"), ...(mode ? originsOf(plan, "modes") : [])]),
  ];
}

/** What is no source's word is said wherever it is shown. */
const said = (origins: readonly Origin[]): Block[] => origins.map((one) => text(originInWords(one)));

function roleBlocks({ id }: Role, plan: Plan): Block[] {
  const { duties } = plan;
  const own = duties.filter(({ raci }) => raci[id] !== undefined);
  if (own.length === 0) return [text("No duty of the plan names this role.")];
  const rows = own.map((duty) => [
    duty.id,
    short(duty.text),
    (duty.raci[id] ?? []).map((letter) => `${letter} (${LETTERS[letter].toLowerCase()})`).join(" and "),
  ]);
  return [table("Duties of this role", ["Id", "Duty", "Part"], rows), ...said(originsOf(plan, "letters"))];
}

function dutyReply(duty: Duty, plan: Plan): Reply {
  const { roles, modes } = plan;
  const holders = (letter: RaciLetter) =>
    roles
      .filter(({ id }) => duty.raci[id]?.includes(letter))
      .map(({ name }) => name)
      .join(", ");
  const mode = modes.find(({ id }) => id === duty.mode);
  return reply(
    heading(`${duty.id}${duty.group === undefined ? "" : ` · ${duty.group}`}`),
    text(duty.text),
    facts(
      ...(Object.keys(LETTERS) as RaciLetter[]).map((letter) => ({
        label: LETTERS[letter],
        value: holders(letter) || "nobody",
      })),
      ...(mode ? [{ label: "Mode", value: mode.name }] : []),
    ),
    ...said([
      ...originsOf(plan, "duties", duty.id),
      ...originsOf(plan, "letters", duty.id),
      ...(mode ? originsOf(plan, "modes", duty.id) : []),
    ]),
    buttons({ label: "All duties", command: "plan raci", values: {} }),
  );
}

const more = (role: Role | undefined, { plan }: Env): Block[] =>
  plan.duties.length === 0
    ? []
    : [
        buttons(
          { label: "One duty or role", command: "plan raci", values: {}, ask: true },
          ...(role ? [{ label: "All duties", command: "plan raci", values: {} }] : []),
        ),
      ];
