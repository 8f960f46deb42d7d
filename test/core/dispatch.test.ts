import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { type Command, defineCommand } from "../../src/core/command/command.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { type Bot, dispatch } from "../../src/core/request/dispatch.ts";
import { DatabaseDown, OutcomeUnknown, Refusal } from "../../src/core/request/errors.ts";
import type { Input } from "../../src/core/request/request.ts";
import { button, createTown, emailOf, errors, filled, form, read, type Town } from "../support/town.ts";

let town: Town;

beforeAll(async () => {
  town = await createTown();
});
afterAll(() => town.close());

/** A command that does what a test wants. */
const doing = (execute: () => Promise<Reply>, more: Partial<Command> = {}): Command => ({
  ...defineCommand({
    name: "try it",
    summary: "Try something.",
    roles: ["employee"],
    fields: {
      what: textField({ label: "What", from: "key" }),
      why: textField({ label: "Why", from: "key", optional: true }),
    },
    examples: ["what=this"],
    scope: () => ({ to: "open" }),
    execute,
  }),
  ...more,
});

const failing = (error: unknown) => doing(() => Promise.reject(error));

const incidents: [string, unknown][] = [];

function ask(command: Command, input: Input): Promise<Reply> {
  const email = emailOf("bo.chen");
  const platform = { platform: "web", tenant: "test" } as const;
  const bot: Bot = {
    ...town.app.bot,
    commands: [...commands, command],
    onIncident: (code, error) => incidents.push([code, error]),
  };
  return dispatch(bot, {
    id: `dispatch:${Math.random()}`,
    author: { ...platform, userId: email, email, kind: "member" },
    place: { ...platform, id: "direct", kind: "direct" },
    input,
  });
}

const typed = (words: string): Input => ({ kind: "text", text: words });
const pressed = (values: Record<string, unknown>): Input => ({ kind: "values", command: "try it", values });

describe("a refusal that names an input", () => {
  const refusing = failing(new Refusal("This cannot be. Nothing was saved.", "why"));

  test("brings a form back with what was typed in it and the reason at that input", async () => {
    const back = form(await ask(refusing, pressed({ what: "one", why: "two" })));

    expect(filled(back)).toEqual({ what: "one", why: "two" });
    expect(errors(back)).toEqual({ why: "This cannot be." });
  });

  test("brings the form for a sentence, too", async () => {
    const back = form(await ask(refusing, typed("try it what=one why=two")));

    expect(filled(back)).toEqual({ what: "one", why: "two" });
  });

  test("says that nothing was saved, once", async () => {
    const answer = read(await ask(refusing, pressed({ what: "one" })));
    expect(answer.match(/Nothing was saved\./g)).toHaveLength(1);

    const other = read(await ask(failing(new Refusal("This cannot be.", "why")), pressed({ what: "one" })));
    expect(other).toMatch(/^This cannot be\. Nothing was saved\.\n/);
  });

  test("keeps everything although the input it names is not in the form", async () => {
    const back = await ask(failing(new Refusal("Odd.", "elsewhere")), pressed({ what: "one" }));

    expect(read(back)).toContain("Odd. Nothing was saved.");
    expect(filled(form(back))).toEqual({ what: "one" });
    expect(errors(form(back))).toEqual({});
  });
});

test("a refusal that names no input is a sentence, and the adapter keeps what was typed", async () => {
  const answer = await ask(failing(new Refusal("Not today.")), pressed({ what: "one" }));

  expect(read(answer)).toBe("Not today.");
  expect(answer.failed).toBe(true);
});

describe("an error of ours", () => {
  test.each([
    ["anything", new Error("secret detail"), /Something broke on our side and nothing was saved\./],
    ["a database that cannot be reached", new DatabaseDown("down"), /Nothing was saved/],
    ["a connection that broke", new OutcomeUnknown("broke"), /It is not certain that this was saved/],
  ])("says so for %s, with a code to quote, and keeps what was typed", async (_kind, error, words) => {
    incidents.length = 0;
    const answer = await ask(failing(error), typed("try it what=one"));

    expect(read(answer)).toMatch(words);
    expect(read(answer)).toContain("You typed: try it what=one");
    expect(read(answer)).not.toContain("secret detail");
    expect(answer.failed).toBe(true);
    expect(incidents).toEqual([[expect.stringMatching(/^[2-9A-Z]{4}$/), error]]);
    expect(read(answer)).toContain(`Quote ${incidents[0]?.[0]} when you ask for help.`);
  });
});

describe("permission comes before anything is told", () => {
  test("a large count for another department is denied, not asked about", async () => {
    const answer = await town.press("bo.chen", {
      command: "training log",
      values: { course: "ARA101", heldOn: "2026-11-20", department: "MAYOR", employees: "9000" },
    });

    expect(read(answer)).toContain("You may not do that for Mayor's Office.");
    expect(read(answer)).not.toMatch(/9,000|people on record/);
  });

  test("a command's own form is opened only after its scope was checked", async () => {
    const shows = doing(async () => reply(text("done")), {
      fields: { record: textField({ label: "Record", from: "key" }) },
      scope: () => ({ to: "configure" }),
      form: async () => ({ command: "try it", title: "what is on record", submit: "Go", inputs: [], hidden: {} }),
    });

    const answer = await ask(shows, { ...pressed({ record: "1" }), ask: true } as Input);
    expect(read(answer)).not.toContain("what is on record");
    expect(answer.failed).toBe(true);
  });
});

describe("what is not to be recorded", () => {
  test("keeps what was understood in the form it offers", async () => {
    const answer = await town.say("bo.chen", "nobody attended Anti-Racism 101 yesterday");
    expect(read(answer)).toContain("Nothing was recorded");

    const opened = form(await town.press("bo.chen", button(answer, "Open the form")));
    expect(filled(opened)).toMatchObject({ course: "ARA101", heldOn: "2026-11-20" });
  });
});
