import { cellList } from "./core/import/table.ts";
import { sampleRows, sampleWrite, type Work } from "./demo-setting.ts";

/** Vision statements, and what analyses and impact statements led to. */
export async function loadRecords(work: Work): Promise<void> {
  await loadVisions(work);
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
async function loadVisions({ stores, idOf, dayIn }: Work): Promise<void> {
  for (const row of sampleRows("visions", VISION_COLUMNS)) {
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
