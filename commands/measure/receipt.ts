import { periodNamed } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import { isClosed } from "../../src/core/catalog/closed.ts";
import type { Env } from "../../src/core/command/command.ts";
import { type Block, type Button, buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { may, type Scope } from "../../src/core/request/actor.ts";
import { measureName } from "../../src/domain/measure/fields/measure.ts";
import type { MeasureEntry, MeasureOutcome, MeasureRecord } from "../../src/domain/measure/measures.ts";
import { printFigure } from "../../src/reports/measures/words.ts";

/** Changing a figure is for whoever recorded it, that department's lead, and the officer; the city's is the officer's. */
export const changing = ({ author, department, start }: MeasureRecord, { catalog }: Pick<Env, "catalog">): Scope => ({
  to: "write",
  of: department === undefined ? { city: true } : { entry: { author, department, closed: isClosed(catalog, start) } },
});

const AUDIENCES = { employee: "employees", contractor: "contractors", unsplit: undefined } as const;

/** "Job descriptions with equity goals · Q4 2026 · Health · 30 of 120 (25 %)". */
export function measureLine(entry: MeasureEntry, { catalog, city }: Pick<Env, "catalog" | "city">): string {
  const measure = catalog.measure(entry.measure);
  const { department, audience, start, end } = entry;
  return [
    `${measureName(catalog, entry.measure)}${entry.baseline ? ", baseline" : ""}`,
    periodNamed(start, end, city).label,
    ...(department === undefined ? [city.name] : [departmentName(catalog, department)]),
    `${measure ? printFigure(measure, entry) : (entry.value ?? entry.state ?? entry.on ?? "")}${AUDIENCES[audience] ? ` ${AUDIENCES[audience]}` : ""}`,
  ].join(" · ");
}

/** What was recorded, what was on record, and what another figure stands in the way of. */
export function recordedReply(
  outcomes: readonly MeasureOutcome[],
  wanted: readonly MeasureEntry[],
  env: Env,
  more: Block[],
): Reply {
  const all = outcomes.map((one, at) => ({ ...one, wanted: wanted[at] ?? one.record }));
  const fresh = all.filter(({ outcome }) => outcome === "recorded");
  const blocks = [
    heading(titleOf(all)),
    ...all.flatMap((one) => said(one, env)),
    ...(fresh.length > 0 ? more : []),
    buttons(...all.flatMap((one) => choices(one, env)), ...shown(all[0]?.record, env)),
  ];
  const [first] = fresh;
  if (!first) return reply(...blocks);
  return {
    ...reply(...blocks),
    changed: { record: first.record.id, department: first.record.department, on: [first.record.start] },
  };
}

interface Told extends MeasureOutcome {
  wanted: MeasureEntry;
}

function titleOf(all: readonly Told[]): string {
  const ids = (outcome: Told["outcome"]) => all.filter((one) => one.outcome === outcome).map(({ record }) => record.id);
  const recorded = ids("recorded");
  if (recorded.length > 0) return `Recorded ${recorded.join(" and ")}`;
  return ids("differs").length > 0 ? "Another figure is on record" : "Already recorded";
}

function said({ outcome, record, wanted }: Told, env: Env): Block[] {
  if (outcome === "recorded") return [text(measureLine(record, env)), ...details(record)];
  if (outcome === "on record")
    return [text(`${record.id} says so already: ${measureLine(record, env)}. Nothing new was saved.`)];
  return [
    text(`${record.id} says: ${measureLine(record, env)}.`),
    text(
      `You said: ${measureLine(wanted, env)}. That was not saved: correct the one on record, and both stay on the trail.`,
    ),
  ];
}

function details({ source, note, baseline }: MeasureEntry): Block[] {
  const quarters = baseline?.quarters;
  return [
    ...(quarters === undefined ? [] : [text(`Reported: ${quarters} of 4 quarters`)]),
    ...(baseline?.agreedWith === undefined ? [] : [text(`Agreed with: ${baseline.agreedWith}`)]),
    ...(source === undefined ? [] : [text(`Source: ${source}`)]),
    ...(note === undefined ? [] : [text(`Note: ${note}`)]),
  ];
}

function choices({ outcome, record, wanted }: Told, env: Env): Button[] {
  if (outcome !== "differs") return actions(record, env);
  if (!may(env.actor, changing(record, env))) return [];
  const names = ["value", "of", "on", "state"] as const;
  const changes = Object.fromEntries(
    names.flatMap((name) => (wanted[name] === undefined ? [] : [[`changes.${name}`, wanted[name]]])),
  );
  return [{ label: `Correct ${record.id}`, command: "fix", values: { record: record.id, ...changes }, ask: true }];
}

/** What this person may do with it. */
export function actions(record: MeasureRecord, { actor, catalog }: Pick<Env, "actor" | "catalog">): Button[] {
  if (!may(actor, changing(record, { catalog }))) return [];
  const values = { record: record.id };
  if (record.undone) return [{ label: "Put it back", command: "fix restore", values }];
  return [
    { label: "Edit", command: "fix", values, ask: true },
    { label: "Undo", command: "fix undo", values },
  ];
}

function shown(record: MeasureRecord | undefined, { city }: Env): Button[] {
  if (!record) return [];
  const { measure, department, start, end } = record;
  const values = {
    measure,
    period: periodNamed(start, end, city).id,
    ...(department === undefined ? {} : { department }),
  };
  return [{ label: "Show the measure", command: "measure show", values }];
}

/** One record after it was changed. */
export function measureReceipt(title: string, record: MeasureRecord, env: Env, more: readonly Block[] = []): Reply {
  return {
    ...reply(
      heading(title),
      text(measureLine(record, env)),
      ...details(record),
      ...more,
      buttons(...actions(record, env), ...shown(record, env)),
    ),
    changed: { record: record.id, department: record.department, on: [record.start] },
  };
}
