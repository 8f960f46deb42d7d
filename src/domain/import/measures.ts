import { isIsoDate } from "../../core/calendar/calendar.ts";
import type { Catalog } from "../../core/catalog/catalog.ts";
import { isPeriodId, periodOf } from "../../core/fields/period.ts";
import { type Cells, type Checked, checkRows } from "../../core/import/cells.ts";
import type { Table } from "../../core/import/table.ts";
import type { City, IsoDate } from "../../core/places/city.ts";
import { decimalOf } from "../../core/records/decimal.ts";
import { Refusal } from "../../core/request/errors.ts";
import type { Write } from "../../core/request/write.ts";
import { wholeMatch } from "../../core/understanding/names.ts";
import type { Measure } from "../measure/measure.ts";
import { checkFigure, checkPlace, reportedIn } from "../measure/measure-check.ts";
import type { Figure, FigureAudience, MeasureEntry, MeasureOutcome, MeasureStore } from "../measure/measures.ts";
import type { RowOutcome } from "./store.ts";

/** What rows of measures may refer to. */
export interface MeasureKnown {
  catalog: Pick<Catalog, "measure" | "measureNames" | "departments">;
  city: City;
  today: IsoDate;
}

const AUDIENCES = ["employee", "contractor", "both", "unsplit"] as const;
export const MEASURE_COLUMNS = ["measure", "period", "value", "audience", "department", "source"];

/** Figures of past years. A blank cell or "-" is "not reported": its row is left out, and that is said (trap G1). */
export function checkMeasures(source: string | Table, known: MeasureKnown): Checked<MeasureEntry> {
  const checked = checkRows(
    source,
    MEASURE_COLUMNS,
    ["audience", "department", "source"],
    (cells) => measureRow(cells, known),
    (row) => JSON.stringify([row.measure, row.start, row.end, row.department, row.audience]),
  );
  const reported = checked.rows.filter(({ value, on, state }) => (value ?? on ?? state) !== undefined);
  return { ...checked, rows: reported };
}

const NOTHING: Figure = { value: undefined, of: undefined, on: undefined, state: undefined };

function measureRow(cells: Cells, known: MeasureKnown): MeasureEntry {
  const measure = measureIn(cells, known);
  const audience = cells.oneOf("audience", AUDIENCES, "unsplit");
  const department = departmentIn(cells, known);
  const { start, end } = periodIn(cells, measure, known);
  const figure = measure ? figureIn(cells, measure) : NOTHING;
  if (measure) refused(cells, () => checkPlace(measure, department, known.city));
  if (measure && audience in SPLIT && !measure.split.some((one) => one === audience))
    cells.reject("audience", `${measure.name} is not split by audience`);
  const rest = { source: cells.optional("source"), note: undefined, baseline: undefined };
  return { measure: measure?.id ?? "", start, end, department, audience: AUDIENCE[audience], ...figure, ...rest };
}

const SPLIT = { employee: true, contractor: true };
const AUDIENCE: Record<(typeof AUDIENCES)[number], FigureAudience> = {
  employee: "employee",
  contractor: "contractor",
  both: "unsplit",
  unsplit: "unsplit",
};

function measureIn(cells: Cells, { catalog }: MeasureKnown): Measure | undefined {
  const typed = cells.text("measure");
  const ids = catalog.measure(typed) ? [typed] : [...wholeMatch(typed, catalog.measureNames)];
  const [id, other] = ids;
  if (id !== undefined && other === undefined) return catalog.measure(id);
  if (typed !== "")
    cells.reject("measure", ids.length === 0 ? "is no measure" : `could be ${ids.join(" or ")}: write one of these`);
  return undefined;
}

function departmentIn(cells: Cells, { catalog }: MeasureKnown): string | undefined {
  const typed = cells.optional("department")?.toUpperCase();
  if (typed !== undefined && !catalog.departments.some(({ code }) => code === typed))
    cells.reject("department", "is no department on record");
  return typed;
}

