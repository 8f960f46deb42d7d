import type { Command } from "../command/command.ts";
import { written } from "./form.ts";
import { type Block, type Button, buttons, type RawValues, type Reply, type Table, text } from "./reply.ts";

/** As many rows of a list as a message shows at once. */
export const ROWS_SHOWN = 10;

/** The value by which a button says where a list goes on: which of the answer's lists, and from which row. */
const LIST_FROM = "_from";

/** What was asked, to ask it again for the next rows. */
interface Asked {
  command: string;
  values: RawValues;
}

/** A table that is read row by row, and so comes ten rows at a time. */
export const list = (caption: string, labels: readonly string[], rows: string[][]): Table => ({
  kind: "table",
  caption,
  columns: labels.map((label) => ({ label })),
  rows,
  list: true,
});

/** An answer with the first rows of its lists, or, where a button goes on, with the next rows of that list alone. */
export function inParts(answer: Reply, command: Command, meant: Record<string, unknown>, typed: RawValues): Reply {
  const lists = answer.blocks.filter(isLong);
  if (lists.length === 0) return answer;
  const again = { command: command.name, values: written(command, meant) };
  const [, which, row] = /^(\d+):(\d+)$/.exec(String(typed[LIST_FROM])) ?? [];
  const next = lists[Number(which)];
  const blocks = answer.blocks.flatMap((block) =>
    isLong(block) ? part(block, lists.indexOf(block), 0, lists.length > 1, again) : [block],
  );
  if (next === undefined) return { ...answer, blocks };
  const headings = answer.blocks.filter(({ kind }) => kind === "heading");
  return { ...answer, blocks: [...headings, ...part(next, Number(which), Number(row), lists.length > 1, again)] };
}

const isLong = (block: Block): block is Table =>
  block.kind === "table" && block.list === true && block.rows.length > ROWS_SHOWN;

function part(table: Table, which: number, from: number, several: boolean, { command, values }: Asked): Block[] {
  const { length } = table.rows;
  const end = Math.min(length, from + ROWS_SHOWN);
  const go = (label: string, row: number): Button => ({
    label: several ? `${label}: ${table.caption}` : label,
    command,
    values: { ...values, [LIST_FROM]: `${which}:${row}` },
  });
  const before = from > 0 ? [go("Those before", Math.max(0, from - ROWS_SHOWN))] : [];
  const after = end < length ? [go(`Next ${Math.min(ROWS_SHOWN, length - end)}`, end)] : [];
  const said =
    from === 0 ? `The first ${end} of ${length} are shown.` : `${from + 1} to ${end} of ${length} are shown.`;
  return [{ ...table, rows: table.rows.slice(from, end) }, text(said), buttons(...after, ...before)];
}
