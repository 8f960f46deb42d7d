import { normal } from "../understanding/clean.ts";

const IN =
  /^(?:attended|present|p|l|late|completed?|complete|passed|pass|checked in|yes|y|true|1|x|✓|✔|satisfactory|finished|done|attended late|si|presente)$/;
const OUT =
  /^(?:absent|a|e|excused|no ?show|did not attend|not attended|cancell?ed|withdrawn|withdrew|registered|enrolled|approved|not started|in progress|incomplete|pending|waitlisted|wait ?list|failed|fail|no|n|false|0|not checked in|past due|overdue|expired|exempt|dropped|unexcused|ausente|\?|-)$/;

/** What Eventbrite says of whoever has a ticket: another column tells whether they came. */
const PROMISED = /^(?:attending|accepted)$/;

export type Attendance = "in" | "out";

/** What somebody said that words mean which we do not know, by plain status. */
export type SaidStatuses = ReadonlyMap<string, Attendance>;

/** A status as it is compared: "P (2/2)" is "p", "No-Show" is "no show". */
export const plainStatus = (cell: string): string =>
  normal(cell)
    .replace(/\([^)]*\)/g, " ")
    .replace(/[-–_]+(?=\w)/g, " ")
    .replace(/\s+/g, " ")
    .trim();

/** Whether somebody was there, by a cell of a sheet: "P (2/2)", "No Show", "Completed". What we do not know is asked. */
export function wasThere(cell: string, said: SaidStatuses): Attendance | "unknown" | "promised" {
  const plain = plainStatus(cell);
  const known = said.get(plain);
  if (known !== undefined) return known;
  if (IN.test(plain)) return "in";
  if (plain === "" || OUT.test(plain)) return "out";
  return PROMISED.test(plain) ? "promised" : "unknown";
}

/** Of several columns that say it: one "out" wins, then what must be asked. */
export const worseStatus = (one: string, other: string, said: SaidStatuses): string =>
  WEIGHT[wasThere(other, said)] > WEIGHT[wasThere(one, said)] ? other : one;

const WEIGHT = { out: 3, unknown: 2, in: 1, promised: 0 } as const;

/** A column of P, A, L, E and ? is an attendance column, whatever its heading is (Moodle writes the session there). */
export const isRollCall = (cells: readonly string[]): boolean => {
  const given = cells.filter((cell) => cell !== "");
  return given.length > 0 && given.every((cell) => /^(?:[PALE]|\?)(?:\s*\(\d+\/\d+\))?$/i.test(cell));
};
