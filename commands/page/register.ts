import { planPeriod, previousQuarter, printInstant, printPeriod, quarterOf } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { after } from "../../src/core/fields/after.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { department } from "../../src/core/fields/department.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import { printFact, type RecordField, UNKNOWN } from "../../src/core/records/field.ts";
import type { RecordKind } from "../../src/core/records/kind.ts";
import { capital, readListed } from "../../src/core/records/list.ts";
import type { Recorded } from "../../src/core/records/name.ts";
import { SORTS, type Sort } from "../../src/core/records/store.ts";
import { heading, type RawValues, reply, text } from "../../src/core/reply/reply.ts";
import { cityOrLed, departmentMeant } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { RegisterPage } from "../../src/domain/pages/register.ts";
import { kinds } from "../kinds.ts";
import { readable } from "./readable.ts";

const NUMBERS: readonly string[] = ["number", "cents", "hundredths"];

/** As many records as a page in the browser shows at once. */
const RECORDS_A_PAGE = 50;

/** What the page of a register is made of: the records that an export of the same holds, newest first. */
export const pageRegister = defineCommand({
  name: "page register",
  summary: "What the page of a register shows.",
  roles: ["lead", "officer", "auditor"],
  internal: true,
  reads: true,
  fields: {
    of: choice({
      label: "Records",
      choices: kinds.all.map(({ plural }) => ({ value: plural, label: capital(plural) })),
    }),
    department: department({ optional: true }),
    period: period({ optional: true }),
    sort: choice({
      label: "Order",
      optional: true,
      choices: SORTS.map((value) => ({ value, label: value })),
    }),
    undone: choice({ label: "With undone", optional: true, choices: [{ value: "yes", label: "Yes" }] }),
    after: after(),
  },
  examples: ["page register of=partners"],
  scope: ({ department: code }, { actor }) => cityOrLed(code, actor),
  execute: async (values, env) => {
    const kind = kinds.all.find(({ plural }) => plural === values.of);
    if (!kind) throw new Error(`no kind is called ${values.of}`);
    const code = departmentMeant(values.department, env.actor);
    const asked = values.period === undefined ? planPeriod(env.city) : periodOf(values.period, env.city);
    const { start, end } = asked;
    const listing = { departments: code === undefined ? undefined : [code], start, end, after: values.after };
    const sort = sortAsked(values.sort, kind);
    const undone = values.undone === "yes";
    const listed = await readListed(kind, { ...listing, limit: RECORDS_A_PAGE, undone, sort, countTo: COUNTED }, env);
    const page: RegisterPage = {
      kind: "register",
      city: env.city.name,
      plural: kind.plural,
      title: capital(kind.plural),
      asOf: printInstant(env.instant, env.city),
      of: kind.belongs === "city" || code === undefined ? env.city.name : departmentName(env.catalog, code),
      period: { id: asked.id, words: printPeriod(asked) },
      department: code,
      withUndone: values.undone === "yes",
      sort: values.sort,
      total: Math.min(listed.total, COUNTED),
      more: listed.total > COUNTED,
      ...tableOf(kind, listed.records, env),
      next: listed.next,
      later: values.after !== undefined,
      departments: kind.belongs === "city" ? [] : readable(env),
      periods: periodsOf(env),
      registers: kinds.all.map(({ plural }) => ({ plural, title: capital(plural) })),
      downloads: downloadsOf(kind, asked.id, code),
    };
    return { ...reply(heading(page.title), text(`${page.total} on record, ${page.period.words}.`)), data: page };
  },
});

/** Nobody counts a register further: a page takes as long with ten million records. */
const COUNTED = 10_000;

function sortAsked(sort: string | undefined, kind: RecordKind): Sort | undefined {
  if (sort === "department" && !byDepartment(kind))
    throw new Refusal(`${capital(kind.plural)} have no department to be ordered by.`);
  return SORTS.find((one) => one === sort);
}

const byDepartment = (kind: RecordKind) => kind.fields.some((field) => field.type === "department");

/** Which of the orders stand in the head of a column: the day they are listed by, and the department. */
function sortsOf(field: RecordField<Recorded>, kind: RecordKind): readonly Sort[] {
  if (field.type === "department") return ["department"];
  const dated = kind.dated ?? kind.fields.find(({ type }) => type === "day")?.label;
  return field.label === dated ? ["newest", "oldest"] : [];
}

/** What this page says of them: a column in which nothing is known would only be in the way. */
function tableOf(kind: RecordKind, records: readonly Recorded[], env: Env): Pick<RegisterPage, "columns" | "rows"> {
  const known = kind.fields.filter((field) => records.some((one) => printFact(field, one, env) !== UNKNOWN));
  return {
    columns: known.map((field) => ({
      label: field.label,
      numeric: NUMBERS.includes(field.type),
      sorts: sortsOf(field, kind),
    })),
    rows: records.map((one) => ({
      id: one.id,
      undone: one.undone,
      cells: known.map((field) => printFact(field, one, env)),
    })),
  };
}

/** The plan's own period, and the quarters one asks for most. */
function periodsOf({ city, today }: Env) {
  const now = quarterOf(today, city);
  const whole = planPeriod(city);
  return [whole, now, previousQuarter(now, city)].map((one) => ({ id: one.id, label: printPeriod(one) }));
}

function downloadsOf(kind: RecordKind, periodId: string, code: string | undefined) {
  const values: RawValues = {
    what: kind.plural,
    period: periodId,
    ...(code === undefined ? {} : { department: code }),
  };
  return [
    { label: "Excel", command: "report export", values: { ...values, format: "xlsx" } },
    { label: "CSV", command: "report export", values: { ...values, format: "csv" } },
  ];
}
