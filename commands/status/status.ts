import { may } from "../../src/core/actor.ts";
import { addDays, addMonths, type Period, printInstant, printPeriod } from "../../src/core/calendar.ts";
import { departmentName } from "../../src/core/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { department } from "../../src/core/fields/department.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import { type Block, buttons, heading, reply, text } from "../../src/core/reply.ts";
import type { TrainingTotals } from "../../src/core/stores.ts";

export const status = defineCommand({
  name: "status",
  summary: "Show where the city or a department stands.",
  roles: ["lead", "officer", "auditor"],
  rootDefault: true,
  fields: {
    department: department({ optional: true }),
    period: period({ default: "this quarter" }),
    topic: choice({
      label: "Topic",
      optional: true,
      choices: [
        { value: "training", label: "Training", words: /\b(?:training|trainings|courses|sessions|attendance)\b/ },
      ],
    }),
  },
  cues: {
    tells: "question",
    patterns: [
      [/\bstatus\b/, 3],
      [
        /\b(?:where do we stand|where are we|where we stand|how are we doing|how is \w+(?: \w+)? doing|how are things|progress|overview|summary|snapshot|dashboard|scorecard|how (?:does|do) .* look|numbers for|show me the (?:numbers|figures))\b/,
        3,
      ],
      [/\bhow many\b.*\b(?:people|employees|sessions|trainings|contractors|attended|took|trained)\b/, 4],
    ],
  },
  examples: ["status", "status public works q3", "status training"],
  scope: ({ department: code }, { actor }) => {
    if (code !== undefined) return { to: "read", of: { department: code } };
    const [led] = actor.leads;
    return may(actor, { to: "read", of: { city: true } }) || led === undefined
      ? { to: "read", of: { city: true } }
      : { to: "read", of: { department: led } };
  },
  execute: async (values, env) => {
    const asked = periodOf(values.period, env.city);
    const whole = wholeMonths(asked);
    const totals = await env.stores.training.totals(whole.start, whole.end);
    const shown = values.department === undefined ? visibleDepartments(env) : [values.department];
    const whose =
      values.department === undefined && shown.length > 1
        ? env.city.name
        : shown.map((code) => departmentName(env.catalog, code)).join(", ");
    const title = `${whose} · ${printPeriod(whole)} · as of ${printInstant(env.instant, env.city)}`;
    const widened = whole.start === asked.start && whole.end === asked.end ? [] : [text(WIDENED)];
    return reply(heading(title), ...widened, ...trainingBlocks(shown, totals, env), ...more(values.department, asked));
  },
});

/** Totals are kept by month, so days within one are asked of the whole month, and the reply says so. */
function wholeMonths(asked: Period): Period {
  const start = `${asked.start.slice(0, 7)}-01`;
  const end = addDays(addMonths(`${asked.end.slice(0, 7)}-01`, 1), -1);
  return { ...asked, start, end };
}

const WIDENED = "Totals are kept by month, so these are for the whole months of the days you asked for.";

/** The whole city for whoever may read it, else the departments the person leads. */
function visibleDepartments({ actor, catalog }: Env): string[] {
  const city = may(actor, { to: "read", of: { city: true } });
  return city ? catalog.departments.map((one) => one.code) : [...actor.leads];
}

/** Sessions and attendance, a line for each department; "not reported" and 0 are different things. */
function trainingBlocks(shown: readonly string[], totals: readonly TrainingTotals[], env: Env): Block[] {
  const byCode = new Map(totals.map((row) => [row.department, row]));
  const reported = shown.filter((code) => byCode.has(code));
  const columns = [
    { label: "Department" },
    ...["Sessions", "Employees", "Contractors", "Together"].map((label) => ({ label, numeric: true })),
  ];
  const rows = shown.map((code) => [departmentName(env.catalog, code), ...figures(byCode.get(code))]);
  const sum =
    shown.length > 1
      ? [["All that reported", ...figures(total(reported.flatMap((code) => byCode.get(code) ?? [])))]]
      : [];
  return [
    text(
      `Training: ${reported.length} of ${shown.length} ${shown.length === 1 ? "department" : "departments"} reported.`,
    ),
    {
      kind: "table",
      caption: "Training sessions and attendance. Together: employees and contractors that were not counted apart.",
      columns,
      rows: [...rows, ...sum],
    },
  ];
}

function figures(row: TrainingTotals | undefined): string[] {
  if (!row) return ["not reported", "not reported", "not reported", "not reported"];
  return [row.sessions, row.employees, row.contractors, row.unsplit].map((count) => count.toLocaleString("en-US"));
}

function total(rows: readonly TrainingTotals[]): TrainingTotals | undefined {
  if (rows.length === 0) return undefined;
  const sum = (pick: (row: TrainingTotals) => number) => rows.reduce((so, row) => so + pick(row), 0);
  return {
    department: "",
    sessions: sum((row) => row.sessions),
    employees: sum((row) => row.employees),
    contractors: sum((row) => row.contractors),
    unsplit: sum((row) => row.unsplit),
  };
}

function more(department: string | undefined, asked: Period): Block[] {
  const values = { period: asked.id, ...(department === undefined ? {} : { department }) };
  return [
    buttons(
      { label: "Another department or period", command: "status", values, ask: true },
      ...(department === undefined ? [] : [{ label: "Sessions", command: "training sessions", values }]),
    ),
  ];
}
