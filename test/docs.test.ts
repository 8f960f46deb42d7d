import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commands } from "../commands/index.ts";
import { commandsPage, indexPage, writtenIndex, writtenPage } from "../scripts/docs.ts";
import { SETTINGS } from "../src/config/config.ts";
import type { Command } from "../src/core/command/command.ts";
import type { Reply } from "../src/core/reply/reply.ts";
import { dispatch } from "../src/core/request/dispatch.ts";
import { createTown, emailOf, form, read, type Town } from "./support/town.ts";

test("docs/commands.md is what the registry says; npm run docs writes it", () => {
  expect(writtenPage()).toBe(commandsPage(commands));
});

test("docs/decisions/README.md has a line for every decision; npm run docs writes it", () => {
  expect(writtenIndex()).toBe(indexPage());
});

describe("the pages in docs", () => {
  const pages = readdirSync("docs", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".md"));

  test.each(pages)("%s links to files there are", (page) => {
    const links = [...readFileSync(join("docs", page), "utf8").matchAll(/\]\((?!https?:)([^)#\s]+)/g)];
    const files = links.map(([, file = ""]) => join("docs", dirname(page), file));

    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });

  test("the map names every room there is, and none that is not", () => {
    const map = /## The rooms\n\n```\n([\s\S]*?)```/.exec(readFileSync("docs/architecture.md", "utf8"))?.[1] ?? "";
    const rooms = [...map.matchAll(/^(?:src|commands|adapters|db|test)[\w/.]*/gm)].map(([room]) =>
      room.replace(/\/$/, ""),
    );
    const there = ["src", "adapters"].flatMap((parent) => readdirSync(parent).map((name) => `${parent}/${name}`));

    expect(rooms.sort()).toEqual([...there, "commands", "db", "test"].sort());
  });

  test("files named in the map's text are there", () => {
    const named = readFileSync("docs/architecture.md", "utf8").matchAll(
      /`((?:src|commands|adapters|db)\/[\w/.-]+\.ts)`/g,
    );

    expect([...named].map(([, file = ""]) => file).filter((file) => !existsSync(file))).toEqual([]);
  });
});

test("SECURITY.md names suites there are", () => {
  const named = [...readFileSync("SECURITY.md", "utf8").matchAll(/`(test\/[^`*]+)`/g)].map(([, path = ""]) => path);

  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});

describe("README.md", () => {
  const readme = readFileSync("README.md", "utf8");
  const settings = readFileSync("docs/settings.md", "utf8");
  const scripts = JSON.parse(readFileSync("package.json", "utf8")).scripts as Record<string, string>;

  test("names only npm scripts there are", () => {
    const named = [...`${readme}\n${settings}`.matchAll(/\bnpm (?:run (?:-s )?)?([a-z]+)/g)].map(
      ([, name = ""]) => name,
    );

    expect(named).toEqual(expect.arrayContaining(["ci", "start", "equity", "build", "check", "test", "docs"]));
    expect(named.filter((name) => name !== "ci" && !(name in scripts))).toEqual([]);
  });

  test("and docs/settings.md list every setting, and none that is not read", () => {
    const table = /## Settings\n([\s\S]*?)\n## /.exec(settings)?.[1] ?? "";
    const rows = table.split("\n").filter((line) => line.startsWith("| `"));
    const listed = rows.flatMap((row) => row.split("|")[1]?.match(/[A-Z_]{4,}/g) ?? []);

    expect(listed.sort()).toEqual([...SETTINGS].sort());
  });

  test("links to files there are", () => {
    const links = [...readme.matchAll(/\]\((?!http)([^)#]+)\)/g)].map(([, file = ""]) => file);

    expect(links.filter((file) => !existsSync(file))).toEqual([]);
  });
});

describe("the command of docs/adding-a-command.md", () => {
  const folder = "test/.example-from-the-docs/commands/training";
  let town: Town;
  let example: Command;

  beforeAll(async () => {
    town = await createTown();
    example = await exampleIn(readFileSync("docs/adding-a-command.md", "utf8"), folder);
  });
  afterAll(async () => {
    rmSync("test/.example-from-the-docs", { recursive: true, force: true });
    await town.close();
  });

  /** Registered beside the others, as a line in commands/index.ts would do. */
  function say(who: string, text: string): Promise<Reply> {
    const platform = { platform: "web", tenant: "test" } as const;
    const email = emailOf(who);
    return dispatch(
      { ...town.app.bot, commands: [...commands, example] },
      {
        id: `docs:${Math.random()}`,
        author: { ...platform, userId: email, email, kind: "member" },
        place: { ...platform, id: "direct", kind: "direct" },
        input: { kind: "text", text },
      },
    );
  }

  test("answers by name, from what is on record", async () => {
    await town.say("ana.torres", "course=toolkit date=2026-11-02 people=lee.nakamura,bo.chen");

    expect(read(await say("ana.torres", "training who toolkit"))).toBe(
      "GARE Racial Equity Toolkit · Public Works\nBo Chen, Lee Nakamura",
    );
  });

  test("asks for what is missing", async () => {
    expect(form(await say("ana.torres", "training who")).inputs.map(({ name }) => name)).toEqual([
      "course",
      "department",
      "period",
    ]);
  });

  test("is denied to whoever may not, by its role and by its scope", async () => {
    expect(read(await say("bo.chen", "training who toolkit"))).toContain("is for leads, officers and auditors only");
    expect(read(await say("ana.torres", "training who toolkit department=PARKS"))).toContain(
      "You may not do that for Parks.",
    );
  });

  test("is in help at once", async () => {
    expect(read(await say("ana.torres", "help about=training"))).toContain("training who: List who is on record");
  });
});

/** Takes the page's own code, imports and all, and loads it. */
async function exampleIn(page: string, folder: string): Promise<Command> {
  const code = /```ts\n(import [\s\S]*?defineCommand[\s\S]*?)```/.exec(page)?.[1];
  if (!code) throw new Error("docs/adding-a-command.md shows no command");
  mkdirSync(folder, { recursive: true });
  // One folder deeper than in the project, so that its imports lead there.
  writeFileSync(`${folder}/who.ts`, code.replaceAll('"../../src/', '"../../../../src/'));
  const loaded: Record<string, Command> = await import(pathToFileURL(`${folder}/who.ts`).href);
  const [command] = Object.values(loaded);
  if (!command) throw new Error("the example exports no command");
  return command;
}
