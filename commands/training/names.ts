import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { people } from "../../src/core/fields/people.ts";
import { record } from "../../src/core/fields/record.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { matchRows, type SheetRow, sheetLines } from "../../src/core/import/sheet.ts";
import type { PersonName } from "../../src/core/people/person.ts";
import {
  type Block,
  type Button,
  buttons,
  type Form,
  heading,
  type RawValues,
  type Reply,
  reply,
  text,
} from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { nameWords } from "../../src/core/understanding/people.ts";
import { createSentence } from "../../src/core/understanding/sentence.ts";
import type { ChangeOutcome, TrainingEntry, TrainingRecord } from "../../src/domain/training/store.ts";
import { changing, conflictReply, receipt, summary } from "./receipt.ts";
import { trainingOf } from "./record.ts";

/** As much of a sheet as is read at once: some 2,000 names. */
const MOST_TEXT = 60_000;

/** [Add names]: turns counts into named people. A list is shown matched row by row; only then is it saved. */
export const trainingNames = defineCommand({
  name: "training names",
  summary: "Name the people of a training that was logged by count.",
  roles: ["employee", "lead", "officer"],
  fields: {
    record: record(),
    sheet: textField({
      label: "Names or e-mail addresses",
      hint: "One a line, or a CSV sign-in sheet with a name or email column",
      from: "rest",
      optional: true,
      maxLength: MOST_TEXT,
      control: "sheet",
    }),
    people: people({ optional: true }),
  },
  anyOf: [{ names: ["sheet", "people"], because: "Paste the names, or choose the sign-in sheet." }],
  examples: ["names TR-2026-0012 ana torres, bo chen"],
  scope: async ({ record: id }, env) => changing(await trainingOf(id, env), env),
  form: namesForm,
  execute: async (values, env) => {
    const stored = await trainingOf(values.record, env);
    if (values.sheet !== undefined) return preview(stored, values.sheet, env);
    return save(stored, values.people ?? [], env);
  },
});

async function namesForm(raw: RawValues, env: Env): Promise<Form> {
  const stored = await trainingOf(String(raw.record), env);
  return listForm(stored, String(raw.sheet ?? ""), env);
}

function listForm(stored: TrainingRecord, sheet: string, env: Env): Form {
  const hint =
    "One a line, or a CSV sign-in sheet with a name or email column. Each row is shown before anything is saved.";
  return {
    command: "training names",
    title: `Add names to ${stored.id}: ${summary(stored, env)}`,
    submit: "Match the names",
    inputs: [
      {
        name: "sheet",
        label: "Names or e-mail addresses",
        control: { kind: "sheet", maxLength: MOST_TEXT },
        value: sheet,
        optional: false,
        hint,
      },
    ],
    hidden: { record: stored.id },
  };
}

async function preview(stored: TrainingRecord, sheet: string, env: Env): Promise<Reply> {
  const lines = sheetLines(sheet);
  if (lines.length === 0) throw new Refusal("I found no names in that. Nothing was saved.", "sheet");
  const words = [...new Set(lines.flatMap(({ said }) => nameWords(createSentence(said.slice(0, 200)))))];
  const rows = matchRows(lines, await env.stores.people.named(words, env.today));
  const matched = distinct(rows.flatMap(({ match }) => (match.state === "matched" ? [match.person] : [])));
  const fresh = matched.filter((person) => !stored.people.includes(person.id));
  const open = rows.filter(({ match }) => match.state !== "matched");
  return reply(
    heading(`Names for ${stored.id}`),
    text(summary(stored, env)),
    previewTable(rows, stored),
    ...saveBlock(stored, fresh),
    ...openBlocks(open, stored, env),
  );
}

function previewTable(rows: readonly SheetRow[], stored: TrainingRecord): Block {
  const columns = ["Line", "Written", "Who that is"].map((label) => ({ label }));
  return {
    kind: "table",
    caption: "Each row as it was matched. Nothing is saved yet.",
    columns,
    rows: rows.map((row) => [String(row.line), row.said, standing(row, stored)]),
  };
}

