import { previousQuarter, quarterOf } from "./core/calendar.ts";
import { createCatalog } from "./core/catalog.ts";
import { checkMeasures } from "./core/import/measures.ts";
import { cellList } from "./core/import/table.ts";
import { sampleFile, sampleRows, sampleWrite, type Work } from "./demo-setting.ts";

/** Vision statements, figures of measures, and what analyses and impact statements led to. */
export async function loadRecords(work: Work): Promise<void> {
  await loadVisions(work);
  await loadMeasures(work);
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

/** Figures of this and of the last quarter, and those of past years that the city itself published. */
async function loadMeasures({ stores, city, measures, today }: Work): Promise<void> {
  const quarter = quarterOf(today, city);
  const named = sampleFile(city, "measures")
    .replaceAll("{this}", quarter.id)
    .replaceAll("{last}", previousQuarter(quarter, city).id);
  const catalog = createCatalog({ ...(await stores.catalog.load()), measures });
  const { rows, problems } = checkMeasures(named, { catalog, city, today });
  const [first] = problems;
  if (first) throw new Error(`sample measures, line ${first.line}, ${first.column} "${first.value}": ${first.reason}`);
  await stores.measures.record(rows, sampleWrite("measures", today));
}
