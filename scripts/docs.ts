// Writes docs/commands.md from the registry of commands: `npm run docs`.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { commands } from "../commands/index.ts";
import type { Command } from "../src/core/command/command.ts";
import type { Field } from "../src/core/command/field.ts";
import { spoken } from "../src/core/understanding/printed.ts";

const page = fileURLToPath(new URL("../docs/commands.md", import.meta.url));

/** The page as it should be. */
export function commandsPage(all: readonly Command[]): string {
  const listed = all.filter((command) => !command.internal);
  return [
    "# Commands",
    "<!-- Written by `npm run docs` from commands/index.ts. Change the declaration of a command, not this page. -->",
    "Type them in a direct message or after a mention, or by a slash command: `/equity …` takes every command, and `/training …` those that begin with `training`. Everyday words do, too: what was understood is shown before or beside what was saved, and what is missing is asked. `name=value` and `name: value` always win over what the words seem to say.",
    "Who may use a command at all is its role; what it may touch (which department, whose record) is checked with the values, each time. A lead is whoever is on a department's leadership roster, and everybody but an auditor is an employee.",
    ["| command | what it does | roles |", "|---|---|---|", ...listed.map(overview)].join("\n"),
    ...listed.map(section),
  ]
    .join("\n\n")
    .concat("\n");
}

/** The page as it is. */
export const writtenPage = (): string => readFileSync(page, "utf8");

const overview = ({ name, summary, roles }: Command) =>
  `| [${name}](#${name.replaceAll(" ", "-")}) | ${cell(summary)} | ${roles.join(", ")} |`;

function section(command: Command): string {
  const { name, summary, roles, fields, anyOf, rootDefault } = command;
  const examples = command.examples.map((example) => spoken(commands, command, example));
  const rows = Object.entries(fields).map(([key, field]) => fieldRow(key, field));
  const table = ["| field | in words | also written | needed |", "|---|---|---|---|", ...rows].join("\n");
  return [
    `## ${name}`,
    `${summary} For: ${roles.join(", ")}.${rootDefault ? ` \`/${name.split(" ")[0]}\` alone means this.` : ""}`,
    ...(rows.length > 0 ? [table] : []),
    ...anyOf.map(({ names }) => `At least one of ${names.map((one) => `\`${one}\``).join(", ")} is needed.`),
    ["```text", ...examples, "```"].join("\n"),
  ].join("\n\n");
}

function fieldRow(key: string, { label, hint, keys, optional, fallback }: Field<unknown>): string {
  const needed = fallback ? "has a default" : optional ? "no" : "yes";
  const words = hint === undefined ? label : `${label}. ${hint}`;
  return `| \`${key}\` | ${cell(words)} | ${keys.map((one) => `\`${one}\``).join(", ")} | ${needed} |`;
}

const cell = (words: string) => words.replaceAll("|", "\\|").replaceAll("\n", " ");

const decisions = fileURLToPath(new URL("../docs/decisions", import.meta.url));
const decisionsIndex = `${decisions}/README.md`;

/** docs/decisions/README.md as it stands. */
export const writtenIndex = (): string => readFileSync(decisionsIndex, "utf8");

/** A line for each decision, with the title it gives itself. */
export function indexPage(): string {
  const rows = readdirSync(decisions)
    .filter((file) => /^\d{4}-/.test(file))
    .sort()
    .map((file) => {
      const [title = ""] = readFileSync(`${decisions}/${file}`, "utf8").split("\n");
      return `| [${Number(file.slice(0, 4))}](${file}) | ${title.replace(/^# (?:\d+\.? )?/, "")} |`;
    });
  const intro = "Why things are as they are, one page each. A page that no longer holds says so in its first line.";
  return ["# Decisions", "", intro, "", "| | decision |", "|---|---|", ...rows, ""].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(page, commandsPage(commands));
  writeFileSync(decisionsIndex, indexPage());
}
