import { toText } from "../../core/import/give-back.ts";
import {
  type Answers,
  type FileReading,
  type FileShape,
  type LeftOut,
  readFile,
  type SavedAnswers,
} from "../../core/import/read-file.ts";
import type { Problem } from "../../core/import/table.ts";
import { Refusal } from "../../core/request/errors.ts";
import type { FileSource, Write } from "../../core/request/write.ts";
import { type ImportEnv, type ImportKind, KINDS, type Planned, type Source } from "./sources.ts";
import type { RowOutcome } from "./store.ts";

/** What somebody wants done with a file. */
export interface ImportOptions {
  /** Heading → column of ours, by plain heading. */
  map: Answers["map"];
  dates: Answers["dates"];
  /** What a status means that we do not know, by plain status. */
  statuses: Answers["statuses"];
  /** Good rows go in, the rest comes back. */
  skipBad: boolean;
  /** Whoever is not on record counts, without a name. */
  unknownAsCount: boolean;
}

export interface ImportFile {
  name: string;
  bytes: Uint8Array;
}

/** A file as it would go in: one typed result for every door. Nothing is written until `apply`. */
export interface Prepared {
  kind: ImportKind;
  file: FileSource;
  /** Each heading with the column it fills; undefined where nothing reads it. */
  headings: readonly { heading: string; column: string | undefined }[];
  /** The first five rows, by our columns. */
  sample: readonly Record<string, string>[];
  problems: readonly Problem[];
  /** What was read otherwise than it stands there, row by row. */
  notes: readonly Problem[];
  /** What is to be said of the file as a whole. */
  said: readonly string[];
  leftOut: readonly LeftOut[];
  /** What becomes of each row; undefined while problems keep the file out. */
  rows: readonly { line: number; outcome: RowOutcome; changes: readonly string[] }[] | undefined;
  /** The rows that do not go in, as CSV with a column `reason`; undefined when all do. */
  rest: string | undefined;
  apply(write: Write): Promise<void>;
}

/** Reads, checks and plans. */
export async function prepareImport(
  kind: ImportKind,
  { name, bytes }: ImportFile,
  options: ImportOptions,
  env: ImportEnv,
): Promise<Prepared> {
  const source: Source = KINDS[kind];
  let answers: Answers = options;
  const reading = await readFile(bytes, source.shape, async (headingHash) => {
    answers = mergedAnswers(await env.stores.imports.answers(kind, headingHash), options);
    return answers;
  });
  if (!reading) throw noHeadings(kind, source.shape);
  source.refuse?.(reading);
  const planned = await source.plan(reading, env, options);
  const problems = sorted(planned.problems);
  const bad = new Set(problems.map(({ line }) => line));
  const blocked = reading.problems.some(({ column }) => source.shape.days.includes(column));
  const out = problems.length > 0 && (blocked || !options.skipBad || planned.rows.length === 0);
  const file = { name, hash: reading.hash };
  return {
    kind,
    file,
    headings: reading.headings.map(({ heading, field }) => ({ heading, column: field })),
    sample: reading.rows.slice(0, 5).map(({ cells: { written: _, ...cells } }) => cells),
    problems,
    notes: planned.notes,
    said: [...reading.notes, ...totalsSaid(reading, planned), ...planned.said],
    leftOut: reading.leftOut,
    rows: out ? undefined : planned.rows.filter(({ line }) => !bad.has(line)),
    rest: restOf(reading, problems),
    apply: async (write) => {
      await planned.apply({ ...write, file });
      if (options.map.size > 0 || options.dates !== undefined || options.statuses.size > 0)
        await env.stores.imports.saveAnswers(kind, reading.headingHash, {
          map: Object.fromEntries(answers.map),
          dates: answers.dates,
          statuses: Object.fromEntries(answers.statuses),
        });
    },
  };
}

const sorted = (problems: readonly Problem[]) => [...problems].sort((a, b) => a.line - b.line);

/** What is said now comes before what was said of such a file earlier. */
function mergedAnswers(saved: SavedAnswers | undefined, { map, dates, statuses }: ImportOptions): Answers {
  return {
    map: new Map([...Object.entries(saved?.map ?? {}), ...map]),
    dates: dates ?? saved?.dates,
    statuses: new Map([...Object.entries(saved?.statuses ?? {}), ...statuses]),
  };
}

const noHeadings = (kind: ImportKind, { columns }: FileShape) =>
  new Refusal(
    `None of the first 20 lines names columns that I know for ${kind}. They are ${columns.join(", ")}. If yours are called otherwise, or are in another language, name them with --map "their heading=our column". Nothing was imported.`,
  );

/** A total in the file is compared, and never counted. */
function totalsSaid({ totals }: FileReading, { sums }: Planned): string[] {
  return totals.map(({ line, cells }) => {
    const compared = Object.entries(sums).flatMap(([column, sum]) => {
      const said = Number((cells[column] ?? "").replaceAll(",", ""));
      return cells[column] ? [{ column, said, sum, same: said === sum }] : [];
    });
    if (compared.length === 0) return `Line ${line} is a total and is left out.`;
    const differ = compared.filter(({ same }) => !same);
    if (differ.length === 0) return `Line ${line} is a total; it agrees with the rows and is left out.`;
    return `Line ${line} is a total and is left out. It says ${compared.map(({ column, said }) => `${said} ${column}`).join(" and ")}; the rows add up to ${compared.map(({ column, sum }) => `${sum} ${column}`).join(" and ")}.`;
  });
}

function restOf({ original, leftOut }: FileReading, problems: readonly Problem[]): string | undefined {
  const reasons = new Map<number, string[]>();
  const add = (line: number, reason: string) => reasons.set(line, [...(reasons.get(line) ?? []), reason]);
  for (const { line, reason } of leftOut) add(line, `left out, ${reason}`);
  for (const { line, column, reason } of problems) add(line, `${column === "" ? "" : `${column} `}${reason}`);
  const rows = [...original.rows].flatMap(([line, cells]) => {
    const why = reasons.get(line);
    return why ? [[...padded(cells, original.heading.length), why.join("; ")]] : [];
  });
  return rows.length === 0 ? undefined : toText([[...original.heading, "reason"], ...rows]);
}

const padded = (cells: readonly string[], width: number) => Array.from({ length: width }, (_, at) => cells[at] ?? "");
