import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { createTemplate } from "../support/databases.ts";
import { startPostgres } from "../support/postgres-server.ts";
import { charts, growth, messages, nudges, status, understanding } from "./figures.ts";
import { asMarkdown, type Bench, inWords } from "./lib.ts";
import { slackLog } from "./slack.ts";
import { startToReady } from "./start.ts";
import { trainingLog } from "./training-log.ts";

// `npm run bench` runs all of them, `npm run bench -- start` those that are named.
const BENCHES: readonly Bench[] = [
  trainingLog,
  startToReady,
  slackLog,
  messages,
  growth,
  status,
  nudges,
  charts,
  understanding,
];

const file = fileURLToPath(new URL("../../docs/benchmarks.md", import.meta.url));
const HEAD = "# Benchmarks\n\nWritten by `npm run bench`: medians of five alternating runs, ratios within one run.\n";

const tell = (line: string) => process.stdout.write(`${line}\n`);

const named = process.argv.slice(2);
const chosen = BENCHES.filter(({ name }) => named.length === 0 || named.includes(name));
if (chosen.length === 0) throw new Error(`There are ${BENCHES.map(({ name }) => name).join(", ")}.`);

const server = await startPostgres({ own: true });
try {
  const source = await createTemplate(server.url);
  for (const bench of chosen) {
    tell(`\n${bench.title}`);
    const section = await bench.run({ source, tell });
    for (const row of section.rows) tell(`  ${row.join("  ")}`);
    for (const floor of section.floors) tell(`  ${inWords(floor)}`);
    await keep(bench, asMarkdown(bench, section));
  }
} finally {
  await server.stop();
}

/** In place of the section that was there before; the others stay. */
async function keep({ title }: Bench, markdown: string): Promise<void> {
  const before = await readFile(file, "utf8").catch(() => "");
  const sections = new Map(
    before
      .split(/^(?=## )/m)
      .slice(1)
      .map((text) => [text.split("\n")[0], text.trimEnd()]),
  );
  sections.set(`## ${title}`, markdown.trimEnd());
  await writeFile(file, `${[HEAD, ...sections.values()].join("\n\n").replace("\n\n\n", "\n\n")}\n`);
}
