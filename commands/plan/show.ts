import { printInstant } from "../../src/core/calendar/calendar.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { department } from "../../src/core/fields/department.ts";
import { type Block, type Button, buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { planItem } from "../../src/domain/plan/fields/plan-item.ts";
import type { Action, Plan } from "../../src/domain/plan/plan.ts";
import { actionsOf, isResponsible, strategiesOf } from "../../src/domain/plan/plan-items.ts";
import { STANDINGS, type Standing } from "../../src/plan/standing.ts";
import { actionReply, partReply } from "./item.ts";
import { countsInWords, goalsTable, itemsTable } from "./tables.ts";
import { seesProgress, standingsFor } from "./words.ts";

const STALE = "stale";

const PARTS = [
  { value: "objectives", label: "Objectives", words: /\bobjectives?\b/ },
  { value: "modes", label: "How the officer may act", words: /\bmodes?\b|\bauthority\b/ },
  { value: "sources", label: "Sources", words: /\bsources?\b/ },
] as const;

/** Goals, strategies and actions, each by its own id. */
const itemsOf = (plan: Plan) => [
  ...plan.goals,
  ...strategiesOf(plan).map(({ id, name }) => ({ id, text: name })),
  ...actionsOf(plan),
];

export const planShow = defineCommand({
  name: "plan show",
  summary: "Show the plan, or one goal, strategy or action: who owns it, when it is due and how it goes.",
  roles: ["employee", "lead", "officer", "auditor"],
  reads: true,
  rootDefault: true,
  fields: {
    item: planItem({ label: "Goal, strategy or action", optional: true, among: itemsOf }),
    state: choice({
      label: "Status",
      optional: true,
      keys: ["status"],
      choices: [
        ...STANDINGS.map((value) => ({
          value,
          label: value,
          words: new RegExp(`\\b${value.replace(" ", "[- ]")}\\b`),
        })),
        { value: STALE, label: "No update for a quarter", words: /\bstale\b|\bwithout (?:an )?updates?\b/ },
      ],
    }),
    part: choice({
      label: "Part",
      optional: true,
      choices: PARTS,
    }),
    owner: {
      ...department({ optional: true }),
      label: "Responsible",
      keys: ["department", "dept", "bureau", "responsible"],
    },
  },
  cues: {
    tells: "question",
    patterns: [
      [/\b(?:work|action|equity) plan\b|\bplan (?:items?|actions?)\b/, 2],
      [
        /^(?:show|see|read|list|which|what|how|where)\b.*\b(?:(?:work|action|equity) plan|plan (?:items?|actions?)|of the plan)\b/,
        3,
      ],
    ],
  },
  examples: ["show", "show G1.1", "show late", "which plan items are stale?"],
  // The plan is a public document; what was said of it is shown to those who may read it.
  scope: () => ({ to: "open" }),
  execute: async ({ item, state, part, owner }, env) => {
    if (part !== undefined) return partReply(part, env);
    const action = actionsOf(env.plan).find(({ id }) => id === item);
    if (action) return actionReply(action, env);
    return wholeReply(within(item, env), { item, state, owner }, env);
  },
});

/** Actions of a goal or a strategy; of the whole plan when none is named. */
function within(item: string | undefined, { plan }: Env): Action[] {
  if (item === undefined) return actionsOf(plan);
  const goal = plan.goals.find(({ id }) => id === item);
  const strategies = goal ? goal.strategies : strategiesOf(plan).filter(({ id }) => id === item);
  return strategies.flatMap(({ actions }) => actions);
}

interface Asked {
  item: string | undefined;
  state: string | undefined;
  owner: string | undefined;
}

async function wholeReply(actions: readonly Action[], asked: Asked, env: Env): Promise<Reply> {
  const { item, state, owner } = asked;
  const own = actions.filter(({ responsible }) => owner === undefined || isResponsible(responsible, owner));
  const all = await standingsFor(own, env);
  const shown = all.filter((one) => state === undefined || (state === STALE ? one.stale : one.state === state));
  const named = itemsOf(env.plan).find(({ id }) => id === item);
  const { name, planPeriod } = env.city;
  const title = named ? `${named.id} ${named.text}` : `Plan of ${name} ${planPeriod.label}`;
  return reply(
    heading(`${title} · as of ${printInstant(env.instant, env.city)}`),
    ...(seesProgress(env) ? [text(countsInWords(all))] : []),
    ...(item === undefined && state === undefined && owner === undefined ? goalsTable(all, env) : []),
    ...(shown.length === 0 ? [text(nothing(asked))] : [itemsTable(shown, env)]),
    ...more(all, asked, env),
  );
}

const nothing = ({ state }: Asked) =>
  state === undefined ? "The plan names no actions here." : "No action of the plan is in that state.";

/** Where to go from here. */
function more(all: readonly Standing[], { state, owner }: Asked, env: Env): Block[] {
  const show = (label: string, values: Record<string, string>): Button => ({ label, command: "plan show", values });
  const here: Record<string, string> = owner === undefined ? {} : { owner };
  const worth = (value: string, count: number, label: string) =>
    seesProgress(env) && count > 0 && state !== value ? [show(label, { ...here, state: value })] : [];
  return [
    buttons(
      ...worth("late", all.filter((one) => one.state === "late").length, "Late"),
      ...worth(STALE, all.filter(({ stale }) => stale).length, "No update for a quarter"),
      { label: "One item", command: "plan show", values: {}, ask: true },
      ...parts(env.plan).map(({ value, label }) => show(label, { part: value })),
      ...(env.plan.duties.length > 0 ? [{ label: "Who does what", command: "plan raci", values: {} }] : []),
    ),
  ];
}

/** Those of its parts that this plan has. */
const parts = (plan: Plan) => PARTS.filter(({ value }) => plan[value].length > 0);
