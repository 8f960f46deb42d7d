import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { heading, type RawValues, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { type ImportOptions, type Prepared, prepareImport } from "../../src/domain/import/prepare.ts";
import { KINDS } from "../../src/domain/import/sources.ts";
import { columns } from "./columns.ts";
import { type Asked, counted, importPreview, inPlain } from "./preview.ts";

/** As much of a file as a browser sends at once: some 20,000 rows. */
const MOST_TEXT = 2_000_000;
const SAVE = "save";

/** A file of people or of past training, as it would go in: every row is shown, and only [Save] writes anything. */
export const importFile = defineCommand({
  name: "import file",
  summary: "Bring in a file of people or of past training.",
  roles: ["officer", "admin"],
  internal: true,
  fields: {
    of: choice({
      label: "What is in it",
      choices: [
        { value: "training", label: "Past training, as a learning system exports it" },
        { value: "people", label: "People, as HR sends them (administrators)" },
      ],
    }),
    file: textField({
      label: "File",
      hint: "CSV or Excel, with a line of headings; or paste it here",
      from: "key",
      optional: true,
      maxLength: MOST_TEXT,
      control: "sheet",
    }),
    kept: textField({ label: "The file as it was read", from: "key", optional: true, maxLength: 100 }),
    columns: columns(),
    dates: choice({
      label: "Days like 3/4/2026",
      optional: true,
      choices: [
        { value: "mdy", label: "are month/day/year" },
        { value: "dmy", label: "are day/month/year" },
      ],
    }),
    unknown: choice({
      label: "Whoever is not on record",
      optional: true,
      choices: [{ value: "count", label: "is counted, without a name" }],
    }),
    rows: choice({
      label: "Rows",
      optional: true,
      choices: [
        { value: "good", label: "Leave out those that need a look" },
        { value: "rest", label: "Give me those that need a look" },
      ],
    }),
  },
  anyOf: [{ names: ["file", "kept"], because: "Choose the file, or paste what is in it." }],
  examples: ['import file of=training file="course,held_on"'],
  scope: ({ of }) => (of === "people" ? { to: "configure" } : { to: "write", of: { city: true } }),
  inChat: (_values, { confirmed }) => confirmed.includes(SAVE),
  execute: async (values, env) => {
    const { prepared, asked } = await prepare(values, env);
    if (values.rows === "rest") return restOf(prepared);
    if (!env.confirmed.includes(SAVE)) return importPreview(prepared, asked, SAVE);
    return save(prepared, env);
  },
});

type Given = Pick<Asked, "of"> &
  Partial<Record<"file" | "kept" | "dates" | "unknown" | "rows", string | undefined>> & {
    columns?: Record<string, string> | undefined;
  };

/** The file is kept beside its buttons, as every long value is, and read anew: what is on record may have changed since. */
async function prepare(values: Given, env: Env): Promise<{ prepared: Prepared; asked: Asked }> {
  const { stores, catalog, city, today } = env;
  const { file, kept } = await fileIn(values, env);
  const { of } = values;
  const bytes = new TextEncoder().encode(file);
  const known = { stores, catalog, city, today };
  const name = "a file from the pages";
  const prepared = await prepareImport(kindOf(of), { name, bytes }, optionsOf(values), known).catch(
    (error: unknown) => {
      throw error instanceof Refusal ? new Refusal(inPlain(error.message), "file") : error;
    },
  );
  return { prepared, asked: { of, values: { of, kept, ...answersOf(values) } } };
}

async function fileIn({ file, kept = "" }: Given, { stores }: Env): Promise<{ file: string; kept: string }> {
  if (file !== undefined) return { file, kept: await stores.drafts.keep(file) };
  const before = await stores.drafts.find(kept);
  if (before !== undefined) return { file: before, kept };
  throw new Refusal("The file is no longer kept. Choose it once more. Nothing was saved.", "file");
}

function optionsOf({ of, columns: theirs = {}, dates, unknown, rows }: Given): ImportOptions {
  const known: readonly string[] = KINDS[kindOf(of)].shape.columns;
  return {
    map: new Map(Object.entries(theirs).filter(([, column]) => column === "-" || known.includes(column))),
    dates: dates === "mdy" || dates === "dmy" ? dates : undefined,
    statuses: new Map(),
    skipBad: rows === "good",
    unknownAsCount: unknown === "count",
  };
}

/** What was answered about this file, for its buttons. */
function answersOf({ columns: theirs, dates, unknown }: Given): RawValues {
  const said = Object.entries(theirs ?? {}).map(([plain, column]) => `${plain}=${column}`);
  return {
    ...(theirs === undefined ? {} : { columns: JSON.stringify(said) }),
    ...(dates === undefined ? {} : { dates }),
    ...(unknown === undefined ? {} : { unknown }),
  };
}

const kindOf = (of: string) => (of === "people" ? "people" : "training");

function restOf({ rest }: Prepared): Reply {
  if (rest === undefined) return reply(text("Every row goes in: there is nothing to give back."));
  const bytes = new TextEncoder().encode(rest);
  const summary = "the rows that do not go in, with the reason in the last column";
  return reply(heading("Rows that need a look"), {
    kind: "file",
    file: { name: "rows-to-mend.csv", mime: "text/csv", bytes, summary },
  });
}

async function save(prepared: Prepared, env: Env): Promise<Reply> {
  if ((await env.stores.deployment.get())?.sample)
    throw new Refusal(
      "This is the sample city, and a city's own records are never mixed with it. An operator removes it with: npm run equity -- reset --yes. Nothing was saved.",
    );
  if (prepared.rows === undefined)
    throw new Refusal(
      "Some rows need a look, and what is on record has changed since. Read the file again. Nothing was saved.",
    );
  await prepared.apply(env.write);
  const { added, changed, unchanged } = counted(prepared.rows);
  return {
    ...reply(
      heading(`Imported ${prepared.kind}`),
      text(
        `${added} added, ${changed} changed, ${unchanged} on record already. The trail keeps each with its line of the file.`,
      ),
    ),
    changed: { record: "import", department: undefined },
  };
}
