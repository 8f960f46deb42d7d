import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { slackManifest } from "../adapters/slack/install/manifest.ts";
import { teamsManifest } from "../adapters/teams/install/manifest.ts";
import { spoken as postedIn } from "../adapters/web/reply/payload.ts";
import { commands } from "../commands/index.ts";
import type { Command } from "../src/core/command/command.ts";
import type { Answer } from "../src/core/understanding/answer.ts";
import { printedIn, slashed, spoken } from "../src/core/understanding/printed.ts";
import { button, emailOf, labels, read, sampleTown, type Town } from "./support/town.ts";

let town: Town;
beforeAll(async () => {
  town = await sampleTown();
  // The examples speak of a report that was sent for review.
  await town.say("nadia.rahman", "admin duty DIR @lee.nakamura");
  await town.say("nadia.rahman", 'report write annual 2026 letter "This was the first year of the plan."');
  expect(read(await town.say("nadia.rahman", "report send annual 2026"))).toContain("RP-2026-0001");
});
afterAll(() => town.close());

/** One of each role, the one with the widest reach first. */
const WHO = { officer: "nadia.rahman", lead: "ana.torres", admin: "devin.sokol", employee: "bo.chen" } as const;
/** Only whoever was invited or asked can answer, and only whoever may read a report is shown it. */
const ASKED: Record<string, string> = {
  "ambassador accept": "invited",
  "ambassador decline": "invited",
  "report approve": "lee.nakamura",
  "report return": "lee.nakamura",
  "report show": "nadia.rahman",
};

const listed = commands.filter(({ internal }) => !internal);
const examples = listed.flatMap((command) => command.examples.map((example) => ({ command, example })));

function whoMay({ name, roles }: Command): string {
  const [role = "employee"] = (["officer", "lead", "admin", "employee"] as const).filter((one) => roles.includes(one));
  return ASKED[name] ?? WHO[role];
}

/** Typed as it stands; `/training …` and `/equity …` as the slash command they are. */
async function typed(text: string, who: string): Promise<Answer> {
  const input = postedIn(text);
  if (input.kind !== "text") throw new Error("words are words");
  const as = who === "invited" ? await invitee() : emailOf(who);
  return town.app.understand({ text: input.text, as, root: input.root, platform: "web" });
}

async function invitee(): Promise<string> {
  const [row] = await town.rows<{ email: string }>(
    "select p.email from ambassadors a join people p on p.id = a.person where a.state = 'invited' order by a.id limit 1",
  );
  return row?.email ?? "";
}

const reaches = async (text: string, { name, ...command }: Command) => {
  const answer = await typed(text, whoMay({ name, ...command }));
  return answer.command === name && answer.refused === null
    ? []
    : [`${text} → ${answer.command} ${answer.refused ?? ""}`];
};

const allReach = async (said: (one: { command: Command; example: string }) => string) =>
  (await Promise.all(examples.map((one) => reaches(said(one), one.command)))).flat();

describe("every example is typed as it is printed and reaches its own command", () => {
  test("in a direct message", async () => {
    expect(await allReach(({ command, example }) => spoken(commands, command, example))).toEqual([]);
  });

  test("after a mention in a channel", async () => {
    const place = { platform: "teams", tenant: "t", id: "room", kind: "channel" } as const;
    const print = printedIn(place, commands);
    expect(await allReach(({ command, example }) => `@Equity Assistant ${print(command, example)}`)).toEqual([]);
  });

  test("after a slash command, as a channel of Slack and the playground show it", async () => {
    const place = { platform: "slack", tenant: "t", id: "C1", kind: "channel" } as const;
    const print = printedIn(place, commands);
    expect(
      examples.filter(({ command, example }) => print(command, example) !== slashed(commands, command, example)),
    ).toEqual([]);
    expect(await allReach(({ command, example }) => print(command, example))).toEqual([]);
  });

  test("a whole example typed after a slash command of its noun is not taken for another", async () => {
    const rooted = examples.filter(({ command }) => /^(?:training|ambassador|analysis) /.test(command.name));
    const said = rooted.map(({ command, example }) => {
      const [noun = ""] = command.name.split(" ");
      return reaches(`/${noun} ${spoken(commands, command, example)}`, command);
    });
    expect((await Promise.all(said)).flat()).toEqual([]);
  });
});

describe("what the manifests show", () => {
  const slack = slackManifest(commands, { publicUrl: undefined, socketMode: false, oauth: false });
  const links = { website: "https://c", privacy: "https://c/privacy", terms: "https://c/terms" };
  const teams = teamsManifest(commands, { appId: "a", version: "1.0.0", city: "c", slash: true, ...links });

  test("the hint of each slash command is typed after it", async () => {
    const hints = (slack.features?.slash_commands ?? []).map(
      ({ command, usage_hint = "" }) => `${command} ${usage_hint}`,
    );
    const answers = await Promise.all(hints.map((hint) => typed(hint, "ana.torres")));

    expect(answers.map(({ command, refused }) => [command, refused])).toEqual([
      ["help", null],
      ["training log", null],
      ["ambassador recruit", null],
      ["analysis start", null],
    ]);
  });

  test("each title in Teams' list is its command's name", async () => {
    const titles = teams.bots?.[0]?.commandLists?.[0]?.commands.map(({ title }) => title) ?? [];

    expect(titles.length).toBeGreaterThan(5);
    for (const title of titles) {
      const command = listed.find(({ name }) => name === title);
      expect(command && (await typed(title, whoMay(command))).command).toBe(title);
    }
  });
});

