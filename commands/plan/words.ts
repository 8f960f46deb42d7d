import { printDate, printDay } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Env } from "../../src/core/command/command.ts";
import { may, type Scope } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { Action } from "../../src/domain/plan/plan.ts";
import { actionsOf, isResponsible } from "../../src/domain/plan/plan-items.ts";
import type { Progress } from "../../src/domain/plan/progress.ts";
import { type Standing, standings } from "../../src/plan/standing.ts";

/** A part is its department's leads' to report, the whole the officer's. */
export const reporting = (department: string | undefined): Scope => ({
  to: "write",
  of: department === undefined ? { city: true } : { department },
});

/** The plan is everybody's to read; what was said of it is for those who may read the city, or lead a department. */
export const seesProgress = ({ actor }: Pick<Env, "actor">): boolean => readsCity(actor) || actor.leads.length > 0;

const readsCity = (actor: Env["actor"]) => may(actor, { to: "read", of: { city: true } });

/** What was said of a department, only to whoever may read that department; of the whole, to all of them. */
const isVisible = ({ department }: Progress, actor: Env["actor"]): boolean =>
  department === undefined || may(actor, { to: "read", of: { department } });

/** Where these actions stand, as far as the person may know. */
export async function standingsFor(actions: readonly Action[], env: Env): Promise<Standing[]> {
  const said = (await env.stores.progress.latest(env.today)).filter((one) => isVisible(one, env.actor));
  const codes = env.catalog.departments.map(({ code }) => code);
  return standings(env.plan, actions, said, codes, env.today);
}

/** All that was said of one action, the newest first, as far as the person may know. */
export const historyFor = async (action: string, { stores, actor }: Env): Promise<Progress[]> =>
  seesProgress({ actor }) ? (await stores.progress.history(action)).filter((one) => isVisible(one, actor)) : [];

/** An id of a record may outlive its action: the plan file decides what there is. */
export function actionAt(id: string, { plan }: Pick<Env, "plan">): Action {
  const action = actionsOf(plan).find((one) => one.id === id);
  if (!action) throw new Refusal(`The plan has no action ${id} any more. "plan show" lists those it has.`);
  return action;
}

/** "G1.1.3 · Library · on track · Sat 21 Nov 2026 · “Drafts are in review”". */
export const progressLine = ({ action, department, state, reportedOn, note }: Progress, { catalog }: Env): string =>
  [
    action,
    department === undefined ? "as a whole" : departmentName(catalog, department),
    state,
    printDate(reportedOn),
    ...(note === undefined ? [] : [`“${note}”`]),
  ].join(" · ");

/** Whether this person may say how an action goes. */
export const mayReport = ({ responsible }: Action, { actor }: Pick<Env, "actor">): boolean =>
  may(actor, reporting(undefined)) ||
  (!actor.granted.includes("auditor") && actor.leads.some((code) => isResponsible(responsible, code)));

/** "18 Nov 2024 – 22 Nov 2024", "from 1 Dec 2024". */
export function dueInWords({ from, due }: Action): string {
  if (from !== undefined && due !== undefined) return `${printDay(from)} – ${printDay(due)}`;
  if (from !== undefined) return `from ${printDay(from)}`;
  return due === undefined ? "–" : printDay(due);
}

/** "late: was due 18 Nov 2024", "on track, 2 of 21 departments (1 done, 1 on track)". */
export function standingInWords({ state, pastDue, action, whole, parts, departments }: Standing, env: Env): string {
  const passed = pastDue && action.due !== undefined ? `: was due ${printDay(action.due)}` : "";
  const unsaid = pastDue && whole === undefined && parts.length === 0 ? ", no update" : "";
  const counts = [...new Set(parts.map((one) => one.state))].map(
    (each) => `${parts.filter((one) => one.state === each).length} ${each}`,
  );
  const said =
    parts.length === 0
      ? ""
      : `, ${parts.length} of ${departments} ${env.city.words.department}s (${counts.join(", ")})`;
  return `${state}${passed}${unsaid}${said}`;
}
