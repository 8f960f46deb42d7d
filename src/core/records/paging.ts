import { ROWS_SHOWN } from "../reply/list.ts";
import { type Block, type Button, buttons, type RawValues, text } from "../reply/reply.ts";
import type { Listed } from "./store.ts";

/** As many records as a message shows at once. */
export const PAGE = ROWS_SHOWN;

const given = (values: RawValues): RawValues =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/** Below a page: how much of the list it is, and the button that goes on. Nothing where it is all of it. */
export function pageEnd(
  { records, total, next }: Listed<unknown>,
  list: { command: string; values: RawValues },
): Block[] {
  const first = list.values.after === undefined;
  if (first && next === undefined) return [];
  const said = first
    ? `The first ${records.length} of ${total.toLocaleString("en-US")} are shown.`
    : `${records.length} more of ${total.toLocaleString("en-US")} are shown.`;
  if (next === undefined) return [text(said)];
  const label = `Next ${PAGE}`;
  const go: Button = { label, command: list.command, values: { ...given(list.values), after: next } };
  return [text(`${said} Ask for a department or a shorter period, or go on.`), buttons(go)];
}
