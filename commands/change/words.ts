import { fiscalYear, printDate } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Env } from "../../src/core/command/command.ts";
import { printFte, printMoney } from "../../src/core/records/hundredths.ts";
import { type Button, buttons, facts, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { may, type Scope } from "../../src/core/request/actor.ts";
import type { Change, ChangeKind } from "../../src/domain/change/changes.ts";

export const KIND_LABELS: Readonly<Record<ChangeKind, string>> = {
  policy: "Policy change",
  resource: "Resource change",
  none: "No change",
};

/** Recording what changed is for the department's leads and the officer, like completing the analysis it came from. */
export const deciding = (department: string): Scope => ({ to: "write", of: { department } });

/** "Resource change because of AN-2026-0002: -$25,000 · budget year 2027 · Public Works · Fri 20 Nov 2026". */
export function changeLine(change: Change, { catalog, city }: Pick<Env, "catalog" | "city">): string {
  const { kind, source, department, description, adoptedOn, amount, fte, budgetYear } = change;
  const parts = [
    amount === undefined ? undefined : printMoney(amount),
    fte === undefined ? undefined : printFte(fte),
    description,
    budgetYear === undefined ? undefined : `budget year ${fiscalYear(budgetYear, city).label}`,
    departmentName(catalog, department),
    printDate(adoptedOn),
  ];
  return `${KIND_LABELS[kind]} because of ${source}: ${parts.filter((part) => part !== undefined).join(" · ")}`;
}

/** Every figure and word of it, and what can be done with it. */
export const changeReceipt = (title: string, change: Change, env: Env, more: Reply["blocks"] = []): Reply => ({
  ...reply(heading(title), text(changeLine(change, env)), ...details(change), ...more, ...next(change, env)),
  changed: {
    record: change.id,
    department: change.department,
    on: change.adoptedOn === undefined ? [] : [change.adoptedOn],
  },
});

function details({ decidedBy, evidence, account, fund, before, after }: Change): Reply["blocks"] {
  const said = [
    { label: "Decided by", value: decidedBy },
    { label: "Account", value: account },
    { label: "Fund", value: fund },
    { label: "Before", value: before === undefined ? undefined : printMoney(before) },
    { label: "After", value: after === undefined ? undefined : printMoney(after) },
    { label: "Evidence", value: evidence },
  ].flatMap(({ label, value }) => (value === undefined ? [] : [{ label, value }]));
  return said.length === 0 ? [] : [facts(...said)];
}

function next(change: Change, env: Env): Reply["blocks"] {
  const all = actions(change, env);
  return all.length === 0 ? [] : [buttons(...all)];
}

/** What this person may do with it. */
export function actions({ id, department, source, undone }: Change, { actor }: Pick<Env, "actor">): Button[] {
  if (!may(actor, deciding(department))) return [];
  const values = { record: id };
  const list: Button = { label: `All changes of ${source}`, command: "change list", values: { from: source } };
  return undone
    ? [{ label: "Put it back", command: "fix restore", values }, list]
    : [{ label: "Edit", command: "fix", values, ask: true }, { label: "Undo", command: "fix undo", values }, list];
}
