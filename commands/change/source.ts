import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Env } from "../../src/core/command/command.ts";
import { record } from "../../src/core/fields/record.ts";
import { Refusal } from "../../src/core/request/errors.ts";

/** What a change or a recommendation came from: an analysis or an impact statement that is on record. */
export interface Source {
  id: string;
  title: string;
  department: string;
  undone: boolean;
}

/** The number of the analysis or statement. */
export const sourceRecord = () => ({
  ...record(),
  label: "Because of",
  question: "Which analysis or statement led to it?",
  hint: "Its number, like AN-2026-0002 or IS-2026-0003",
  keys: ["analysis", "statement", "source", "record"],
});

type Find = (id: string, env: Env) => Promise<Source | undefined>;

const KINDS: Readonly<Record<string, Find>> = {
  AN: (id, env) => env.stores.analyses.get(id),
  IS: (id, env) => env.stores.statements.get(id),
};

/** The source with that number, or a refusal that says where numbers are found. */
export async function sourceOf(id: string, env: Env): Promise<Source> {
  const find = KINDS[id.slice(0, 2)];
  const source = await find?.(id, env);
  if (source) return source;
  throw new Refusal(
    `${find ? `There is no record ${id}` : `${id} is neither an analysis nor an impact statement`}. Its number is on its receipt; "analysis list" and "statement list" show them. Nothing was saved.`,
    "from",
  );
}

/** What was undone, or does not go on, leads to nothing. */
export function requireStanding(source: Source): void {
  if (source.undone) throw new Refusal(`${source.id} was undone. Put it back first. Nothing was saved.`, "from");
}

/** "AN-2026-0002 Snow removal routes · Public Works". */
export const sourceLine = ({ id, title, department }: Source, { catalog }: Env): string =>
  `${id} ${title} · ${departmentName(catalog, department)}`;
