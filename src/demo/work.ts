import { addDays } from "../core/calendar/calendar.ts";
import type { Stores } from "../core/command/stores.ts";
import { cellList } from "../core/import/table.ts";
import type { Ambassador } from "../domain/ambassador/ambassadors.ts";
import type { Move } from "../domain/analysis/analyses.ts";
import { ACTIVITY } from "../domain/engagement/kinds/index.ts";
import { analysisAnswers, type SampleTitle } from "./answers.ts";
import { loadEngagements } from "./engagements.ts";
import { loadPlanUpdates } from "./plan.ts";
import { loadRecords } from "./records.ts";
import { type Setting, sampleDays, samplePeople, sampleRows, sampleWrite, type Work } from "./setting.ts";

/** Everything but training: half a year of ambassadors, activities and analyses in every state. Nobody is told of any. */
export async function loadWork(stores: Stores, setting: Setting): Promise<void> {
  const work: Work = {
    ...setting,
    stores,
    ...(await samplePeople(stores, setting.today)),
    dayIn: sampleDays(setting),
  };
  await loadAmbassadors(work);
  await loadActivities(work);
  await loadAnalyses(work);
  await loadRecords(work);
  await loadEngagements(work);
  await loadPlanUpdates(work);
}

const AMBASSADOR_COLUMNS = ["person", "lead", "quarter", "at", "state", "reason"] as const;
type AmbassadorRow = Record<(typeof AMBASSADOR_COLUMNS)[number], string>;

/** Public Works has two leads and no senior leader, four ambassadors, and no existing program analysed: its lead's first message. */
async function loadAmbassadors(work: Work): Promise<void> {
  const groups = new Map<string, AmbassadorRow[]>();
  for (const row of sampleRows(work.city, "ambassadors", AMBASSADOR_COLUMNS)) {
    const together = `${row.lead} ${row.quarter} ${row.at}`;
    groups.set(together, [...(groups.get(together) ?? []), row]);
  }
  for (const rows of groups.values()) await recruit(rows, work);
}

/** Those whom one lead invited together. */
async function recruit(rows: readonly AmbassadorRow[], work: Work): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const { stores, homeOf, idOf, dayIn } = work;
  const on = dayIn(first.quarter, Number(first.at));
  const byId = new Map(rows.map((row) => [idOf(row.person), row]));
  const write = sampleWrite(`ambassadors:${first.person}`, on, idOf(first.lead));
  const invited = await stores.ambassadors.recruit([...byId.keys()], homeOf(first.lead), on, write);
  for (const { ambassador } of invited) {
    const row = byId.get(ambassador.person.id);
    if (row) await answerAs(row, ambassador, work);
  }
}

async function answerAs({ state, quarter, at, lead, reason }: AmbassadorRow, invited: Ambassador, work: Work) {
  if (state === "invited") return;
  const { stores, idOf, dayIn } = work;
  const { id, person, department } = invited;
  const answeredOn = dayIn(quarter, Number(at) + 5);
  const answer = sampleWrite(`${id}:answer`, answeredOn, person.id);
  await stores.ambassadors.answer(id, state !== "declined", answeredOn, answer);
  if (state !== "ended") return;
  const endedOn = dayIn("this", 50);
  await stores.ambassadors.end([person.id], department, reason, endedOn, sampleWrite(`${id}:end`, endedOn, idOf(lead)));
}

const ACTIVITY_COLUMNS = [
  "department",
  "quarter",
  "at",
  "title",
  "led_by",
  "employees",
  "contractors",
  "residents",
  "partner",
  "languages",
] as const;

