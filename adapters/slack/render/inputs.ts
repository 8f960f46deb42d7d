import type { RawValues } from "../../../src/core/reply/reply.ts";
import type { InputState, SlackFile, ViewSubmission } from "../receive/payload.ts";

// One input of a form may be several of a modal: a box for names and a picker of members; a long list in boxes of 3,000
// characters, a file to drop. A block's id says which input and which part of it; the view's own mark keeps what was typed in
// one form from filling in the next.

type View = ViewSubmission["view"];

export const PICK = "pick";
export const FILE = "file";

/** A box, which goes on where the one before ended: on a new line, after a space (`s`), or at once (`c`); a picker; a file. */
export type Part = number | `${number}${"" | "s" | "c"}` | typeof PICK | typeof FILE;

export const blockId = (input: string, part: Part, mark: string) => `in:${input}:${part}:${mark}`;

const ID = /^in:(.+):(pick|file|\d+[sc]?):[^:]*$/;

/** The one action of each input. */
export const INPUT_ACTION = "value";

interface Typed {
  name: string;
  part: string;
  state: InputState;
}

/** What was filled in, by input; blank ones included, so that a form can be emptied. */
export function typedIn(view: View): RawValues {
  const values: Record<string, string> = {};
  for (const { name, part, state } of inOrder(view)) {
    const text = textOf(state);
    if (part === FILE) continue;
    const before = values[name];
    const joint = JOINTS[part === PICK ? part : part.slice(-1)] ?? "\n";
    values[name] = before && text ? `${before}${joint}${text}` : before || text;
  }
  return values;
}

const JOINTS: Record<string, string> = { [PICK]: ", ", s: " ", c: "" };

/** The block where an error about an input is shown. */
export function blockOf(view: View, input: string): string | undefined {
  return Object.keys(view.state?.values ?? {}).find((id) => ID.exec(id)?.[1] === input);
}

/** Any input, for what is wrong with none of them in particular. */
export const firstBlock = (view: View): string | undefined =>
  Object.keys(view.state?.values ?? {}).find((id) => id.startsWith("in:"));

/** Members picked from Slack's own list. */
export const pickedIn = (view: View): string[] => inOrder(view).flatMap(({ state }) => state.selected_users ?? []);

/** Files that were dropped, by input. */
export const filesIn = (view: View): { name: string; file: SlackFile }[] =>
  inOrder(view).flatMap(({ name, state }) => (state.files ?? []).map((file) => ({ name, file })));

function inOrder(view: View): Typed[] {
  const all = Object.entries(view.state?.values ?? {}).flatMap(([block, actions]): Typed[] => {
    const [, name, part] = ID.exec(block) ?? [];
    const state = Object.hasOwn(actions, INPUT_ACTION) ? actions[INPUT_ACTION] : undefined;
    return name && part && state ? [{ name, part, state }] : [];
  });
  return all.sort((a, b) => rank(a) - rank(b));
}

const rank = ({ part }: Typed) => (/^\d/.test(part) ? Number.parseInt(part, 10) : Number.MAX_SAFE_INTEGER);

function textOf(state: InputState): string {
  if (state.selected_users) return state.selected_users.map((id) => `<@${id}>`).join(", ");
  if (state.selected_options) return state.selected_options.map(({ value }) => value).join(", ");
  return state.selected_option?.value ?? state.selected_date ?? state.value ?? "";
}
