import { printDate } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Env } from "../../src/core/command/command.ts";
import { type Block, buttons, type Fact, facts, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { type Action, ORIGIN_NAMES, type Plan } from "../../src/domain/plan/plan.ts";
import { ownersInWords, strategiesOf } from "../../src/domain/plan/plan-items.ts";
import type { Progress } from "../../src/domain/plan/progress.ts";
import { table } from "./tables.ts";
import { dueInWords, historyFor, mayReport, seesProgress, standingInWords, standingsFor } from "./words.ts";

/** One action in the plan's own words, whose it is, and all that was said of it. */
export async function actionReply(action: Action, env: Env): Promise<Reply> {
  const [[standing], said] = await Promise.all([standingsFor([action], env), historyFor(action.id, env)]);
  const progress = seesProgress(env) && standing ? [{ label: "Status", value: standingInWords(standing, env) }] : [];
  return reply(
    heading(`${action.id} · ${placeOf(action, env)}`),
    text(action.text),
    facts(...about(action, env), ...progress),
    ...(said.length === 0 ? [] : [historyTable(said, env)]),
    ...(mayReport(action, env)
      ? [buttons({ label: "Update…", command: "plan update", values: { action: action.id }, ask: true })]
      : []),
  );
}

/** The strategy it belongs to. */
const placeOf = ({ id }: Action, { plan }: Env): string =>
  strategiesOf(plan).find(({ actions }) => actions.some((one) => one.id === id))?.name ?? "";

function about(action: Action, { plan, catalog, city }: Env): Fact[] {
  const goal = plan.goals.find(({ strategies }) => strategies.some(({ actions }) => actions.includes(action)));
  const asked = plan.obligations.filter(({ of }) => of === action.id).map(({ label }) => label);
  return [
    ...(goal ? [{ label: "Goal", value: `${goal.id} ${goal.text}` }] : []),
    { label: "Responsible", value: ownersInWords(action.responsible, catalog, city) },
    { label: "Due", value: dueInWords(action) },
    ...(asked.length === 0 ? [] : [{ label: "Checked by", value: asked.join(", ") }]),
  ];
}

function historyTable(said: readonly Progress[], { catalog }: Env): Block {
  const rows = said.map(({ id, department, state, reportedOn, note, authorName }) => [
    id,
    printDate(reportedOn),
    department === undefined ? "as a whole" : departmentName(catalog, department),
    state,
    note ?? "–",
    authorName,
  ]);
  return table("What was said of it, the newest first", ["Record", "As of", "Part", "Status", "Progress", "By"], rows);
}

/** What stands in the plan besides its items. */
export function partReply(part: string, { plan, city }: Env): Reply {
  const title = (words: string) => heading(`${words} · ${city.name}`);
  if (part === "modes")
    return reply(
      title("How the officer may act"),
      ...listed(
        plan.modes.flatMap(({ name, items }) => items.map((item) => [name, item.text])),
        ["Mode", "What"],
      ),
      ...plan.modes.flatMap(({ name, note }) => (note === undefined ? [] : [text(`${name}: ${note}.`)])),
    );
  const statements = part === "objectives" ? plan.objectives : plan.sources;
  return reply(
    title(part === "objectives" ? "Objectives" : "What the plan is taken from"),
    ...listed(
      statements.map(({ id, text: words }) => [id, words]),
      ["Id", "What"],
    ),
    ...(part === "sources" && plan.origins.length > 0 ? [originsTable(plan)] : []),
  );
}

/** What of the plan is no source's word, and whose word the rest is. */
const originsTable = ({ origins }: Plan): Block =>
  table(
    "What is a source's word, our reading or an example",
    ["Part", "Which", "What it is", "Why"],
    origins.map(({ about, of, is, text: why }) => [ORIGIN_NAMES[about], of.join(", ") || "all", is, why]),
  );

const listed = (rows: string[][], columns: readonly string[]): Block[] =>
  rows.length === 0 ? [text("The plan names none.")] : [table("In the plan's own words", columns, rows)];
