import { printDate } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { department } from "../../src/core/fields/department.ts";
import { type Block, type Button, buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { type Actor, cityOrLed, departmentMeant, may } from "../../src/core/request/actor.ts";
import { type Finding, isGap } from "../../src/domain/plan/finding.ts";
import type { Obligation, Plan } from "../../src/domain/plan/plan.ts";
import { judge } from "../../src/plan/judge.ts";
import { ruleOf } from "../../src/plan/rules/index.ts";
import { me } from "../me/me.ts";
import { remediesOf } from "../nudge/words.ts";
import { byDepartment } from "./findings.ts";
import { departmentTable, ofDepartments } from "./section.ts";

const DEPARTMENTS = "(?:departments?|depts?|bureaus?|offices?|agencies)";
const LACKING =
  "behind|late|overdue|lack|lacks|lacking|missing|without|no|not|haven ?t|have not|hasn ?t|don ?t|still|due";

/** What is still missing, and by when: of one department, or who in the city is behind. */
export const statusDue = defineCommand({
  name: "status due",
  summary: "Show what is still missing, and by when; or which departments are behind, or lack something.",
  roles: ["employee", "lead", "officer", "auditor"],
  reads: true,
  fields: {
    department: department({ optional: true }),
    obligation: choice({
      label: "Requirement",
      optional: true,
      choices: ({ plan }) => [...obligationsOf(plan).map(choiceOf), SENIOR],
    }),
  },
  cues: {
    tells: "question",
    patterns: [
      [new RegExp(`\\b(?:which|what|who|list|show)(?: me)?(?: the| all)? ${DEPARTMENTS}\\b.*\\b(?:${LACKING})\\b`), 6],
      [/\bwho(?: is| s)? (?:behind|late|overdue)\b/, 6],
      [/^\W*what(?: is| s)? (?:still )?(?:due|open|overdue|missing|left)\b(?!.*\b(?:for me|training)\b)/, 5],
    ],
  },
  examples: ["status due", "which departments are behind", "which departments have no senior leader", "what's due"],
  scope: ({ department: code }, { actor }) =>
    isOwn(code, actor) ? { to: "read", of: { person: actor.id } } : cityOrLed(code, actor),
  execute: async ({ department: code, obligation }, env) => {
    if (isOwn(code, env.actor)) return me.execute({}, env);
    const one = departmentMeant(code, env.actor);
    const codes = one === undefined ? env.catalog.departments.map((each) => each.code) : [one];
    if (obligation === SENIOR.value) return withoutSenior(codes, env);
    const all = await judge(env, codes, { on: env.today, today: env.today }, "none");
    const asked = all.filter((finding) => obligation === undefined || finding.obligation === obligation);
    const open = asked.filter((finding) => isGap(finding) && finding.department !== undefined);
    if (one !== undefined) return ofDepartment(one, open, env);
    const what = env.plan.obligations.find(({ id }) => id === obligation);
    return what ? lacking(what, codes, open, env) : behind(codes, open, env);
  },
});

/** Somebody who leads nothing and may not read the city asks about themselves. */
const isOwn = (code: string | undefined, actor: Actor) =>
  code === undefined && actor.leads.length === 0 && !may(actor, { to: "read", of: { city: true } });

const obligationsOf = ({ obligations }: Plan) => obligations.filter(({ binds }) => binds !== "city");

function choiceOf(obligation: Obligation) {
  const label = obligation.label.replace(/ \(city default\)$/, "");
  const words = [ruleOf(obligation).words?.source, escaped(label.toLowerCase())].filter((one) => one !== undefined);
  return { value: obligation.id, label, words: new RegExp(words.join("|")) };
}

const escaped = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const asOf = ({ today }: Pick<Env, "today">) => `as of ${printDate(today)}`;
const soonest = (a: Finding, b: Finding) => a.due.localeCompare(b.due);
const isOverdue = ({ state }: Finding) => state === "overdue";

function ofDepartment(code: string, open: readonly Finding[], env: Env): Reply {
  const late = open.filter(isOverdue);
  const count = open.length === 1 ? "1 thing is open" : `${open.length} things are open`;
  const answer = `${departmentName(env.catalog, code)}: ${count}${late.length > 0 ? `, ${late.length} overdue` : ""}, ${asOf(env)}`;
  const rows = [...open]
    .sort(soonest)
    .map(({ label, words, due, state }) => [
      label,
      words,
      isOverdue({ state } as Finding) ? `overdue since ${printDate(due)}` : printDate(due),
    ]);
  return reply(
    heading(answer),
    ...tableOf("What is open, by its last day", ["Requirement", "So far", "By"], rows),
    ...actions([...open].sort(soonest)),
  );
}

const actions = (open: readonly Finding[]): Block[] => {
  const all = remediesOf(open);
  return all.length === 0 ? [] : [buttons(...all)];
};

/** Which departments do not meet one requirement. */
function lacking({ label }: Obligation, codes: readonly string[], open: readonly Finding[], env: Env): Reply {
  const { department: noun } = env.city.words;
  const verb = open.length === 1 ? "does" : "do";
  const answer = `${ofDepartments(open.length, codes.length, env)} ${verb} not meet “${label}” yet, ${asOf(env)}`;
  const rows = open.map((one) => [departmentName(env.catalog, one.department ?? ""), one.words, printDate(one.due)]);
  return reply(
    heading(answer),
    ...tableOf(`${label}: what is missing`, [capital(noun), "So far", "By"], rows),
    buttons(statusButton),
  );
}

/** A part of what a leadership team needs, which many ask about by itself. */
const SENIOR = { value: "senior leader", label: "Senior leader on the team", words: /\bsenior leaders?\b/ } as const;

async function withoutSenior(codes: readonly string[], env: Env): Promise<Reply> {
  const { seniors, leads } = await env.stores.recipients.on(env.today);
  const without = codes.filter((code) => (seniors.get(code) ?? []).length === 0);
  const have = without.length === 1 ? "has" : "have";
  const answer = `${ofDepartments(without.length, codes.length, env)} ${have} no senior leader on the team, ${asOf(env)}`;
  const cells = (code: string) => [String((leads.get(code) ?? []).length)];
  return reply(
    heading(answer),
    ...(without.length === 0 ? [] : [departmentTable("Without a senior leader", ["Leads"], without, cells, env)]),
    buttons(statusButton),
  );
}

/** Every department with something open, those with most overdue, then most open, first. */
function behind(codes: readonly string[], open: readonly Finding[], env: Env): Reply {
  const found = byDepartment(open);
  const of = (code: string) => found.get(code) ?? [];
  const late = (code: string) => of(code).filter(isOverdue).length;
  const worst = codes
    .filter((code) => of(code).length > 0)
    .sort((a, b) => late(b) - late(a) || of(b).length - of(a).length);
  const overdue = worst.filter((code) => late(code) > 0).length;
  const answer = `${env.city.name}: ${ofDepartments(worst.length, codes.length, env)} have something open, ${overdue === 0 ? "none of it overdue" : `${overdue === 1 ? "one is" : `${overdue} are`} overdue`}, ${asOf(env)}`;
  const next = (code: string) => [...of(code)].sort(soonest)[0]?.due;
  const cells = (code: string) => [String(late(code)), String(of(code).length), printDate(next(code) ?? env.today)];
  return reply(
    heading(answer),
    ...(worst.length === 0
      ? [text("Nothing is missing anywhere.")]
      : [departmentTable("Furthest behind first", ["Overdue", "Open", "Next day"], worst, cells, env)]),
    buttons(...worst.slice(0, 2).map((code) => dueButton(code, env)), statusButton),
  );
}

const statusButton: Button = { label: "Where things stand", command: "status", values: {} };

const dueButton = (code: string, { catalog }: Env): Button => ({
  label: `What ${departmentName(catalog, code)} lacks`,
  command: "status due",
  values: { department: code },
});

const tableOf = (caption: string, columns: readonly string[], rows: string[][]): Block[] =>
  rows.length === 0 ? [] : [{ kind: "table", caption, columns: columns.map((label) => ({ label })), rows }];

const capital = (words: string) => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