async function loadActivities(work: Work): Promise<void> {
  const { stores, idOf, dayIn } = work;
  const count = (cell: string) => (cell === "" ? undefined : Number(cell));
  for (const row of sampleRows(work.city, "activities", ACTIVITY_COLUMNS)) {
    const heldOn = dayIn(row.quarter, Number(row.at));
    const ledBy = cellList(row.led_by).map(idOf);
    const entry = {
      kind: ACTIVITY,
      heldOn,
      department: row.department,
      title: row.title,
      same: row.title,
      ledBy,
      partner: row.partner || undefined,
      languages: cellList(row.languages),
      employees: count(row.employees),
      contractors: count(row.contractors),
      residents: count(row.residents),
    };
    await stores.engagements.record(entry, sampleWrite(`activity:${row.title}`, heldOn, ledBy[0]));
  }
}

const ANALYSIS_COLUMNS = [
  "title",
  "kind",
  "subject",
  "department",
  "lead",
  "reviewer",
  "quarter",
  "at",
  "reaches",
  "detail",
] as const;

async function loadAnalyses(work: Work): Promise<void> {
  for (const row of sampleRows(work.city, "analyses", ANALYSIS_COLUMNS)) await loadAnalysis(row, work);
}

type AnalysisRow = Record<(typeof ANALYSIS_COLUMNS)[number], string>;

async function loadAnalysis(row: AnalysisRow, work: Work): Promise<void> {
  const { stores, city, idOf, dayIn } = work;
  const { title, kind, subject, department } = row as SampleTitle;
  const entry = { title, kind, subject, department };
  const on = dayIn(row.quarter, Number(row.at));
  const write = (what: string) => sampleWrite(`analysis:${title}:${what}`, on, idOf(row.lead));
  if (row.reaches === "registered" || row.reaches === "exempt" || !city.template) {
    const because = row.reaches === "exempt" ? row.detail : undefined;
    await stores.analyses.register(entry, because, on, write("register"));
    return;
  }
  const { analysis } = await stores.analyses.start(entry, city.template, false, on, write("start"));
  const evaluateOn = row.reaches === "overdue" ? dayIn("last", 95) : addDays(work.today, 120);
  for (const save of analysisAnswers(entry, row.reaches, evaluateOn))
    await stores.analyses.saveStep(analysis.id, { ...save, base: undefined }, write(`step ${save.step}`));
  await moveOn(analysis.id, row, work);
}

async function moveOn(id: string, row: AnalysisRow, { stores, idOf, dayIn }: Work): Promise<void> {
  const days = Number(row.at) <= 10 ? EARLY : LATE;
  for (const [at, move] of movesTo(row).entries()) {
    const [quarter, percent] = days[at] ?? LAST;
    const on = dayIn(quarter, percent);
    const reviews = move.to === "returned" || move.to === "completed";
    const write = sampleWrite(`analysis:${row.title}:${move.to}`, on, idOf(reviews ? row.reviewer : row.lead));
    const { outcome } = await stores.analyses.move(id, move, on, write);
    if (outcome !== "moved") throw new Error(`the sample analysis "${row.title}" was not ${move.to}: ${outcome}`);
  }
}

type Day = readonly [quarter: string, percent: number];
const LAST: Day = ["this", 70];
/** When an analysis went on that was started early in the last quarter, and one that was started later. */
const EARLY: readonly Day[] = [
  ["last", 40],
  ["last", 70],
  ["this", 40],
];
const LATE: readonly Day[] = [
  ["this", 10],
  ["this", 40],
];

/** How it got where it is, move by move. */
function movesTo({ reaches, title, detail }: AnalysisRow): Move[] {
  const submitted: Move = { to: "submitted" };
  const policy = `${title}: the rules say now who is served first, and why.`;
  const completed: Move = {
    to: "completed",
    closing: { decision: "modified", policy, resource: undefined, noChange: undefined },
  };
  const moves: Record<string, Move[]> = {
    draft: [],
    submitted: [submitted],
    returned: [submitted, { to: "returned", comment: detail }],
    completed: [submitted, completed],
    overdue: [submitted, completed],
    evaluated: [submitted, completed, { to: "evaluated", evaluation: { met: "yes", found: detail } }],
    withdrawn: [{ to: "withdrawn", reason: detail }],
  };
  return moves[reaches] ?? [];
}
