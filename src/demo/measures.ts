import { previousQuarter, quarterOf } from "../core/calendar/calendar.ts";
import { createCatalog } from "../core/catalog/catalog.ts";
import { checkMeasures } from "../domain/import/measures.ts";
import { sampleFile, sampleWrite, type Work } from "./setting.ts";

/** Figures of this and of the last quarter, and those of past years that the city itself published. */
export async function loadMeasures({ stores, city, measures, today }: Work): Promise<void> {
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
