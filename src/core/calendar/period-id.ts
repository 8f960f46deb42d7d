import type { City } from "../places/city.ts";
import { fiscalQuarter, fiscalYear, monthPeriod, type Period, planPeriod, rangePeriod } from "./calendar.ts";

/** The period behind a canonical id. Throws on anything else: ids come from this field. */
export function periodOf(id: string, city: City): Period {
  const [start, end] = id.split("..");
  if (start && end) return rangePeriod(start, end);
  if (id === "plan") return planPeriod(city);
  const quarter = /^(?:FY)?(\d{4})-Q([1-4])$/.exec(id);
  if (quarter) return fiscalQuarter(Number(quarter[1]), Number(quarter[2]), city);
  const month = /^(\d{4})-(\d{2})$/.exec(id);
  if (month) return monthPeriod(Number(month[1]), Number(month[2]));
  const year = /^(?:FY)?(\d{4})$/.exec(id);
  if (year) return fiscalYear(Number(year[1]), city);
  throw new Error(`not a period id: ${id}`);
}
