import { printDate } from "../../src/core/calendar/calendar.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { after } from "../../src/core/fields/after.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { capital } from "../../src/core/records/list.ts";
import { type Block, type Button, buttons, heading, reply, text } from "../../src/core/reply/reply.ts";
import { may } from "../../src/core/request/actor.ts";
import { kinds } from "../kinds.ts";
import { type Due, dueIn, type Retained, retainedIn } from "./due.ts";

/** What is past its time, and what a hold keeps all the same; nothing is disposed of by it. */
export const retentionList = defineCommand({
  name: "retention list",
  summary: "Show what is past the time the retention schedule keeps it, and which hold keeps it all the same.",
  roles: ["officer", "auditor", "admin"],
  reads: true,
  fields: {
    records: choice({
      label: "Records",
      optional: true,
      choices: kinds.all.map(({ plural }) => ({ value: plural, label: capital(plural) })),
    }),
    after: after(),
  },
  cues: { tells: "question", patterns: [[/\bretention(?: schedule)?\b|\bpast (?:its|their) time\b/, 4]] },
  examples: ["retention list", "retention list records=training"],
  // An administrator reads no records: the counts are all they see.
  scope: ({ records }, { actor }) =>
    records === undefined && may(actor, { to: "configure" }) ? { to: "configure" } : { to: "read", of: { city: true } },
  execute: async (values, env) => {
    const kind = kinds.all.find(({ plural }) => plural === values.records);
    if (kind)
      return reply(
        heading(`${capital(kind.plural)} past their time`),
        ...(await named(kind.plural, values.after, env)),
      );
    const all = await retainedIn(env);
    if (all.length === 0)
      return reply(
        heading("No retention schedule"),
        text("The plan file has none, so that nothing is ever past its time."),
      );
    const [past, held] = [sum(all, "past"), sum(all, "held")];
    return reply(
      heading(past === 0 ? "Nothing is past its time" : `${records(past)} past their time, ${held} kept by a hold`),
      { kind: "table", caption: `Retention on ${printDate(env.today)}`, columns: COLUMNS, rows: all.map(rowOf) },
      ...unknownIn(all),
      text("Nothing is disposed of by this list. A hold keeps records whatever the schedule says."),
      ...buttonsFor(all, env),
    );
  },
});

const COLUMNS = [
  { label: "Series" },
  { label: "Records" },
  { label: "Kept" },
  { label: "Past its time", numeric: true },
  { label: "Of them held", numeric: true },
  { label: "Rule" },
];

const records = (count: number) => (count === 1 ? "1 record is" : `${count.toLocaleString("en-US")} records are`);

const sum = (all: readonly Retained[], what: "past" | "held") => all.reduce((total, one) => total + one[what], 0);

function rowOf({ series, plural, past, held, more }: Retained): string[] {
  const rule = [series.citation ?? "no rule found", ...(series.note === undefined ? [] : [series.note])].join(". ");
  if (series.years === undefined) return [series.series, plural, "not known", "–", "–", rule];
  const kept = `${series.years} years${series.from === "day" ? "" : " after the fiscal year"}`;
  const [over, least] = more ? ["more than ", "at least "] : ["", ""];
  const counts = [`${over}${past.toLocaleString("en-US")}`, `${least}${held.toLocaleString("en-US")}`];
  return [series.series, plural, kept, ...counts, rule];
}

/** What nobody has said is said to be open, and never taken for "no time at all". */
function unknownIn(all: readonly Retained[]): Block[] {
  const open = all.filter(({ series }) => series.years === undefined).map(({ plural }) => plural);
  const without = kinds.all.map(({ plural }) => plural).filter((name) => all.every(({ plural }) => plural !== name));
  return [
    ...(open.length === 0 ? [] : [text(`How long they are kept is not known for: ${open.join(", ")}.`)]),
    ...(without.length === 0 ? [] : [text(`In no series of the plan: ${without.join(", ")}.`)]),
  ];
}

function buttonsFor(all: readonly Retained[], env: Env): Block[] {
  if (!may(env.actor, { to: "read", of: { city: true } })) return [];
  const past = all.filter(({ past: count }) => count > 0);
  const which = past.slice(0, 4).map(
    ({ plural }): Button => ({
      label: `Which ${plural}`,
      command: "retention list",
      values: { records: plural },
    }),
  );
  return [buttons(...which, { label: "Holds", command: "admin hold list", values: {} })];
}

async function named(plural: string, after: string | undefined, env: Env): Promise<Block[]> {
  const found = await dueIn(plural, after, env);
  if (found === undefined) return [text(`The retention schedule does not say how long ${plural} are kept.`)];
  if (found.due.length === 0) return [text("None is past its time.")];
  const row = ({ one, line, day, holds }: Due) => [
    one.id,
    line,
    day === undefined ? "–" : printDate(day),
    one.undone ? "yes" : "no",
    holds.length === 0 ? "nothing" : holds.join(", "),
  ];
  return [
    {
      kind: "table",
      caption: `Kept until the end of ${printDate(found.until)}, by their day`,
      columns: ["Record", "What it says", "Day", "Undone", "Kept by"].map((label) => ({ label })),
      rows: found.due.map(row),
    },
    ...(found.next === undefined
      ? []
      : [buttons({ label: "More", command: "retention list", values: { records: plural, after: found.next } })]),
  ];
}
