import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { absent, type FieldOf, type Fields, found } from "../../src/core/command/field.ts";
import { text as textField } from "../../src/core/fields/text.ts";
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
import { LAST_ENTRY_MINUTES, placeKey } from "../../src/core/request/last-entry.ts";
import { normal } from "../../src/core/understanding/clean.ts";
import { findAll } from "../../src/core/understanding/find-all.ts";
import { createSentence } from "../../src/core/understanding/sentence.ts";
import { kinds } from "../kinds.ts";
import { trainingFields } from "../training/log.ts";

const UNDO =
  /^\W*(?:please )?(?:undo(?: (?:that|it|this|the last(?: one| entry)?|my last(?: one| entry)?))?|(?:scratch|strike|delete|remove|void) (?:that|it|this)(?: last)?(?: (?:one|entry))?|take (?:that|it) back|deshacer|deshazlo|borralo)(?: please)?\W*$/;
const CANCEL =
  /^\W*(?:no,? )?(?:cancel(?: (?:that|it))?|stop(?: (?:that|it))?|never ?mind(?: that)?|forget (?:it|that)|cancelar|olvidalo)(?: please)?\W*$/;
/** "no, 13", "make it 13", "it was Tuesday", "add Maria": what follows is what should be on record. */
const CHANGE =
  /^\W*(?:(?:no|nope|oops|wait|sorry|actually|correction|i mean(?:t)?)\b[\s,:.-]+)*(?:(?:make|change) (?:it|that|this)(?: to)? |(?:it|that|there) (?:was|were|should be|should have been|should say) |i mean(?:t)? |(?:add) )?(.+?)\W*$/;
/** Without one of these in front, a sentence is one of its own. */
const SPEAKS_OF_IT =
  /^\W*(?:(?:no|nope|oops|correction)\b[\s,:.-]+(?=\S)(?!one\b|body\b)|(?:(?:no|oops|wait|sorry|actually)\b[\s,:.-]+)?(?:make|change) (?:it|that|this)\b|(?:(?:no|oops|wait|sorry|actually)\b[\s,:.-]+)?(?:it|that|there) (?:was|were|should be|should have been|should say)\b|add (?!an? )(?:\S+)(?: (?:and )?\S+){0,4}\W*$)/;

/** What was entered a moment ago, in the same place by the same person: shown with what would change, done with a press. */
export const fixLast = defineCommand({
  name: "fix last",
  summary: "Correct or take back what you entered last, here, within ten minutes.",
  roles: ["employee", "auditor"],
  reads: true,
  everywhere: true,
  fields: { said: whole() },
  cues: {
    tells: "question",
    patterns: [
      [UNDO, 9],
      [CANCEL, 9],
      [SPEAKS_OF_IT, 3],
    ],
  },
  examples: ["undo that", "no, 13", "make it 13", "it was Tuesday", "nevermind"],
  // One's own last entry; the correction itself is checked when it is pressed.
  scope: () => ({ to: "open" }),
  execute: async ({ said = "" }, env) => {
    const records = await env.stores.lastEntry.records(env.actor.id, placeKey(env.place), LAST_ENTRY_MINUTES);
    return correctionOf(records, said, env) ?? nothingLately(normal(said));
  },
});

/** Undone or changed by a press, as the words say; nothing where there are no such records. */
export function correctionOf(records: readonly string[], said: string, env: Env): Reply | undefined {
  const plain = normal(said);
  const [only] = records;
  if (only === undefined) return undefined;
  if (said === "" || UNDO.test(plain) || CANCEL.test(plain)) return askToUndo(records);
  if (records.length > 1) return askWhich(records);
  return askToChange(only, CHANGE.exec(said)?.[1] ?? said, said, env);
}

/** All that was said: here "that" and "it" are no fillers. */
function whole(): FieldOf<string, true> {
  const said = textField({ label: "What should change", from: "rest", optional: true, maxLength: 3000 });
  return {
    ...said,
    find: (sentence) => {
      sentence.take(0, sentence.text.length);
      return sentence.text === "" ? absent : found(sentence.text);
    },
  };
}

const nothingLately = (plain: string): Reply =>
  CANCEL.test(plain)
    ? reply(text("All right. You entered nothing here in the last ten minutes, so there is nothing to take back."))
    : reply(
        heading("I don't know which entry you mean"),
        text("You entered nothing here in the last ten minutes. Say its number, like TR-2026-0012, or look it up."),
        buttons({ label: "My record", command: "me", values: {} }),
      );

