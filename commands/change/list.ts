import { fiscalYear, planPeriod, printDate, printPeriod } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { after } from "../../src/core/fields/after.ts";
import { department } from "../../src/core/fields/department.ts";
import { period, periodOf } from "../../src/core/fields/period.ts";
import { printFte, printMoney } from "../../src/core/records/hundredths.ts";
import { departmentIn } from "../../src/core/records/list.ts";
import { PAGE, pageEnd } from "../../src/core/records/paging.ts";
import { type Block, heading, reply, text } from "../../src/core/reply/reply.ts";
import { cityOrLed, type Scope } from "../../src/core/request/actor.ts";
import type { Change, ResourceSum } from "../../src/domain/change/changes.ts";
import { sourceOf, sourceRecord } from "./source.ts";
import { KIND_LABELS } from "./words.ts";

export const changeList = defineCommand({
  name: "change list",
  summary: "List what analyses and impact statements led to, with money and positions by budget year.",
  roles: ["lead", "officer", "auditor"],
  reads: true,
  rootDefault: true,
  fields: {
    department: department({ optional: true }),
    period: period({ optional: true }),
    from: { ...sourceRecord(), optional: true as const },
    after: after(),
  },
  cues: {
    tells: "question",
    patterns: [
      [/\b(?:list|show|what|which|how many|all)\b.*\b(?:policy|resource|budget) changes\b/, 6],
      [/^(?:list|show)(?: all| me)?(?: the| our)? changes\b(?!.*\b[a-z]{2}-\d{4})/, 4],
    ],
  },
  examples: ["list", "list public works 2026", "list from=AN-2026-0002"],
  scope: (values, env) => scopeOf(values, env),
  execute: async (values, env) => {
    const asked = values.period === undefined ? planPeriod(env.city) : periodOf(values.period, env.city);
    const { start, end } = asked;
    const scope = await scopeOf(values, env);
    const code = departmentIn(scope);
    const { changes } = env.stores;
    const departments = code === undefined ? undefined : [code];
    const page = { departments, of: values.from, start, end, after: values.after, limit: PAGE };
    const listed = await changes.page(page);
    const where = code === undefined ? env.city.name : departmentName(env.catalog, code);
    const of = values.from === undefined ? "" : ` because of ${values.from}`;
    const all = values.from === undefined ? await changes.resources(start, end) : [];
    const sums = all.filter((one) => code === undefined || one.department === code);
    return reply(
      heading(`Changes${of} · ${where} · ${printPeriod(asked)}`),
      ...table(listed.records),
      ...pageEnd(listed, { command: "change list", values }),
      ...(sums.length === 0 ? [] : [sumTable(sums, env)]),
    );
  },
});

/** A source or a department that is named is that one; else what the person may read. */
async function scopeOf(values: { department: string | undefined; from: string | undefined }, env: Env): Promise<Scope> {
  const named = values.from === undefined ? values.department : (await sourceOf(values.from, env)).department;
  return cityOrLed(named, env.actor);
}

function table(found: readonly Change[]): Block[] {
  if (found.length === 0) return [text("None is on record for this period.")];
  const rows = found.map((one) => [one.id, one.source, said(one), figures(one), printDate(one.adoptedOn)]);
  const columns = ["Record", "Because of", "What changes", "Figures", "Adopted"].map((label) => ({ label }));
  return [{ kind: "table", caption: "Changes on record", columns, rows, list: true }];
}

const said = ({ kind, description }: Change) =>
  description === undefined ? KIND_LABELS[kind] : `${KIND_LABELS[kind]}: ${description}`;

const figures = ({ amount, fte }: Change) =>
  [money(amount), positions(fte)].filter((one) => one !== "–").join(", ") || "–";
const money = (cents: number | undefined) => (cents === undefined ? "–" : printMoney(cents));
const positions = (fte: number | undefined) => (fte === undefined ? "–" : printFte(fte));

/** Row C8: money in one column, positions in another. */
function sumTable(sums: readonly ResourceSum[], { catalog, city }: Env): Block {
  const rows = sums.map((one) => [
    departmentName(catalog, one.department),
    fiscalYear(one.budgetYear, city).label,
    money(one.cents),
    positions(one.fte),
    String(one.changes),
  ]);
  const numeric = ["Money", "FTE", "Changes"].map((label) => ({ label, numeric: true }));
  return {
    kind: "table",
    caption: "Resources by department and budget year",
    columns: [{ label: "Department" }, { label: "Budget year" }, ...numeric],
    rows,
  };
}
