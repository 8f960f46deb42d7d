import { yearOf } from "../core/calendar/calendar.ts";
import { cellList } from "../core/import/table.ts";
import { readHundredths } from "../core/records/hundredths.ts";
import type { Answer } from "../domain/analysis/recommendations.ts";
import type { ChangeKind } from "../domain/change/changes.ts";
import { loadMeasures } from "./measures.ts";
import { sampleRows, sampleWrite, type Work } from "./setting.ts";
import { loadStatements } from "./statements.ts";

/** Vision statements, impact statements, figures of measures, and what analyses and impact statements led to. */
export async function loadRecords(work: Work): Promise<void> {
  await loadVisions(work);
  await loadMeasures(work);
  await loadStatements(work);
  const analyses = await analysisIds(work);
  await loadChanges(work, analyses);
  await loadRecommendations(work, analyses);
}

const VISION_COLUMNS = [
  "department",
  "lead",
  "quarter",
  "at",
  "text",
  "goals",
  "adopted_quarter",
  "adopted_at",
  "adopted_by",
] as const;

/** Adopted, under review, a draft, and most departments none at all. */
async function loadVisions({ stores, city, idOf, dayIn }: Work): Promise<void> {
  for (const row of sampleRows(city, "visions", VISION_COLUMNS)) {
    const { department, text } = row;
    const on = dayIn(row.quarter, Number(row.at));
    const write = (what: string) => sampleWrite(`vision:${department}:${row.quarter}:${what}`, on, idOf(row.lead));
    await stores.visions.draft(department, text, on, write("draft"));
    if (row.goals !== "") await stores.visions.link(department, cellList(row.goals), write("link"));
    if (row.adopted_quarter === "") continue;
    const adoption = { on: dayIn(row.adopted_quarter, Number(row.adopted_at)), by: row.adopted_by };
    await stores.visions.adopt(department, adoption, write("adopt"));
  }
}

type IdOf = (title: string) => string;

/** The sample analyses by their titles. */
async function analysisIds({ stores, city }: Work): Promise<IdOf> {
  const { start, end } = city.planPeriod;
  const all = await stores.analyses.list({ department: undefined, member: undefined, start, end, limit: 1000 });
  return (title) => {
    const found = all.find((one) => one.title === title);
    if (!found) throw new Error(`no sample analysis is called "${title}"`);
    return found.id;
  };
}

const CHANGE_COLUMNS = [
  "analysis",
  "lead",
  "kind",
  "quarter",
  "at",
  "text",
  "decided_by",
  "amount",
  "fte",
  "account",
  "years_ahead",
] as const;

async function loadChanges({ stores, idOf, homeOf, dayIn, city }: Work, analysis: IdOf): Promise<void> {
  const figure = (cell: string) => (cell === "" ? undefined : readHundredths(cell));
  for (const row of sampleRows(city, "changes", CHANGE_COLUMNS)) {
    const on = dayIn(row.quarter, Number(row.at));
    const year = Number(yearOf(on, city).id.replace("FY", "")) + Number(row.years_ahead);
    const entry = {
      kind: row.kind as ChangeKind,
      source: analysis(row.analysis),
      department: homeOf(row.lead),
      description: row.text,
      decidedBy: row.decided_by || undefined,
      adoptedOn: on,
      evidence: undefined,
      amount: figure(row.amount),
      fte: figure(row.fte),
      account: row.account || undefined,
      fund: row.account === "" ? undefined : "General",
      budgetYear: row.kind === "resource" ? year : undefined,
      before: undefined,
      after: undefined,
    };
    await stores.changes.record(entry, sampleWrite(`change:${row.text}`, on, idOf(row.lead)));
  }
}

const RECOMMENDATION_COLUMNS = [
  "analysis",
  "department",
  "lead",
  "quarter",
  "at",
  "to",
  "text",
  "answer",
  "reason",
] as const;

async function loadRecommendations({ stores, idOf, dayIn, city }: Work, analysis: IdOf): Promise<void> {
  for (const row of sampleRows(city, "recommendations", RECOMMENDATION_COLUMNS)) {
    const on = dayIn(row.quarter, Number(row.at));
    const write = (what: string) => sampleWrite(`recommendation:${row.text}:${what}`, on, idOf(row.lead));
    const { record } = await stores.recommendations.record(
      {
        text: row.text,
        addressedTo: row.to,
        source: row.analysis === "" ? undefined : analysis(row.analysis),
        department: row.department,
        by: row.analysis === "" ? "officer" : "department",
        on,
      },
      write("record"),
    );
    if (row.answer === "open") continue;
    const answer = { status: row.answer as Answer, on: dayIn("this", 75), reason: row.reason || undefined };
    await stores.recommendations.answer(record.id, answer, write("answer"));
  }
}
