import type { Form, RawValues } from "../reply/reply.ts";
import { Refusal } from "../request/errors.ts";

/** Beside the changes of an edit form: a mark of each value it was opened with. */
export const OPENED_WITH = "_opened";
const INPUT = "changes.";

type Marks = Record<string, string>;

/** What a form was opened with, short enough to travel in it. */
export const openedWith = (stored: Form): string => JSON.stringify(marksOf(stored));

/**
 * The changes of whoever sent the form. What they left alone stays as somebody else corrected it meanwhile; what both
 * changed is asked about: the refusal brings the form back as it is on record now, with what was typed.
 */
export function ownChanges(id: string, sent: RawValues, stored: Form): RawValues {
  const { [OPENED_WITH]: marks, ...changes } = sent;
  if (typeof marks !== "string") return changes;
  const then = JSON.parse(marks) as Marks;
  const now = marksOf(stored);
  const overtaken = Object.keys(changes).filter((name) => then[name] !== undefined && then[name] !== now[name]);
  const both = overtaken.find((name) => ![then[name], now[name]].includes(mark(changes[name])));
  if (both !== undefined) throw bothChanged(id, both, stored);
  return Object.fromEntries(Object.entries(changes).filter(([name]) => !overtaken.includes(name)));
}

function bothChanged(id: string, name: string, stored: Form): Refusal {
  const input = stored.inputs.find((one) => one.name === INPUT + name);
  const now = input?.value ? `"${input.value}"` : "blank";
  return new Refusal(
    `Somebody changed ${input?.label ?? name} of ${id} to ${now} while you were editing. Nothing of yours is saved yet. Save again to replace it.`,
    INPUT + name,
  );
}

const marksOf = ({ inputs }: Form): Marks =>
  Object.fromEntries(
    inputs
      .filter(({ name }) => name.startsWith(INPUT))
      .map(({ name, value }) => [name.slice(INPUT.length), mark(value)]),
  );

/** FNV-1a, and the length: enough to tell that a text is another one, in a form that has little room. */
function mark(value: unknown): string {
  const words = (Array.isArray(value) ? value.join(", ") : String(value ?? "")).trim();
  let hash = 0x811c9dc5;
  for (const character of words) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return `${(hash >>> 0).toString(36)}.${words.length}`;
}
