import { fiscalYear, printDate } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Env } from "../../src/core/command/command.ts";
import { printFte, printMoney } from "../../src/core/records/hundredths.ts";
import { facts, type Reply } from "../../src/core/reply/reply.ts";
import type { Scope } from "../../src/core/request/actor.ts";
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

/** Every figure and word that the line does not say. */
export function details({ decidedBy, evidence, account, fund, before, after }: Change): Reply["blocks"] {
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