function standing({ match }: SheetRow, stored: TrainingRecord): string {
  if (match.state === "several") return `several: ${match.people.slice(0, 3).map(described).join(" or ")}`;
  if (match.state === "unknown")
    return match.nearest.length === 0 ? "not known" : `not known; perhaps ${match.nearest.map(described).join(", ")}`;
  return stored.people.includes(match.person.id)
    ? `${described(match.person)}, named already`
    : described(match.person);
}

const described = (person: PersonName) => `${person.name}${person.department ? ` (${person.department})` : ""}`;

function saveBlock(stored: TrainingRecord, fresh: readonly PersonName[]): Block[] {
  if (fresh.length === 0) return [text("Nobody new can be saved from this list.")];
  const grown = totalsWith(stored, fresh);
  const grows = grown.employees > stored.totals.employees || grown.contractors > stored.totals.contractors;
  const total = grown.employees + grown.contractors + grown.unsplit;
  const save: Button = {
    label: `Save ${fresh.length} ${fresh.length === 1 ? "name" : "names"}${grows ? `, ${total} people in all` : ""}`,
    command: "training names",
    values: { record: stored.id, people: fresh.map((person) => person.email) },
    tone: "primary",
  };
  return [
    ...(grows ? [text("That is more people than were counted: the count grows to those named.")] : []),
    buttons(save),
  ];
}

function openBlocks(open: readonly SheetRow[], stored: TrainingRecord, env: Env): Block[] {
  if (open.length === 0) return [];
  const left = open.map((row) => row.said).join("\n");
  return [
    text(
      `${open.length} ${open.length === 1 ? "row is" : "rows are"} not matched. Write them differently, for example as e-mail addresses:`,
    ),
    { kind: "form", form: listForm(stored, left, env) },
  ];
}

async function save(stored: TrainingRecord, emails: readonly string[], env: Env): Promise<Reply> {
  if (stored.state === "undone") throw new Refusal(`${stored.id} was undone. Put it back first.`);
  const named = await env.stores.people.byEmail(emails, env.today);
  const fresh = named.filter((person) => !stored.people.includes(person.id));
  const entry: TrainingEntry = {
    ...stored,
    ...givenWith(stored, fresh),
    people: [...stored.people, ...fresh.map((person) => person.id)],
  };
  const outcome = await env.stores.training.correct(stored.id, entry, "names added", env.write);
  if (outcome.outcome === "conflict") return conflictReply(outcome.with, env);
  return receipt(addedTitle(outcome), outcome.record, env);
}

/** From what was stored, not from what was asked: the same request again is answered alike. */
function addedTitle({ outcome, before, record }: Exclude<ChangeOutcome, { outcome: "conflict" }>): string {
  const added = record.people.filter((id) => !before.people.includes(id)).length;
  return outcome === "unchanged"
    ? `Named already in ${record.id}`
    : `Added ${added} ${added === 1 ? "name" : "names"} to ${record.id}`;
}

/** Counts include those named: they grow when more are named than were counted. */
function totalsWith(stored: TrainingRecord, fresh: readonly PersonName[]) {
  const named = (audience: string) =>
    [...stored.named, ...fresh].filter((person) => person.audience === audience).length;
  return {
    employees: Math.max(stored.totals.employees, named("employee")),
    contractors: Math.max(stored.totals.contractors, named("contractor")),
    unsplit: stored.totals.unsplit,
  };
}

function givenWith(stored: TrainingRecord, fresh: readonly PersonName[]) {
  const totals = totalsWith(stored, fresh);
  return {
    employees: stored.employees === undefined ? undefined : totals.employees,
    contractors: stored.contractors === undefined ? undefined : totals.contractors,
  };
}

const distinct = (all: readonly PersonName[]) => [...new Map(all.map((person) => [person.id, person])).values()];
