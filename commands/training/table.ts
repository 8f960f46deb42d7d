import { addDays, type Period, printPeriod, quarterOf } from "../../src/core/calendar/calendar.ts";
import { courseTitle, departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { department } from "../../src/core/fields/department.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import { type Block, buttons, heading, reply, text } from "../../src/core/reply/reply.ts";
import { cityOrLed } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { sharedInWords, TIER_NAMES, TIERS, together } from "../../src/domain/training/trained.ts";
import { tierRequirements } from "../../src/plan/trained.ts";
import {
  headings,
  linesOf,
  type TrainingLine,
  type TrainingQuarter,
  trainingLines,
} from "../../src/reports/training/table.ts";
import { area } from "../status/area.ts";
import { departmentTable } from "../status/section.ts";

/** As many quarters as stand beside each other on a page. */
const MOST_QUARTERS = 4;

export const trainingTable = defineCommand({
  name: "training table",
  summary: "Show who is trained, tier by course and quarter by quarter, of the city, a service area or a department.",
  roles: ["lead", "officer", "auditor"],
  reads: true,
  fields: {
    department: department({ optional: true }),
    area: area(),
    period: period({ default: "this quarter" }),
  },
  cues: { tells: "question", patterns: [[/\btraining (?:table|matrix)\b|\btable of (?:the )?training\b/, 5]] },
  examples: ["table 2026", "table public works 2026-q4"],
  scope: ({ department: code }, { actor }) => cityOrLed(code, actor),
  execute: async (values, env) => {
    const asked = periodOf(values.period, env.city);
    if (asked.start > env.today) throw new Refusal(`${printPeriod(asked)} has not begun.`, "period");
    const shown = shownTo(values, asked, env);
    const { lines, quarters } = await linesFor(shown, asked, env);
    const [only] = shown.length === 1 ? shown : [];
    const whose = only === undefined ? (values.area ?? env.city.name) : departmentName(env.catalog, only);
    return reply(
      heading(`Who is trained · ${whose} · ${printPeriod(asked)}`),
      ...(lines.length === 0
        ? [text("Nobody on record here has a mandatory course to take.")]
        : tablesOf(lines, quarters, shown, env)),
      text("Only people who are named count as trained. A person counts once, in the tier they have now."),
      buttons({
        label: "Export",
        command: "report export",
        values: { what: "trained", period: asked.id, ...(only === undefined ? {} : { department: only }) },
        ask: true,
      }),
    );
  },
});

function shownTo(
  values: { department: string | undefined; area: string | undefined },
  { end }: Period,
  { actor, catalog }: Env,
) {
  const scope = cityOrLed(values.department, actor);
  if ("of" in scope && "department" in scope.of) return [scope.of.department];
  const all = catalog
    .departmentsOn(end)
    .filter(({ serviceArea }) => values.area === undefined || serviceArea === values.area);
  return all.map(({ code }) => code);
}

/** Who is trained in these departments at the end of each quarter of a period; the table and its file are made from it. */
export async function linesFor(
  departments: readonly string[],
  asked: Period,
  { stores, plan, city, today }: Pick<Env, "stores" | "plan" | "city" | "today">,
): Promise<{ lines: TrainingLine[]; quarters: TrainingQuarter[] }> {
  const [only] = departments.length === 1 ? departments : [];
  const quarters: TrainingQuarter[] = [];
  for (const period of quartersOf(asked, city, today)) {
    const on = period.end < today ? period.end : today;
    quarters.push({ period, on, tiers: await stores.training.trained(only, on) });
  }
  const last = quarters.at(-1)?.on ?? today;
  return { lines: trainingLines(quarters, departments, tierRequirements(plan, last)), quarters };
}

/** The last quarters of a period that have begun. */
function quartersOf({ start, end }: Period, city: Env["city"], today: string): Period[] {
  const quarters: Period[] = [];
  for (let from = start; from <= end && from <= today; ) {
    const quarter = quarterOf(from, city);
    quarters.push(quarter);
    from = addDays(quarter.end, 1);
  }
  return quarters.slice(-MOST_QUARTERS);
}

/** Tier by course and, of several departments, what the plan requires by service area and department. */
export const tablesOf = (
  lines: readonly TrainingLine[],
  quarters: readonly TrainingQuarter[],
  shown: readonly string[],
  env: Pick<Env, "catalog" | "city">,
): Block[] => [
  byCourse(lines, quarters, env),
  ...(shown.length === 1 ? [] : byDepartment(lines, shown, quarters, env)),
];

function byCourse(
  lines: readonly TrainingLine[],
  quarters: readonly TrainingQuarter[],
  env: Pick<Env, "catalog">,
): Block {
  return {
    kind: "table",
    caption: "Named people trained, of the headcount of the day, senior managers first",
    columns: [{ label: "Tier" }, { label: "Course" }, ...quarters.map(({ period }) => ({ label: period.label }))],
    rows: headings(lines).map(({ tier, course }) => [
      capital(TIER_NAMES[tier]),
      course === undefined ? "All the plan requires" : courseTitle(env.catalog, course),
      ...quarters.map(({ period }) => {
        const then = lines.filter((one) => one.quarter === period.id && one.tier === tier);
        return cell(linesOf(then, tier, course), then.length === 0 ? "nobody on record" : "not mandatory then");
      }),
    ]),
  };
}

/** What the plan requires, by service area and by department, at the end of the last quarter. */
function byDepartment(
  lines: readonly TrainingLine[],
  shown: readonly string[],
  quarters: readonly TrainingQuarter[],
  env: Pick<Env, "catalog" | "city">,
): Block[] {
  const last = quarters.at(-1)?.period.id;
  const required = lines.filter((line) => line.quarter === last && line.course === undefined);
  if (required.length === 0) return [];
  const cells = (codes: readonly string[]) =>
    TIERS.map((tier) => cell(required.filter((one) => one.tier === tier && codes.includes(one.department))));
  const areas = new Map<string, string[]>();
  for (const { code, serviceArea } of shown.flatMap((one) => env.catalog.department(one) ?? []))
    if (serviceArea !== undefined) areas.set(serviceArea, [...(areas.get(serviceArea) ?? []), code]);
  const columns = TIERS.map((tier) => capital(TIER_NAMES[tier]));
  const table: Block = {
    kind: "table",
    caption: "All the plan requires, by service area",
    columns: ["Service area", ...columns].map((label) => ({ label })),
    rows: [...areas].sort(([a], [b]) => a.localeCompare(b)).map(([name, codes]) => [name, ...cells(codes)]),
  };
  return [
    ...(areas.size > 1 ? [table] : []),
    departmentTable(
      `All the plan requires, by ${env.city.words.department}`,
      columns,
      shown,
      (code) => cells([code]),
      env,
    ),
  ];
}

const cell = (lines: readonly TrainingLine[], none = "nobody on record"): string =>
  lines.length === 0 ? none : sharedInWords(together(lines));

const capital = (words: string) => `${words[0]?.toUpperCase() ?? ""}${words.slice(1)}`;
