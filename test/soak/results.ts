import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const file = fileURLToPath(new URL("../../docs/soak.md", import.meta.url));

const HEAD = `# Soak

Written by \`npm run soak\`: the suites of \`npm test\` at their full figures.

| suite | figures | day |
|---|---|---|
`;

/** Keeps what a suite counted, in place of what it counted before; a short run keeps nothing. */
export async function keepResult(suite: string, figures: Record<string, number>): Promise<void> {
  if (process.env.SOAK !== "1") return;
  const before = await readFile(file, "utf8").catch(() => "");
  const rows = before.split("\n").filter((line) => /^\| (?!suite )\w/.test(line) && !line.startsWith(`| ${suite} |`));
  const words = Object.entries(figures).map(([what, count]) => `${count.toLocaleString("en-US")} ${what}`);
  rows.push(`| ${suite} | ${words.join(", ")} | ${new Date().toISOString().slice(0, 10)} |`);
  await writeFile(file, `${HEAD}${rows.sort().join("\n")}\n`);
}