function periodIn(cells: Cells, measure: Measure | undefined, { city, today }: MeasureKnown) {
  const typed = cells.text("period").toUpperCase();
  const nowhere = { start: "", end: "" };
  if (typed === "") return nowhere;
  if (!isPeriodId(typed, city)) {
    const year = city.fiscalStartMonth === 1 ? "2023" : "FY2027";
    cells.reject("period", `is no period like ${year}-Q4 or ${year}`);
    return nowhere;
  }
  return (measure && refused(cells, () => reportedIn(measure, periodOf(typed, city), { city, today }))) ?? nowhere;
}

/** What the core refuses is refused in the column it is about. */
function refused<Value>(cells: Cells, check: () => Value): Value | undefined {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const column = MEASURE_COLUMNS.find((one) => one === error.field) ?? "value";
    cells.reject(column, error.message);
    return undefined;
  }
}

/** Trap G1: the "-" that trails Anchorage's "980-" is noise, and its removal is said; one that stands alone is no figure. */
function figureIn(cells: Cells, measure: Measure): Figure {
  const typed = cells.optional("value") ?? "";
  const plain = typed.replace(/^(.*\d)\s*[-\u2010-\u2014]+$/, "$1");
  if (/^[-\u2010-\u2014]*$/.test(plain)) {
    cells.note("value", "was not reported: the row is left out");
    return NOTHING;
  }
  if (plain !== typed) cells.note("value", `is read as ${plain}, without the trailing dash`);
  const figure = read(measure, plain);
  if (!figure) cells.reject("value", EXPECTED[measure.value]);
  else refused(cells, () => checkFigure(measure, figure));
  return figure ?? NOTHING;
}

const EXPECTED: Record<Measure["value"], string> = {
  count: "is not a number",
  number: "is not a number like 9.7",
  rate: "is not a rate like 9.7",
  points: "is not a number of points like 4.5",
  money: "is not an amount like 1250.50",
  fte: "is not a number",
  share: "is not a share like 30 of 120",
  date: "is not a date like 2026-10-03",
  state: "is not a state",
};

function read(measure: Measure, typed: string): Figure | undefined {
  if (measure.value === "date") return isIsoDate(typed) ? { ...NOTHING, on: typed } : undefined;
  if (measure.value === "state") return { ...NOTHING, state: typed.toLowerCase() };
  const [part, total, ...more] = typed.split(/\s*(?:\/|\bof\b)\s*/);
  const [value, of] = [decimalOf(part ?? ""), total === undefined ? undefined : decimalOf(total)];
  const whole = value !== undefined && (total === undefined || of !== undefined) && more.length === 0;
  return whole ? { ...NOTHING, value, of } : undefined;
}

/** Records them; nobody is told of any. What a dry run would add is what is not on record yet. */
export async function importMeasures(
  store: MeasureStore,
  rows: readonly MeasureEntry[],
  write: Write,
  dryRun: boolean,
): Promise<RowOutcome[]> {
  const outcomes = dryRun ? await store.foresee(rows) : (await store.record(rows, write)).map(({ outcome }) => outcome);
  return outcomes.map((outcome) => (outcome === "recorded" ? "added" : "unchanged"));
}

/** A file never overwrites what is on record: a row with another figure is a problem of its own. */
export async function withoutDifferent(
  store: MeasureStore,
  checked: Checked<MeasureEntry>,
): Promise<Checked<MeasureEntry>> {
  const outcomes = await store.foresee(checked.rows);
  const differs = (at: number): boolean => outcomes[at] === ("differs" satisfies MeasureOutcome["outcome"]);
  const problems = checked.rows.flatMap(({ line, value, state, on }, at) =>
    differs(at)
      ? [
          {
            line,
            column: "value",
            value: value ?? state ?? on ?? "",
            reason: "is not what is on record: correct that in the chat, with fix",
          },
        ]
      : [],
  );
  return {
    ...checked,
    rows: checked.rows.filter((_row, at) => !differs(at)),
    problems: [...checked.problems, ...problems].sort((a, b) => a.line - b.line),
  };
}
