import { Temporal } from "temporal-polyfill";
import { dateAt, printDate } from "../calendar/calendar.ts";
import { departmentName } from "../catalog/catalog.ts";
import type { Env } from "../command/command.ts";
import { printFte, printMoney } from "./hundredths.ts";
import type { Recorded } from "./name.ts";

/** Undefined is an empty cell: not reported is not zero. */
export type Cell = string | number | undefined;

/**
 * How a fact is read: `cents` and `hundredths` are whole ones (dollars, positions), a `department` is its code, a
 * `moment` is milliseconds since 1970.
 */
export type FieldType =
  | "text"
  | "long text"
  | "day"
  | "moment"
  | "number"
  | "cents"
  | "hundredths"
  | "yes or no"
  | "list"
  | "department";

/** What a fact is made of, before it is printed or put into a cell. */
export type FactValue = string | number | boolean | readonly string[] | undefined;

/** One thing there is to know of a record of a kind. */
export interface RecordField<One> {
  /** The column of its exports: "addressed_to". */
  name: string;
  /** What it is called where people read it: "Addressed to". */
  label: string;
  type: FieldType;
  /** Undefined where it is not known, which is not zero and not no. */
  value(one: One, env: Env): FactValue;
  /** As people read it, where that is more than its type says. */
  print?(one: One, env: Env): string;
}

/** What is said of a fact besides its label and type. */
interface More<One> {
  /** The column of its exports, where that is not the label in small letters. */
  as?: string;
  print?(one: One, env: Env): string;
}

/** A fact of a kind: `fact("Addressed to", "text", (one) => one.addressedTo)`. */
export function fact<One>(
  label: string,
  type: FieldType,
  value: (one: One, env: Env) => FactValue,
  { as, ...more }: More<One> = {},
): RecordField<One> {
  return { name: as ?? label.toLowerCase().replace(/[^a-z0-9]+/g, "_"), label, type, value, ...more };
}

/** The department a record is of; the city as a whole has none. */
export const departmentFact = <One extends Recorded>(): RecordField<One> =>
  fact("Department", "department", ({ department }) => department);

/** What stands where a fact is not known. */
export const UNKNOWN = "–";

/** A fact as people read it; "–" where it is not known. */
export function printFact<One>(field: RecordField<One>, one: One, env: Env): string {
  const value = field.value(one, env);
  if (value === undefined || value === "" || (Array.isArray(value) && value.length === 0)) return UNKNOWN;
  return field.print?.(one, env) ?? printValue(field.type, value, env);
}

function printValue(type: FieldType, value: NonNullable<FactValue>, env: Env): string {
  if (Array.isArray(value)) return value.join(", ");
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return printNumber(type, value, env);
  if (type === "day") return printDate(String(value));
  return type === "department" ? departmentName(env.catalog, String(value)) : String(value);
}

function printNumber(type: FieldType, value: number, env: Env): string {
  switch (type) {
    case "moment":
      return printDate(dayOf(value, env));
    case "cents":
      return printMoney(value);
    case "hundredths":
      return printFte(value);
    default:
      return value.toLocaleString("en-US");
  }
}

/** The day in the city. */
const dayOf = (at: number, { city }: Pick<Env, "city">) =>
  dateAt(Temporal.Instant.fromEpochMilliseconds(Math.floor(at)), city);

/** One column of a kind's export. */
export interface SheetColumn<One> {
  name: string;
  label: string;
  cell(one: One, env: Env): Cell;
}

/** The columns of a kind's export: its number, its facts (names beside codes), who recorded it and when. */
export function sheetOf<One extends Recorded>({ fields }: { fields: readonly RecordField<One>[] }): SheetColumn<One>[] {
  const number: SheetColumn<One> = { name: "record", label: "Record", cell: ({ id }) => id };
  return [
    number,
    ...fields.flatMap(columnsOf),
    { name: "recorded_by", label: "Recorded by", cell: ({ authorName }) => authorName },
    {
      name: "recorded_on",
      label: "Recorded on",
      cell: ({ recordedAt }, env) => (recordedAt === undefined ? undefined : dayOf(recordedAt, env)),
    },
  ];
}

function columnsOf<One>(field: RecordField<One>): SheetColumn<One>[] {
  const { name, label, type } = field;
  const own: SheetColumn<One> = { name, label, cell: (one, env) => cellOf(type, field.value(one, env), env) };
  if (type !== "department") return [own];
  const named: SheetColumn<One> = {
    name: `${name}_name`,
    label: `${label} in words`,
    cell: (one, env) => {
      const code = field.value(one, env);
      return code === undefined ? undefined : departmentName(env.catalog, String(code));
    },
  };
  return [own, named];
}

function cellOf(type: FieldType, value: FactValue, env: Env): Cell {
  switch (typeof value) {
    case "boolean":
      return value ? "yes" : "no";
    case "number":
      return numberIn(type, value, env);
    case "string":
      return value === "" ? undefined : value;
    default:
      return value?.join("; ") || undefined;
  }
}

function numberIn(type: FieldType, value: number, env: Env): Cell {
  if (type === "moment") return dayOf(value, env);
  return type === "cents" || type === "hundredths" ? value / 100 : value;
}
