import type { AskedStatus } from "./asked-status.ts";
import { type FileShape, type LeftOut, NO_ANSWERS, readFile } from "./read-file.ts";
import type { SaidStatuses } from "./status.ts";
import { addressIn, namesOnLine, writtenName } from "./written-name.ts";

/** One person of a sheet, as written. */
export interface SignInLine {
  /** Line in the text, from 1. */
  line: number;
  said: string;
  name: string;
  email: string | undefined;
  employeeId: string | undefined;
}

export interface SignIn {
  people: SignInLine[];
  leftOut: readonly LeftOut[];
  notes: readonly string[];
  askedStatuses: readonly AskedStatus[];
}

const SHAPE: FileShape = {
  columns: ["email", "employee_id", "name", "first_name", "last_name", "status", "department", "course", "held_on"],
  // A sheet belongs to one session, whose day is known.
  days: [],
  strict: false,
};

/** A pasted list or the text of a sheet: a line is a person. */
export async function readSignIn(text: string, statuses: SaidStatuses): Promise<SignIn> {
  const bytes = new TextEncoder().encode(text);
  const reading = text.trim() === "" ? undefined : await readFile(bytes, SHAPE, { ...NO_ANSWERS, statuses });
  if (!reading || !/\n/.test(text.trim()))
    return { people: plainList(text), leftOut: [], notes: [], askedStatuses: [] };
  const people = reading.rows.flatMap(({ line, cells }) => {
    const { email, employee_id: employeeId, name = "", written = "" } = cells;
    const said = email || written || name || employeeId || "";
    return said === "" ? [] : [{ line, said, name, email: email || undefined, employeeId: employeeId || undefined }];
  });
  const { leftOut, notes, askedStatuses } = reading;
  return { people, leftOut, notes, askedStatuses };
}

/** Without a heading: "Ana Torres, Bo Chen" are two people and "Torres, Ana" is one. */
function plainList(text: string): SignInLine[] {
  return text.split(/\r?\n/).flatMap((row, at) =>
    namesOnLine(row.replace(/^\ufeff/, "").split(/[,;\t]/)).map((said) => {
      const { name, employeeId } = writtenName(said);
      return { line: at + 1, said, name, email: addressIn(said), employeeId };
    }),
  );
}