describe("help", () => {
  test("prints, for each noun, what is typed as it stands", async () => {
    const nouns = [...new Set(listed.map(({ name }) => name.split(" ")[0] ?? ""))];
    const printed = new Set(examples.map(({ command, example }) => spoken(commands, command, example)));
    for (const noun of nouns) {
      const lines = await Promise.all(Object.values(WHO).map(async (who) => read(await town.say(who, `help ${noun}`))));
      const shown = lines.join("\n").match(/“([^”]+)”/g) ?? [];
      expect(shown.length, noun).toBeGreaterThan(0);
      expect(shown.filter((one) => !printed.has(one.slice(1, -1)))).toEqual([]);
    }
  });

  test("in a channel of Slack prints the slash command", async () => {
    const place = { platform: "slack", tenant: "t", id: "C1", kind: "channel" } as const;
    const answer = read(await town.say("ana.torres", "help ambassador", { place }));

    expect(answer).toContain("“/ambassador recruit @lee”");
  });
});

describe("a suggestion", () => {
  test("that only reads runs when it is pressed, and nothing that reads has a form to save", async () => {
    const answer = await town.say("ana.torres", "help vision");
    const shown = read(await town.press("ana.torres", button(answer, "vision show")));

    expect(shown).not.toContain("[Save]");
    expect(shown).toContain("Vision statement · Public Works");
  });

  test("for a text nobody understands names what works as printed", async () => {
    const answer = await town.say("ana.torres", "qwrtz plmk");
    const tried = [...read(answer).matchAll(/Try: (.+)$/gm)].map(([, one = ""]) => one);

    expect(tried).toHaveLength(3);
    for (const [at, one] of tried.entries()) {
      expect((await typed(one, "ana.torres")).command).toBe(labels(answer)[at]);
    }
  });

  test("no command that reads leaves anything on the trail", async () => {
    const before = await entries();
    for (const { command, example } of examples.filter(({ command }) => command.reads))
      await town.say(whoMay(command), spoken(commands, command, example));

    expect(await entries()).toBe(before);
  });
});

async function entries(): Promise<number> {
  const [row] = await town.rows<{ count: number }>("select count(*)::int as count from audit_entries");
  return row?.count ?? -1;
}

/** Pages that tell people what to type, and who types it where the page does not say otherwise. */
const GUIDES = {
  "docs/guide/employees.md": "Bo Chen",
  "docs/guide/leads.md": "Ana Torres",
  "docs/guide/officers.md": "Nadia Rahman",
  "docs/guide/administrators.md": "Devin Sokol",
  "docs/guide/auditors.md": "Felicia Marsh",
};

/** What README.md and the guides tell people to type, and who is to type it. */
function printedSentences(): { text: string; who: string }[] {
  const readme = readFileSync("README.md", "utf8");
  const first = /## The first minute\n([\s\S]*?)\n`help`/.exec(readme)?.[1] ?? "";
  const guides = Object.entries(GUIDES).flatMap(([page, who]) => sentencesIn(readFileSync(page, "utf8"), who));
  return [...sentencesIn(first, "Ana Torres"), ...guides];
}

function sentencesIn(page: string, reader: string): { text: string; who: string }[] {
  const items = page.split(/\n(?=- |\d\. |#)/);
  return items.flatMap((item) => {
    const parts = item.replace(/\s+/g, " ").matchAll(/\*\*([A-Z][a-z]+ [A-Z][a-z]+)\*\*|`([^`]+)`/g);
    let who = reader;
    return [...parts].flatMap(([, name, text]) => {
      if (name !== undefined) who = name;
      return text === undefined ? [] : [{ text, who: who.toLowerCase().replace(" ", ".") }];
    });
  });
}

/** Names of files, of settings and of what a plan or a program holds: nobody says them to the assistant. */
const NOT_SAID =
  /^(?:\/readyz$|src\/|docs\/|PLAN=|DATA_DIR|plan check|xlsx$|csv$|followUpAfter$|escalation$|quietFrom$|quietUntil$|raci$|12:9f86d0…$)/;

test("every sentence of README.md and of the guides reaches a command", async () => {
  const sentences = printedSentences().filter(({ text }) => !NOT_SAID.test(text));
  const answers = await Promise.all(
    sentences.map(async ({ text, who }) => ({ text, who, ...(await typed(text, who)) })),
  );
  const wrong = answers.filter(({ command, refused }) => command === null || refused !== null);

  expect(sentences.length).toBeGreaterThan(60);
  expect(wrong.map(({ text, who, command, refused }) => `${who}: ${text} → ${command} ${refused}`)).toEqual([]);
});
