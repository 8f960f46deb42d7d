import { printDate } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Confirmation, Env } from "../../src/core/command/command.ts";
import type { Context } from "../../src/core/command/field.ts";
import { type PersonName, personKey } from "../../src/core/people/person.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { MAX_COUNT } from "../../src/core/understanding/tally.ts";
import type { TrainingEntry } from "../../src/domain/training/store.ts";

/** What `training log` understood. */
export interface TrainingValues {
  course: string;
  heldOn: string;
  department: string;
  people: string[] | undefined;
  employees: number | undefined;
  contractors: number | undefined;
  unsplit: number | undefined;
  note: string | undefined;
}

/** Counts above this are asked about, as are those above ten times the department's headcount. */
const LARGE = 500;

/** Questions that need all values: a date before the plan, a large count. */
export function reviewTraining(values: TrainingValues, context: Context): Confirmation[] {
  const { heldOn } = values;
  if (heldOn > context.today)
    throw new Refusal(`${printDate(heldOn)} has not come yet. Log it once it has been held.`, "heldOn");
  return [...beforePlan(heldOn, context), ...largeCount(values, context)];
}

function beforePlan(heldOn: string, { city }: Context): Confirmation[] {
  if (heldOn >= city.planPeriod.start) return [];
  const question = `${printDate(heldOn)} is before the plan began (${printDate(city.planPeriod.start)}): is that right?`;
  return [{ id: "before-plan", question, yes: `Yes, it was ${printDate(heldOn)}` }];
}

function largeCount(values: TrainingValues, { catalog }: Context): Confirmation[] {
  const total = (values.employees ?? 0) + (values.contractors ?? 0) + (values.unsplit ?? 0);
  const headcount = catalog.headcounts[values.department];
  const tooMany = headcount !== undefined && total > 10 * headcount;
  if (total <= LARGE && !tooMany) return [];
  const why = tooMany ? ` ${departmentName(catalog, values.department)} has ${headcount} people on record.` : "";
  const said = total.toLocaleString("en-US");
  return [
    { id: "large-count", question: `${said} people in one session: is that right?${why}`, yes: `Yes, record ${said}` },
  ];
}

/** Names become people; counts must hold those named (contract.md, Counts). */
export async function toEntry(values: TrainingValues, env: Env): Promise<TrainingEntry & { named: PersonName[] }> {
  const emails = values.people ?? [];
  const named = emails.length === 0 ? [] : await env.stores.people.byEmail(emails, env.today);
  const unknown = emails.filter((email) => !named.some((person) => personKey(person.email) === personKey(email)));
  if (unknown.length > 0)
    throw new Refusal(
      `I do not know ${unknown.join(", ")}. Nothing was saved. Ask an administrator to add them.`,
      "people",
    );
  const { course, heldOn, department, employees, contractors, unsplit, note } = values;
  return {
    course,
    heldOn,
    department,
    employees,
    contractors,
    unsplit,
    note,
    people: named.map((person) => person.id),
    named,
  };
}

export function ensureCounts(entry: TrainingEntry & { named: PersonName[] }): void {
  const contractors = entry.named.filter((person) => person.audience === "contractor").length;
  needAtLeast(entry.employees, entry.named.length - contractors, "employees");
  needAtLeast(entry.contractors, contractors, "contractors");
  const total = (entry.employees ?? 0) + (entry.contractors ?? 0) + (entry.unsplit ?? 0);
  if (total > MAX_COUNT)
    throw new Refusal(
      `${total.toLocaleString("en-US")} is more than one entry can count. Nothing was saved.`,
      "employees",
    );
}

function needAtLeast(count: number | undefined, named: number, field: "employees" | "contractors"): void {
  if (count === undefined || count >= named) return;
  throw new Refusal(
    `You name ${named} ${field} but count ${count}. The count includes those named: ${named} or more, or leave it empty.`,
    field,
  );
}
