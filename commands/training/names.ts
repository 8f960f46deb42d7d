import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { people } from "../../src/core/fields/people.ts";
import { record } from "../../src/core/fields/record.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import type { AskedStatus } from "../../src/core/import/asked-status.ts";
import { matchRows, type SheetRow } from "../../src/core/import/sheet.ts";
import { readSignIn, type SignInLine } from "../../src/core/import/sign-in.ts";
import { plainStatus, type SaidStatuses } from "../../src/core/import/status.ts";
import type { Person, PersonName } from "../../src/core/people/person.ts";
import {
  type Block,
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
import { givenWith, leavesNoDoubt, previewTable, saveBlock, sourceOf, withSource } from "./names-preview.ts";
import { changing, conflictReply, receipt, summary } from "./receipt.ts";
import { trainingOf } from "./record.ts";

/** A list that was filled into a form is always shown before it is saved. */
const FORM = "form";

/** As much of a sheet as is read at once: some 5,000 rows. */
const MOST_TEXT = 1_000_000;

/** [Add names]: turns counts into named people. A list is shown matched row by row; only then is it saved. */
export const trainingNames = defineCommand({
  name: "training names",
  summary: "Name the people of a training that was logged by count.",
  roles: ["employee", "lead", "officer"],
  fields: {
    record: record(),
    sheet: textField({
      label: "Names or e-mail addresses",
      hint: "One a line, or a sign-in sheet (CSV or Excel) with a name or email column",
      from: "rest",
      optional: true,
      maxLength: MOST_TEXT,
      control: "sheet",
    }),
    people: people({ optional: true, keyOnly: true }),
    ids: textField({ label: "Who was matched", from: "key", optional: true, maxLength: 100_000, control: "sheet" }),
    statuses: textField({
      label: "What the sheet's own words mean",
      from: "key",
      optional: true,
      maxLength: 5000,
      control: "sheet",
    }),
    unnamed: textField({ label: "More without a name", from: "key", optional: true, maxLength: 6 }),
    source: textField({
      label: "Where it came from",
      from: "key",
      optional: true,
      maxLength: 200_000,
      control: "sheet",
    }),
  },
  anyOf: [{ names: ["sheet", "people", "ids"], because: "Paste the names, or choose the sign-in sheet." }],
  examples: ["names TR-2026-0012 ana torres, bo chen"],
  scope: async ({ record: id }, env) => changing(await trainingOf(id, env), env),
  form: namesForm,
  execute: async (values, env) => {
    const stored = await trainingOf(values.record, env);
    const matched = (values.ids?.match(/\d+/g) ?? []).map(Number);
    if (values.ids !== undefined)
      return save(
        stored,
        await env.stores.people.byId(matched, stored.heldOn),
        unnamedIn(values.unnamed),
        withSource(env, values.source),
      );
    if (values.sheet !== undefined) return preview(stored, { ...values, sheet: values.sheet }, env);
    return save(stored, await env.stores.people.byEmail(values.people ?? [], env.today), 0, env);
  },
});

const unnamedIn = (typed: string | undefined) => (/^\d{1,5}$/.test(typed ?? "") ? Number(typed) : 0);

async function namesForm(raw: RawValues, env: Env): Promise<Form> {
  const stored = await trainingOf(String(raw.record), env);
  return listForm(stored, String(raw.sheet ?? ""), env);
}

function listForm(stored: TrainingRecord, sheet: string, env: Env): Form {
  const hint =
    "One a line, or a sign-in sheet (CSV or Excel) with a name or email column. Each row is shown before anything is saved.";
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
    hidden: { record: stored.id, source: FORM },
  };
}

interface Pasted {
  sheet: string;
  /** `FORM` unless the list was typed. */
  source?: string | undefined;
  /** What was answered of its statuses, a line each: "fulfilled=in". */
  statuses?: string | undefined;
}

