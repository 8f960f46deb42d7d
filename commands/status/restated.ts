import { type Period, printDate } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { ClosedPeriod } from "../../src/core/catalog/closed.ts";
import type { Env } from "../../src/core/command/command.ts";
import { type Block, text } from "../../src/core/reply/reply.ts";
import type { Snapshot } from "../../src/domain/closing/closing.ts";
import type { Finding } from "../../src/domain/plan/finding.ts";
import type { TrainingTotals } from "../../src/domain/training/training-totals.ts";
import { judge } from "../../src/plan/judge.ts";
import { reportFrom, reportOf, reportUntil } from "../../src/reports/measures/report.ts";
import { restatedWords } from "../../src/reports/measures/status.ts";
import { stateInWords } from "./findings.ts";

/** As much of a command's environment as it takes: papers made on the command line have it too. */
type Known = Pick<Env, "catalog" | "city" | "plan" | "stores" | "today">;

/** Everything of these departments that a closed quarter within the period said otherwise, with both (rows F10, F11). */
export async function restated(departments: readonly string[], period: Stretch, env: Known): Promise<Block[]> {
  const [training, findings] = await Promise.all([
    restatedTraining(departments, period, env),
    ofQuarters(period, env, async (closed, snapshot) => {
      const now = await judge(env, departments, { on: closed.end, today: env.today });
      return restatedFindings(departments, snapshot.findings, now, closed, env);
    }),
  ]);
  return [...training, ...findings];
}

type Stretch = Pick<Period, "start" | "end">;

/** Departments whose training of a closed quarter says something else by now. */
export const restatedTraining = (departments: readonly string[], period: Stretch, env: Known): Promise<Block[]> =>
  ofQuarters(period, env, async ({ start, end, closedOn }, snapshot) => {
    const now = new Map((await env.stores.training.totals(start, end)).map((row) => [row.department, row]));
    const words = trainingWords(departments, snapshot, now, env);
    return words.map((said) => text(`${said} when the quarter was closed on ${printDate(closedOn)}.`));
  });

/** Each closed quarter within the period, the earliest first. */
async function ofQuarters(
  { start, end }: Stretch,
  { catalog, stores }: Known,
  work: (closed: ClosedPeriod, snapshot: Snapshot) => Promise<Block[]>,
): Promise<Block[]> {
  const within = catalog.closed.filter((one) => start <= one.start && one.end <= end);
  const quarters = [...within].sort((a, b) => a.start.localeCompare(b.start));
  const blocks = quarters.map(async (closed) => {
    const snapshot = await stores.closing.snapshot(closed);
    return snapshot ? work(closed, snapshot) : [];
  });
  return (await Promise.all(blocks)).flat();
}

function trainingWords(
  departments: readonly string[],
  { training }: Snapshot,
  now: ReadonlyMap<string, TrainingTotals>,
  { catalog }: Known,
): string[] {
  const then = new Map(training.map((row) => [row.department, row]));
  return departments.flatMap((code) => {
    const [before, after] = [inWords(then.get(code)), inWords(now.get(code))];
    return before === after ? [] : [`${departmentName(catalog, code)} restated: ${after} now, ${before}`];
  });
}

function inWords(row: TrainingTotals | undefined): string {
  if (!row) return "not reported";
  const people = row.employees + row.contractors + row.unsplit;
  return `${people.toLocaleString("en-US")} ${people === 1 ? "person" : "people"} in ${row.sessions} ${row.sessions === 1 ? "session" : "sessions"}`;
}

/** Findings of these departments, and the city's where more than one is shown, that are not what they were. */
function restatedFindings(
  departments: readonly string[],
  then: readonly Finding[],
  now: readonly Finding[],
  closed: ClosedPeriod,
  { catalog, city }: Known,
): Block[] {
  const key = ({ department, obligation }: Finding) => `${department ?? ""} ${obligation}`;
  const before = new Map(then.map((finding) => [key(finding), finding]));
  const rows = now.flatMap((finding) => {
    const { department, label } = finding;
    const earlier = before.get(key(finding));
    if (!earlier || (department === undefined && departments.length === 1)) return [];
    const said = [finding, earlier].map((one) => `${stateInWords(one)}: ${one.words}`);
    const where = department === undefined ? city.name : departmentName(catalog, department);
    return said[0] === said[1] ? [] : [[where, label, ...said]];
  });
  if (rows.length === 0) return [];
  const columns = ["Where", "What", "Now", `When it was closed on ${printDate(closed.closedOn)}`];
  const caption = `Restated since the quarter of ${printDate(closed.start)} to ${printDate(closed.end)} was closed`;
  return [{ kind: "table", caption, columns: columns.map((label) => ({ label })), rows }];
}

/** Measures whose closed quarters within the period say something else by now. */
export async function restatedMeasures(whose: string | undefined, period: Period, env: Known): Promise<Block[]> {
  const { catalog, city, stores } = env;
  if (!catalog.closed.some(({ start, end }) => period.start <= start && end <= period.end)) return [];
  const [start, end] = [reportFrom(period, city), reportUntil(period, city)];
  const { measures } = catalog;
  const figures = await stores.measures.figures({ measures, department: whose, start, end, today: env.today });
  return measures.flatMap((measure) => {
    const report = reportOf(measure, figures, { asked: period, department: whose, city });
    const lines = report.lines.filter((line) => period.start <= line.period.start && line.period.end <= period.end);
    return restatedWords({ ...report, lines }).map((words) => text(`${measure.name}, ${words}`));
  });
}
