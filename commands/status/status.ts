import {
  type Period,
  previousQuarter,
  printInstant,
  printPeriod,
  quarterOf,
} from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { department } from "../../src/core/fields/department.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import { type Block, type Button, buttons, heading, reply, text } from "../../src/core/reply/reply.ts";
import { may, type Scope } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { measure } from "../../src/domain/measure/fields/measure.ts";
import type { Finding } from "../../src/domain/plan/finding.ts";
import { judge } from "../../src/plan/judge.ts";
import { pageQuarter } from "../../src/reports/pages/tally.ts";
import { me } from "../me/me.ts";
import { showMeasures } from "../measure/show.ts";
import { area } from "./area.ts";
import { attendanceChart } from "./attendance-chart.ts";
import { cityScreen } from "./city-screen.ts";
import { departmentScreen } from "./department-screen.ts";
import { acrossDepartments, detail, ofTheCity } from "./detail.ts";
import { goal, idsWithin } from "./goal.ts";
import { measuresOfGoal, targeted } from "./measures.ts";
import { officerSection } from "./officer.ts";
import { changes, overview } from "./overview.ts";
import { restated, restatedMeasures } from "./restated.ts";
import { SECTIONS } from "./sections.ts";

/** Sections of one topic are asked for together. */
const TOPICS = SECTIONS.filter((section, at) => SECTIONS.findIndex(({ topic }) => topic === section.topic) === at).map(
  ({ topic, label, words }) => ({ value: topic, label, words }),
);

export const status = defineCommand({
  name: "status",
  summary: "Show where the city, a department or a goal stands.",
  roles: ["employee", "lead", "officer", "auditor"],
  reads: true,
  rootDefault: true,
  fields: {
    department: department({ optional: true }),
    area: area(),
    goal: goal(),
    measure: measure({ optional: true, whole: true }),
    period: period({ default: "this quarter" }),
    topic: choice({
      label: "Topic",
      optional: true,
      choices: TOPICS,
    }),
    show: choice({
      label: "Show",
      optional: true,
      choices: [
        {
          value: "all",
          label: "Everything here",
          words: /\b(?:all here|in full|in detail)\b|^\W*all\W*$/,
        },
      ],
    }),
  },
  cues: {
    tells: "question",
    patterns: [
      [/\bstatus\b/, 3],
      [
        /\b(?:where do we stand|where are we|where we stand|where do(?:es)? .* stand|how are we doing|how (?:is|s|are) [\w ]+ doing|how are things|progress|overview|summary|snapshot|dashboard|scorecard|how (?:does|do) .* look|numbers for|show me the (?:numbers|figures))\b/,
        3,
      ],
      [/^\W*(?:show|give)(?: me)? (?:the )?(?:last|this|previous|current) (?:quarter|year|month)\b/, 3],
      [/\bhow many\b.*\b(?:people|employees|sessions|trainings|contractors|attended|took|trained)\b/, 4],
    ],
  },
  examples: ["status", "status public works q3", "status training", "status measures"],
  scope: (values, env) => scopeOf(values, env),
  execute: async (values, env) => {
    if (isOwn(values, env)) return me.execute({}, env);
    const asked = periodOf(values.period, env.city);
    if (values.measure !== undefined) return showMeasures(values, env);
    if (asked.start > env.today) throw new Refusal(`${printPeriod(asked)} has not begun.`, "period");
    const shown = departmentsOf(values, asked, env);
    const brief = await screen(values, shown, asked, env);
    if (brief) return reply(...brief);
    const blocks =
      values.topic === undefined
        ? await standing(values, shown, asked, env)
        : await Promise.all(
            SECTIONS.filter(({ topic }) => topic === values.topic).map((section) => section.show(shown, asked, env)),
          );
    return reply(heading(titleOf(values, shown, asked, env)), ...blocks.flat(), ...more(values, asked, env));
  },
});

interface Asked {
  department: string | undefined;
  area: string | undefined;
  goal: string | undefined;
  measure: string | undefined;
  topic: string | undefined;
  show: string | undefined;
}

/** An employee who leads nothing asks about themselves. */
const isOwn = ({ department: code, area: within, goal: of, measure: one }: Asked, { actor }: Pick<Env, "actor">) =>
  [code, within, of, one].every((one) => one === undefined) && actor.leads.length === 0 && !readsCity(actor);

const readsCity = (actor: Env["actor"]) => may(actor, { to: "read", of: { city: true } });

function scopeOf(values: Asked, { actor }: Env): Scope {
  if (isOwn(values, { actor })) return { to: "read", of: { person: actor.id } };
  if (values.department !== undefined) return { to: "read", of: { department: values.department } };
  const [led] = actor.leads;
  return readsCity(actor) || led === undefined
    ? { to: "read", of: { city: true } }
    : { to: "read", of: { department: led } };
}

/** The whole city for whoever may read it, else the departments the person leads; of a service area, if one was named. */
function departmentsOf({ department: code, area: within }: Asked, { end }: Period, { actor, catalog }: Env): string[] {
  if (code !== undefined) return [code];
  const all = catalog.departmentsOn(end).filter((one) => readsCity(actor) || actor.leads.includes(one.code));
  return all.filter((one) => within === undefined || one.serviceArea === within).map((one) => one.code);
}

