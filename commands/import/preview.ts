import { plainHeading } from "../../src/core/import/headings.ts";
import type { Problem } from "../../src/core/import/table.ts";
import {
  type Block,
  type Button,
  buttons,
  type Form,
  heading,
  type Option,
  type RawValues,
  type Reply,
  reply,
  text,
} from "../../src/core/reply/reply.ts";
import { capital, numberWord } from "../../src/core/reply/words.ts";
import type { Prepared } from "../../src/domain/import/prepare.ts";
import { KINDS } from "../../src/domain/import/sources.ts";
import type { RowOutcome } from "../../src/domain/import/store.ts";

/** Rows that are shown; of the others it says how many there are. */
const MOST_SHOWN = 100;

/** What was asked for, and what its buttons bring back. */
export interface Asked {
  of: string;
  values: RawValues;
}

/** What would become of a file: in a sentence, row by row with what needs a look first, and what each column means. */
export function importPreview(prepared: Prepared, asked: Asked, save: string): Reply {
  const { problems, rows, notes, leftOut, said } = prepared;
  const bad = new Set(problems.map(({ line }) => line)).size;
  const out = leftOut.slice(0, 20).map(({ line, said: who, reason }) => `line ${line}: ${who} (${reason})`);
  return reply(
    heading(sentence(prepared, bad)),
    text("Nothing is saved until you say so. The same file may be imported again: what is on record stays as it is."),
    ...(bad > 0 || rows ? [rowsTable(prepared)] : []),
    ...(leftOut.length > 0
      ? [
          text(
            `Left out: ${out.join(", ")}${leftOut.length > out.length ? `, and ${leftOut.length - out.length} more` : ""}.`,
          ),
        ]
      : []),
    ...[...notes.slice(0, 20).map(inWords), ...said].map((words) => text(inPlain(words))),
    ...saveButtons(prepared, asked, bad, save),
    { kind: "form", form: columnsForm(prepared, asked) },
  );
}

export function counted(rows: readonly { outcome: RowOutcome }[]) {
  const count = (outcome: RowOutcome) => rows.filter((one) => one.outcome === outcome).length;
  return { added: count("added"), changed: count("changed"), unchanged: count("unchanged") };
}

/** "Three rows are ready, two need a look, one is on record already." */
function sentence({ rows }: Prepared, bad: number): string {
  const { added, changed, unchanged } = counted(rows ?? []);
  const ready = added + changed;
  const be = (count: number) => (count === 1 ? "is" : "are");
  const look = `${numberWord(bad)} ${bad === 1 ? "needs" : "need"} a look`;
  if (!rows)
    return `${capital(numberWord(bad))} ${bad === 1 ? "row needs" : "rows need"} a look before anything can go in.`;
  const parts = [
    `${capital(numberWord(ready))} ${ready === 1 ? "row" : "rows"} ${be(ready)} ready`,
    ...(bad > 0 ? [look] : []),
    ...(unchanged > 0 ? [`${numberWord(unchanged)} ${be(unchanged)} on record already`] : []),
  ];
  return `${parts.join(", ")}.`;
}

const OUTCOMES: Readonly<Record<RowOutcome, string>> = {
  added: "✓ New",
  changed: "✓ Changed",
  unchanged: "○ On record already",
};

function rowsTable({ problems, rows = [] }: Prepared): Block {
  const all = [
    ...problems.map((problem) => [String(problem.line), "▲ Needs a look", inPlain(why(problem))]),
    ...rows.map(({ line, outcome, changes }) => [String(line), OUTCOMES[outcome], changes.join(", ") || "–"]),
  ];
  const more = all.length - MOST_SHOWN;
  return {
    kind: "table",
    caption: `Rows, those that need a look first${more > 0 ? `; ${more.toLocaleString("en-US")} more are not shown` : ""}`,
    columns: ["Line", "What becomes of it", "Why, or what changes"].map((label) => ({ label })),
    rows: all.slice(0, MOST_SHOWN),
  };
}

const why = ({ column, value, reason }: Problem) =>
  `${column}${value === "" ? "" : ` “${value}”`}${column === "" && value === "" ? "" : ": "}${reason}`;

const inWords = (problem: Problem) => `Line ${problem.line}, ${why(problem)}`;

/** On the command line one says it with an option; here there is an input for each. */
export const inPlain = (words: string): string =>
  words
    .replace(/: say which with --dates.*$/, ": say which below")
    .replace(/: say which with --status.*$/, ": an operator says which when importing it on the server")
    .replace(/; name the one that does with --map.*$/, "; choose below which one does")
    .replace(/ with --unknown-as-count/, "")
    .replace(/ If yours are called otherwise.*?--map "[^"]*"\./, "");

function saveButtons({ kind, rows, rest }: Prepared, { values }: Asked, bad: number, save: string): Block[] {
  const ready = rows ? counted(rows).added + counted(rows).changed : 0;
  const good = bad > 0 ? { rows: "good" } : {};
  const command = "import file";
  const all: Button[] = [
    ...(ready > 0
      ? [
          {
            label: `Save ${ready} ${ready === 1 ? "row" : "rows"} of ${kind}`,
            command,
            values: { ...values, ...good },
            confirmed: [save],
            tone: "primary" as const,
          },
        ]
      : []),
    ...(bad > 0 && !rows
      ? [{ label: "Leave out the rows that need a look", command, values: { ...values, rows: "good" } }]
      : []),
    ...(rest === undefined
      ? []
      : [{ label: "Download the rows that need a look", command, values: { ...values, rows: "rest" } }]),
  ];
  return all.length === 0 ? [] : [buttons(...all)];
}

/** Each heading with what it fills; what nothing reads is left out. */
function columnsForm({ kind, headings, sample }: Prepared, { values }: Asked): Form {
  const { columns: ours } = KINDS[kind].shape;
  const inputs = headings.flatMap(({ heading: theirs, column }, at) => {
    const plain = plainHeading(theirs);
    if (plain === "") return [];
    const option = (value: string, label: string): Option => ({ value: `${plain}=${value}`, label });
    const first = column === undefined ? undefined : sample[0]?.[column];
    return [
      {
        name: `columns.${at}`,
        label: `“${theirs.trim()}”`,
        control: {
          kind: "choice" as const,
          options: [option("-", "Leave out"), ...ours.map((one) => option(one, one.replaceAll("_", " ")))],
        },
        value: `${plain}=${column ?? "-"}`,
        optional: true,
        ...(first ? { hint: `First: ${first}` } : {}),
      },
    ];
  });
  const { columns: _before, dates, unknown, ...hidden } = values;
  const choice = (name: string, label: string, value: unknown, options: Option[]) => ({
    name,
    label,
    control: { kind: "choice" as const, options },
    value: String(value ?? ""),
    optional: true,
  });
  return {
    command: "import file",
    title: "What each column means",
    submit: "Read again",
    inputs: [
      ...inputs,
      choice("dates", "Days like 3/4/2026", dates, [
        { value: "mdy", label: "are month/day/year" },
        { value: "dmy", label: "are day/month/year" },
      ]),
      ...(kind === "training"
        ? [
            choice("unknown", "Whoever is not on record", unknown, [
              { value: "count", label: "is counted, without a name" },
            ]),
          ]
        : []),
    ],
    hidden,
  };
}
