import { printDate } from "../../src/core/calendar/calendar.ts";
import type { Env } from "../../src/core/command/command.ts";
import { list } from "../../src/core/reply/list.ts";
import type { Block } from "../../src/core/reply/reply.ts";
import { ownersInWords } from "../../src/domain/plan/plan-items.ts";
import { STANDINGS, type Standing } from "../../src/plan/standing.ts";
import { dueInWords, seesProgress, standingInWords } from "./words.ts";

const SHORT = 100;

/** "16 actions: 1 late, 3 on track, 2 done, 10 no update; 9 without an update for a quarter." */
export function countsInWords(all: readonly Standing[]): string {
  const counts = STANDINGS.flatMap((state) => {
    const count = all.filter((one) => one.state === state).length;
    return count === 0 ? [] : [`${count} ${state}`];
  });
  const stale = all.filter((one) => one.stale).length;
  const said = counts.length === 0 ? "" : `: ${counts.join(", ")}`;
  return `${all.length} ${all.length === 1 ? "action" : "actions"}${said}; ${stale} without an update for a quarter.`;
}

/** A line for each goal and each strategy of all goals. */
export function goalsTable(all: readonly Standing[], env: Env): Block[] {
  const { goals, strategies } = env.plan;
  const progress = seesProgress(env);
  const line = (id: string, words: string, responsible: readonly string[], ids: readonly string[]) => {
    const own = all.filter(({ action }) => ids.includes(action.id));
    const done = own.filter(({ state }) => state === "done").length;
    const late = own.filter(({ state }) => state === "late").length;
    const counts = own.length === 0 ? "no actions" : `${done} of ${own.length} done${late > 0 ? `, ${late} late` : ""}`;
    return [id, words, ownersInWords(responsible, env.catalog, env.city), ...(progress ? [counts] : [])];
  };
  const rows = [
    ...goals.map((goal) =>
      line(
        goal.id,
        goal.text,
        goal.responsible,
        goal.strategies.flatMap(({ actions }) => actions.map(({ id }) => id)),
      ),
    ),
    ...strategies.map(({ id, name, responsible, actions }) =>
      line(
        id,
        name,
        responsible,
        actions.map((action) => action.id),
      ),
    ),
  ];
  const columns = ["Id", "Goal or strategy", "Responsible", ...(progress ? ["Actions"] : [])];
  return rows.length === 0 ? [] : [table("What the plan wants", columns, rows)];
}

/** Every action with its owner, its day and, for whoever may know it, how it goes (row E23). */
export function itemsTable(shown: readonly Standing[], env: Env): Block {
  const progress = seesProgress(env);
  const rows = shown.map((one) => {
    const { id, text, responsible } = one.action;
    const owner = ownersInWords(responsible, env.catalog, env.city);
    const last = one.last === undefined ? "never" : `${printDate(one.last)}${one.stale ? ", stale" : ""}`;
    return [id, short(text), owner, dueInWords(one.action), ...(progress ? [standingInWords(one, env), last] : [])];
  });
  return list(
    "Actions of the plan",
    ["Id", "Action", "Responsible", "Due", ...(progress ? ["Status", "Last update"] : [])],
    rows,
  );
}

export const table = (caption: string, columns: readonly string[], rows: string[][]): Block => ({
  kind: "table",
  caption,
  columns: columns.map((label) => ({ label })),
  rows,
});

/** As much of a text as a line of a table holds; the item itself shows all of it. */
export const short = (words: string) => (words.length > SHORT ? `${words.slice(0, SHORT - 1)}…` : words);
