import type { Env } from "../../src/core/command/command.ts";
import { hashOf } from "../../src/core/import/read-file.ts";
import type { SheetRow } from "../../src/core/import/sheet.ts";
import type { PersonName } from "../../src/core/people/person.ts";
import { type Block, type Button, buttons, text } from "../../src/core/reply/reply.ts";
import type { TrainingRecord } from "../../src/domain/training/store.ts";

/** Rows of a preview that are shown; of the others it says how many there are. */
const MOST_SHOWN = 40;

/** A number, an address or a mention is one person's; a name may be another's. */
export const leavesNoDoubt = ({ said, match }: SheetRow) =>
  match.state === "matched" && (match.by === "key" ? !/\s/.test(said) : /^<?@\S+$/.test(said));

/** The trail keeps which line named whom. */
export function withSource(env: Env, source: string | undefined): Env {
  const [name = "", hash = "", ...lines] = source?.split("|") ?? [];
  if (hash === "") return env;
  const read = lines.map((one) => {
    const [line, person] = one.split(":").map(Number);
    return { line: line ?? 0, ...(person === undefined ? {} : { person }) };
  });
  return { ...env, write: { ...env.write, file: { name, hash, lines: read } } };
}

/** The text's hash, and who stands on which line; the file's own name stays with the platform. */
export async function sourceOf(sheet: string, rows: readonly SheetRow[]): Promise<string> {
  const lines = rows.map(({ line, match }) => (match.state === "matched" ? `${line}:${match.person.id}` : `${line}`));
  return ["sign-in sheet", await hashOf(sheet), ...lines].join("|");
}

export function previewTable(rows: readonly SheetRow[], stored: TrainingRecord): Block {
  const columns = ["Line", "Written", "Who that is"].map((label) => ({ label }));
  const open = rows.filter(({ match }) => match.state !== "matched");
  const shown =
    rows.length <= MOST_SHOWN
      ? rows
      : [...rows.slice(0, 5), ...open.filter((row) => !rows.slice(0, 5).includes(row))].slice(0, MOST_SHOWN);
  const more = rows.length - shown.length;
  return {
    kind: "table",
    caption: `Each row as it was matched${more > 0 ? `; ${more} more are not shown` : ""}. Nothing is saved yet.`,
    columns,
    rows: shown.map((row) => [String(row.line), row.said, standing(row, rows, stored)]),
  };
}

function standing({ match, line, email }: SheetRow, rows: readonly SheetRow[], stored: TrainingRecord): string {
  if (match.state === "several") return `several: ${match.people.slice(0, 3).map(described).join(" or ")}`;
  if (match.state === "unknown")
    return match.nearest.length === 0 ? "not known" : `not known; perhaps ${match.nearest.map(described).join(", ")}`;
  const { person, by } = match;
  if (stored.people.includes(person.id)) return `${described(person)}, named already`;
  const first = rows.find((row) => row.match.state === "matched" && row.match.person.id === person.id);
  if (first && first.line !== line) return `${described(person)}, as on line ${first.line}`;
  return by === "name" && email !== undefined
    ? `${described(person)}, by name; the address is another`
    : described(person);
}

const described = (person: PersonName) => `${person.name}${person.department ? ` (${person.department})` : ""}`;

export function saveBlock(
  stored: TrainingRecord,
  fresh: readonly PersonName[],
  open: readonly SheetRow[],
  source: string,
): Block[] {
  const ids = fresh.map((person) => person.id).join(";");
  const names = `${fresh.length} ${fresh.length === 1 ? "name" : "names"}`;
  const save = (label: string, unnamed: number): Button => ({
    label: `${label}${grown(stored, fresh, unnamed) ? `, ${totalOf(stored, fresh, unnamed)} people in all` : ""}`,
    command: "training names",
    values: { record: stored.id, ids: ids || "none", ...(unnamed > 0 ? { unnamed: String(unnamed) } : {}), source },
    ...(unnamed > 0 ? {} : { tone: "primary" }),
  });
  const unnamed = new Set(open.map(({ said }) => said)).size;
  const counted =
    unnamed > 0
      ? [save(`${fresh.length > 0 ? `Save ${names} and count` : "Count"} ${unnamed} without a name`, unnamed)]
      : [];
  if (fresh.length === 0)
    return [text("Nobody new can be saved from this list."), ...(counted.length > 0 ? [buttons(...counted)] : [])];
  return [
    ...(grown(stored, fresh, 0)
      ? [text("That is more people than were counted: the count grows to those named.")]
      : []),
    buttons(save(`Save ${names}`, 0), ...counted),
  ];
}

function totalOf(stored: TrainingRecord, fresh: readonly PersonName[], unnamed: number): number {
  const { employees, contractors, unsplit } = totalsWith(stored, fresh, unnamed);
  return employees + contractors + unsplit;
}

const grown = (stored: TrainingRecord, fresh: readonly PersonName[], unnamed: number) =>
  totalOf(stored, fresh, unnamed) > stored.totals.employees + stored.totals.contractors + stored.totals.unsplit;

/** Counts include those named, and whoever is kept as a count: they grow when those are more than were counted. */
function totalsWith(stored: TrainingRecord, fresh: readonly PersonName[], unnamed: number) {
  const named = (audience: string) =>
    [...stored.named, ...fresh].filter((person) => person.audience === audience).length;
  return {
    employees: Math.max(stored.totals.employees, named("employee") + unnamed),
    contractors: Math.max(stored.totals.contractors, named("contractor")),
    unsplit: stored.totals.unsplit,
  };
}

export function givenWith(stored: TrainingRecord, fresh: readonly PersonName[], unnamed: number) {
  const totals = totalsWith(stored, fresh, unnamed);
  return {
    employees: stored.employees === undefined && unnamed === 0 ? undefined : totals.employees,
    contractors: stored.contractors === undefined ? undefined : totals.contractors,
  };
}