async function preview(stored: TrainingRecord, pasted: Pasted, env: Env): Promise<Reply> {
  const { sheet } = pasted;
  const typed = pasted.source === undefined;
  const { people: lines, leftOut, notes, askedStatuses } = await readSignIn(sheet, statusesIn(pasted.statuses));
  const [open] = askedStatuses;
  if (open) return askStatus(stored, pasted, open);
  if (lines.length === 0 && leftOut.length === 0)
    throw new Refusal("I found no names in that. Nothing was saved.", "sheet");
  const rows = matchRows(lines, await candidates(lines, stored, env));
  const matched = distinct(rows.flatMap(({ match }) => (match.state === "matched" ? [match.person] : [])));
  const fresh = matched.filter((person) => !stored.people.includes(person.id));
  const unmatched = rows.filter(({ match }) => match.state !== "matched");
  const source = await sourceOf(sheet, rows);
  if (typed && leftOut.length === 0 && rows.every(leavesNoDoubt))
    return save(
      stored,
      await env.stores.people.byId(
        fresh.map(({ id }) => id),
        stored.heldOn,
      ),
      0,
      withSource(env, source),
    );
  return reply(
    heading(`Names for ${stored.id}`),
    text(summary(stored, env)),
    ...(rows.length > 0 ? [previewTable(rows, stored)] : []),
    ...(leftOut.length > 0
      ? [text(`Left out: ${leftOut.map(({ said, reason }) => `${said} (${reason})`).join(", ")}.`)]
      : []),
    ...notes.map((note) => text(note)),
    ...saveBlock(stored, fresh, unmatched, source),
    ...openBlocks(unmatched, stored, env),
  );
}

const statusesIn = (said = ""): SaidStatuses =>
  new Map(
    said.split("\n").flatMap((line) => {
      const [, word, meaning] = /^(.+)=(in|out)$/.exec(line) ?? [];
      return word === undefined ? [] : [[word, meaning === "in" ? "in" : "out"] as const];
    }),
  );

/** A status we do not know takes nobody and leaves nobody out before somebody has said what it means. */
function askStatus(stored: TrainingRecord, pasted: Pasted, { heading: column, value, lines }: AskedStatus): Reply {
  const answer = (label: string, meaning: "in" | "out") => ({
    label,
    command: "training names",
    values: {
      record: stored.id,
      sheet: pasted.sheet,
      source: FORM,
      statuses: [...(pasted.statuses ? [pasted.statuses] : []), `${plainStatus(value)}=${meaning}`].join("\n"),
    },
  });
  const where = lines.length === 1 ? `line ${lines[0]}` : `${lines.length} lines`;
  return reply(
    heading(`Names for ${stored.id}`),
    text(`“${column}” says “${value}” on ${where}. Does that mean they attended? Nothing is saved yet.`),
    buttons(answer("They attended", "in"), answer("They did not", "out")),
  );
}

/** Whoever belonged to the city on the day of the session: who has left since was there all the same. */
async function candidates(
  lines: readonly SignInLine[],
  { heldOn }: TrainingRecord,
  { stores }: Env,
): Promise<PersonName[]> {
  const words = [
    ...new Set(lines.flatMap(({ name, said }) => nameWords(createSentence(`${name} ${said}`.slice(0, 200))))),
  ];
  if (lines.length <= 20 && lines.every(({ employeeId }) => employeeId === undefined))
    return stores.people.named(words, heldOn);
  const all = await stores.people.withKeys(heldOn);
  return all.filter(({ leftOn }: Person) => leftOn === undefined || leftOn > heldOn);
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

async function save(stored: TrainingRecord, named: readonly Person[], unnamed: number, env: Env): Promise<Reply> {
  if (stored.state === "undone") throw new Refusal(`${stored.id} was undone. Put it back first.`);
  const fresh = named.filter((person) => !stored.people.includes(person.id));
  const entry: TrainingEntry = {
    ...stored,
    ...givenWith(stored, fresh, unnamed),
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

const distinct = (all: readonly PersonName[]) => [...new Map(all.map((person) => [person.id, person])).values()];
