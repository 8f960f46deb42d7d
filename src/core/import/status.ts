import { normal } from "../understanding/clean.ts";

const IN =
  /^(?:attended|present|p|l|late|completed?|complete|passed|pass|checked in|yes|y|true|1|x|✓|✔|satisfactory|finished|done|attended late|si|presente)$/;
const OUT =
  /^(?:absent|a|e|excused|no ?show|did not attend|not attended|cancell?ed|withdrawn|withdrew|registered|attending|enrolled|approved|not started|in progress|incomplete|pending|waitlisted|wait ?list|failed|fail|no|n|false|0|not checked in|past due|overdue|expired|exempt|dropped|unexcused|ausente|\?|-)$/;

/** Whether somebody was there, by a cell of a sheet: "P (2/2)", "No Show", "Completed". */
export function wasThere(cell: string): "in" | "out" | "unknown" {
  const plain = normal(cell)
    .replace(/\([^)]*\)/g, " ")
    .replace(/[-–_]+(?=\w)/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  if (IN.test(plain)) return "in";
  return plain === "" || OUT.test(plain) ? "out" : "unknown";
}

/** A column of P, A, L, E and ? is an attendance column, whatever its heading is (Moodle writes the session there). */
export const isRollCall = (cells: readonly string[]): boolean => {
  const given = cells.filter((cell) => cell !== "");
  return given.length > 0 && given.every((cell) => /^(?:[PALE]|\?)(?:\s*\(\d+\/\d+\))?$/i.test(cell));
};