/** Whose standing it is, in words and as its buttons carry it. */
function whereOf({ department: code, area: within }: Asked, shown: readonly string[], { catalog, city }: Env) {
  const [only, ...others] = shown;
  return {
    whose: within ?? (only !== undefined && others.length === 0 ? departmentName(catalog, only) : city.name),
    here: { ...(code === undefined ? {} : { department: code }), ...(within === undefined ? {} : { area: within }) },
  };
}

function titleOf(values: Asked, shown: readonly string[], asked: Period, env: Env): string {
  const { goal: of } = values;
  const about = [whereOf(values, shown, env).whose, ...(of === undefined ? [] : [`goal ${of}`])].join(", ");
  return `${about} · ${printPeriod(asked)} · as of ${printInstant(env.instant, env.city)}`;
}

/** One screen, unless everything or something of its own was asked for, or the plan asks nothing here. */
async function screen(values: Asked, shown: readonly string[], asked: Period, env: Env): Promise<Block[] | undefined> {
  if ([values.topic, values.goal, values.show].some((one) => one !== undefined)) return undefined;
  const [now, before] = await judged(shown, asked, env);
  if (now.every(({ department: code }) => code === undefined)) return undefined;
  const { here, whose } = whereOf(values, shown, env);
  const given = { whose, departments: shown, asked, now, before, values: { ...here, period: asked.id } };
  const [only] = shown.length === 1 ? shown : [];
  const quarter = pageQuarter(asked, env.today, env.city);
  return only === undefined ? cityScreen(given, quarter, env) : departmentScreen(only, given, quarter, env);
}

/** What is so today or at the end of the period, and what was at the end of the quarter before. */
function judged(shown: readonly string[], asked: Period, env: Env): Promise<[Finding[], Finding[]]> {
  const on = asked.end < env.today ? asked.end : env.today;
  const before = previousQuarter(quarterOf(on, env.city), env.city).end;
  return Promise.all([
    judge(env, shown, { on, today: env.today }),
    judge(env, shown, { on: before, today: env.today }),
  ]);
}

/** What the plan asks for, and where it stands: of one department in detail, else a line for each. */
async function standing({ goal: of }: Asked, shown: readonly string[], asked: Period, env: Env): Promise<Block[]> {
  const [only] = shown.length === 1 ? shown : [];
  const [[now, then], numbers] = await Promise.all([
    judged(shown, asked, env),
    of === undefined ? figures(shown, asked, env) : measuresOfGoal(of, only, asked, env),
  ]);
  // What the city as a whole has to meet is nobody's alone.
  const city = readsCity(env.actor) && shown.length !== 1;
  const within = (all: readonly Finding[]) => (of === undefined ? [...all] : all.filter(idsWithin(env.plan, of)));
  const findings = within(now).filter(({ department: code }) => code !== undefined || city);
  if (findings.length === 0) return [text("The plan sets no obligation here in that period."), ...numbers];
  if (of !== undefined && shown.length > 1)
    return [acrossDepartments(`What goal ${of} asks for`, findings), ...numbers];
  const own = findings.filter(({ department: code }) => code !== undefined);
  return [
    ...(shown.length === 1 ? detail(own, env) : [...overview(shown, own, env), ...ofTheCity(findings, env)]),
    ...(city ? await officerSection.show(shown, asked, env) : []),
    ...changes(then, findings, asked, env),
    ...(await restated(shown, asked, env)),
    ...numbers,
  ];
}

/** The city's measures with targets and their chart where the plan has some, else attendance; and what was restated. */
async function figures(shown: readonly string[], asked: Period, env: Env): Promise<Block[]> {
  const city = readsCity(env.actor) && shown.length !== 1;
  const [measures, attendance, corrected] = await Promise.all([
    city ? targeted(asked, env) : [],
    attendanceChart(shown, asked, env),
    restatedMeasures(shown.length === 1 ? shown[0] : undefined, asked, env),
  ]);
  const drawn = measures.some(({ kind }) => kind === "chart");
  return [...corrected, ...measures, ...(drawn ? [] : attendance)];
}

/** Where to go from here: another department, the quarter before, a goal, a topic, or a file. */
function more(asker: Asked, asked: Period, env: Env): Block[] {
  const { city, plan } = env;
  const { here } = whereOf(asker, [], env);
  const values = { ...here, period: asked.id };
  const status = (label: string, rest: Record<string, string>): Button => ({
    label,
    command: "status",
    values: { ...values, ...rest },
  });
  return [
    buttons(
      { label: "Another department or period", command: "status", values, ask: true },
      status("The quarter before", { period: previousQuarter(quarterOf(asked.start, city), city).id, show: "all" }),
      ...plan.goals.map(({ id }) => status(`Goal ${id}`, { goal: id })),
      ...TOPICS.map(({ value, label }) => status(label, { topic: value })),
      ...(asker.department === undefined ? [] : [{ label: "Sessions", command: "training sessions", values }]),
      { label: "Export", command: "report export", values: { period: asked.id }, ask: true },
    ),
  ];
}
