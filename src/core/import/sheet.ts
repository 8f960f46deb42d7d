import { parse } from "csv-parse/sync";
import type { PersonName } from "../people/person.ts";
import { cleanText } from "../understanding/clean.ts";
import { nearestPeople, peopleIn } from "../understanding/people.ts";
import { createSentence } from "../understanding/sentence.ts";

/** One row of a list of people: as written, and who that is. */
export interface SheetRow {
  /** Line in the text, from 1. */
  line: number;
  said: string;
  match:
    | { state: "matched"; person: PersonName }
    | { state: "several"; people: readonly PersonName[] }
    | { state: "unknown"; nearest: readonly PersonName[] };
}

/** What a pasted list or a CSV sign-in sheet holds, row by row, before anybody is looked up. */
export function sheetLines(text: string): { line: number; said: string }[] {
  const rows = csvRows(text);
  const header = rows[0]?.cells.map((cell) => cell.toLowerCase()) ?? [];
  const columns = header
    .map((cell, at) => ({ cell, at }))
    .filter(({ cell }) =>
      /^(?:e-?mail(?: address)?|name|full name|first(?: ?name)?|last(?: ?name)?|attendee|employee|person)$/.test(cell),
    );
  if (columns.length === 0) return rows.flatMap(plainRow);
  const email = columns.find(({ cell }) => /mail/.test(cell));
  return rows.slice(1).flatMap(({ line, cells }) => {
    const byEmail = email ? (cells[email.at] ?? "") : "";
    const byName = columns
      .filter((column) => column !== email)
      .map(({ at }) => cells[at] ?? "")
      .join(" ")
      .trim();
    const said = byEmail !== "" ? byEmail : byName;
    return said === "" ? [] : [{ line, said }];
  });
}

function csvRows(text: string): { line: number; cells: string[] }[] {
  const options = {
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
    info: true,
    delimiter: [",", ";", "\t"],
  } as const;
  const rows = parse(text, { ...options, delimiter: [...options.delimiter] }) as unknown as {
    record: string[];
    info: { lines: number };
  }[];
  return rows.map(({ record, info }) => ({ line: info.lines, cells: record }));
}

/** Without a header every cell is a person: "Ana Torres, Bo Chen". */
const plainRow = ({ line, cells }: { line: number; cells: string[] }) =>
  cells
    .flatMap((cell) => cell.split(/\band\b|&/i))
    .map((cell) => cell.replace(/^\s*(?:[-*•]|\d+[.)])\s*/, "").trim())
    .filter((cell) => cell !== "")
    .map((said) => ({ line, said }));

/** Each row with the person it names; several or none are shown, never guessed. */
export function matchRows(rows: readonly { line: number; said: string }[], people: readonly PersonName[]): SheetRow[] {
  return rows.map((row) => {
    const sentence = createSentence(cleanText(row.said.slice(0, 200)));
    const [first, ...others] = peopleIn(sentence, people);
    const meant = first && others.length === 0 && sentence.free().length === 0 ? first.people : [];
    const [only] = meant;
    if (only && meant.length === 1) return { ...row, match: { state: "matched", person: only } };
    if (meant.length > 1) return { ...row, match: { state: "several", people: meant } };
    return { ...row, match: { state: "unknown", nearest: nearestPeople(row.said, people) } };
  });
}