function askToUndo(records: readonly string[]): Reply {
  const undo = (record: string): Button => ({
    label: records.length === 1 ? "Yes, undo it" : `Undo ${record}`,
    command: "fix undo",
    values: { record },
    tone: "danger",
  });
  const one = records.length === 1 ? `${records.join()} is on record` : `${records.join(", ")} are on record`;
  return reply(
    heading(`${one}. Undo?`),
    text("It stays on the trail, and can be put back."),
    buttons(...records.map(undo)),
  );
}

const askWhich = (records: readonly string[]): Reply =>
  reply(
    heading("Which of them?"),
    buttons(...records.map((record): Button => ({ label: record, command: "fix", values: { record }, ask: true }))),
  );

/** What the words say, read by the fields of that record's own correction. */
function askToChange(record: string, words: string, said: string, env: Env): Reply {
  const fields: Fields = kinds.correctedBy(record) ?? trainingFields;
  const { changes, open } = changesIn(words, /^\W*(?:\w+,? )?add\b/i.test(said), fields, env);
  const reason = `Said right after: ${said}`;
  const edit: Button = { label: "Edit", command: "fix", values: { record }, ask: true };
  const [[name, candidates] = ["", []]] = Object.entries(open);
  const field = fields[name];
  if (field && candidates.length > 0) {
    const choose = candidates
      .slice(0, 4)
      .map((one): Button => pressed(record, { ...changes, [name]: field.write(one) }, reason, field.print(one, env)));
    return reply(heading(`${record}: ${field.question}`), buttons(...choose, edit));
  }
  if (Object.keys(changes).length === 0)
    return reply(
      heading(`What should change in ${record}?`),
      text(`I found no change in “${words}”.`),
      buttons(edit, ...undoButton(record)),
    );
  const shown: Block[] = Object.entries(changes).map(([key, value]) =>
    text(`${fields[key]?.label ?? key}: ${inWords(key, value, fields, env)}`),
  );
  return reply(
    heading(`Change ${record}?`),
    ...shown,
    buttons({ ...pressed(record, changes, reason, "Yes, change it"), tone: "primary" }, edit),
  );
}

const undoButton = (record: string): Button[] => [{ label: "Undo", command: "fix undo", values: { record } }];

/** Names that are added go beside those there are; every other change takes the place of what was said before. */
function pressed(record: string, changes: RawValues, reason: string, label: string): Button {
  const { people, ...others } = changes;
  return people !== undefined && Object.keys(others).length === 0 && record.startsWith("TR-")
    ? { label, command: "training names", values: { record, people } }
    : { label, command: "fix", values: { record, changes, reason } };
}

function inWords(name: string, value: unknown, fields: Fields, env: Env): string {
  const read = fields[name]?.read(value, env);
  return read?.state === "found" ? (fields[name]?.print(read.value, env) ?? String(value)) : String(value);
}

interface Said {
  changes: RawValues;
  open: Record<string, unknown[]>;
}

/** A bare number is the count; names alone are people; anything else is found as in a sentence. */
function changesIn(words: string, adds: boolean, fields: Fields, env: Env): Said {
  const number = /^(\d+)(?: (?:people|of us|employees))?\W*$/.exec(words)?.[1];
  if (number !== undefined && "employees" in fields) return { changes: { employees: number }, open: {} };
  if (adds && fields["people"]) return readAs("people", words, fields, env);
  const finds = findAll(createSentence(`on ${words}`.replace(/^on (?=on )/, "")), fields, env);
  const all = Object.entries(finds);
  return {
    changes: Object.fromEntries(
      all.flatMap(([name, one]) =>
        one.state === "found" && one.value !== undefined ? [[name, fields[name]?.write(one.value)]] : [],
      ),
    ),
    open: Object.fromEntries(all.flatMap(([name, one]) => (one.state === "ambiguous" ? [[name, one.candidates]] : []))),
  };
}

function readAs(name: string, words: string, fields: Fields, env: Env): Said {
  const read = fields[name]?.read(words, env);
  if (read?.state === "found") return { changes: { [name]: fields[name]?.write(read.value) }, open: {} };
  return { changes: {}, open: read?.state === "ambiguous" ? { [name]: read.candidates } : {} };
}
