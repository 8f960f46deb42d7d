import { printDate } from "../../src/core/calendar/calendar.ts";
import { courseTitle, departmentName } from "../../src/core/catalog/catalog.ts";
import { isClosed } from "../../src/core/catalog/closed.ts";
import type { Env } from "../../src/core/command/command.ts";
import type { PersonName } from "../../src/core/people/person.ts";
import {
  type Block,
  type Button,
  buttons,
  heading,
  type RawValues,
  type Reply,
  reply,
  text,
} from "../../src/core/reply/reply.ts";
import { may } from "../../src/core/request/actor.ts";
import type { RecordOutcome, TrainingRecord } from "../../src/domain/training/store.ts";
import type { TrainingValues } from "./entry.ts";

/** The reply to `training log`: what is on record now, or why nothing new is. */
export function recordedReply(result: RecordOutcome, values: TrainingValues, env: Env): Reply {
  if (result.outcome === "same-counts") return askAnother(result.record, values, env);
  if (result.outcome === "already-recorded") return alreadyRecorded(result.record, result.alreadyRecorded, env);
  const before =
    result.alreadyRecorded.length > 0
      ? [text(`Already on record for this session: ${names(result.alreadyRecorded)}.`)]
      : [];
  return receipt(`Recorded ${result.record.id}`, result.record, env, before);
}

/** Record id, what was understood, and what can be done with it. Every write ends in one. */
export function receipt(title: string, record: TrainingRecord, env: Env, more: readonly Block[] = []): Reply {
  return {
    ...reply(
      heading(title),
      text(summary(record, env)),
      ...detail(record),
      ...more,
      ...notes(record, env),
      buttons(...actions(record, env)),
    ),
    changed: { record: record.id, department: record.department, on: [record.heldOn] },
  };
}

/** "Anti-Racism 101 · Fri 20 Nov 2026 · Public Works · 12 employees". */
export function summary(record: TrainingRecord, { catalog }: Pick<Env, "catalog">): string {
  return [
    courseTitle(catalog, record.course),
    printDate(record.heldOn),
    departmentName(catalog, record.department),
    countsOf(record),
  ].join(" · ");
}

export function countsOf({ totals }: Pick<TrainingRecord, "totals">): string {
  const parts = [
    totals.employees > 0 ? plural(totals.employees, "employee") : "",
    totals.contractors > 0 ? plural(totals.contractors, "contractor") : "",
    totals.unsplit > 0 ? `${totals.unsplit.toLocaleString("en-US")} employees and contractors together` : "",
  ].filter((part) => part !== "");
  return parts.join(", ") || "nobody";
}

const plural = (count: number, noun: string) => `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;

export const names = (people: readonly PersonName[]) => people.map((person) => person.name).join(", ");

function detail(record: TrainingRecord): Reply["blocks"] {
  return [
    ...(record.named.length > 0 ? [text(`Named: ${names(record.named)}`)] : []),
    ...(record.note ? [text(`Note: ${record.note}`)] : []),
  ];
}

function notes(record: TrainingRecord, { catalog }: Env): Reply["blocks"] {
  const total = record.totals.employees + record.totals.contractors + record.totals.unsplit;
  const unnamed = total - record.named.length;
  const mandatory = (catalog.course(record.course)?.mandatoryFor.length ?? 0) > 0;
  return [
    ...(record.sessionTotal > total
      ? [text(`Added to the session already on record: ${record.sessionTotal.toLocaleString("en-US")} people in all.`)]
      : []),
    ...(mandatory && unnamed > 0 ? [text("Counts as attendance. Name people to count them as trained.")] : []),
  ];
}

/** What this person may do with a record, as buttons. */
export function actions(record: TrainingRecord, { actor, catalog }: Pick<Env, "actor" | "catalog">): Button[] {
  if (!may(actor, changing(record, { catalog }))) return [];
  const values = { record: record.id };
  if (record.state === "undone") return [{ label: "Put it back", command: "fix restore", values }];
  const total = record.totals.employees + record.totals.contractors + record.totals.unsplit;
  return [
    ...(total > record.named.length ? [{ label: "Add names", command: "training names", values, ask: true }] : []),
    { label: "Edit", command: "fix", values, ask: true },
    { label: "Undo", command: "fix undo", values },
  ];
}

/** Changing a record is for whoever made it until its quarter is closed, that department's lead, and the officer. */
export const changing = ({ author, department, heldOn }: TrainingRecord, { catalog }: Pick<Env, "catalog">) =>
  ({ to: "write", of: { entry: { author, department, closed: isClosed(catalog, heldOn) } } }) as const;

function alreadyRecorded(record: TrainingRecord, people: readonly PersonName[], env: Env): Reply {
  const who = people.length > 0 ? `${names(people)}: already` : "Already";
  return reply(
    heading("Already recorded"),
    text(`${who} on record as ${record.id}. Nothing new was saved.`),
    text(summary(record, env)),
    buttons(...actions(record, env)),
  );
}

function askAnother(record: TrainingRecord, values: TrainingValues, env: Env): Reply {
  const again = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  const yes: Button = {
    label: "Yes, another session",
    command: "training log",
    values: again,
    confirmed: [...env.confirmed, "another-session"],
    tone: "primary",
  };
  return reply(
    heading("Another session?"),
    text(`${record.id} already says: ${summary(record, env)}. Nothing new was saved yet.`),
    buttons(yes, no(record, again, env)),
  );
}

/** The record is shown to whoever may read it; a colleague's is not, but what was typed can be changed. */
function no(record: TrainingRecord, typed: RawValues, { actor, catalog: known }: Env): Button {
  const { course, department, heldOn } = record;
  if (!may(actor, { ...changing(record, { catalog: known }), to: "read" }))
    return { label: "No, change it", command: "training log", values: typed, ask: true };
  const values = { course, department, period: `${heldOn}..${heldOn}` };
  return { label: "No, show it", command: "training sessions", values };
}

/** Correcting or restoring would say what another record says already. */
export const conflictReply = (other: TrainingRecord, env: Env): Reply =>
  reply(
    heading("Already on record"),
    text(`${other.id} says so already: ${summary(other, env)}. Nothing was changed. Undo one of the two instead.`),
    buttons(...actions(other, env)),
  );
