import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { Temporal } from "temporal-polyfill";
import { type App, createApp } from "../../src/app/app.ts";
import { type Config, readConfig } from "../../src/config/config.ts";
import { dateAt } from "../../src/core/calendar/calendar.ts";
import {
  type Button,
  buttonsIn,
  type Form,
  plainText,
  type RawValues,
  type Reply,
  type Screen,
} from "../../src/core/reply/reply.ts";
import type { Author, Input, Place } from "../../src/core/request/request.ts";
import { IMPORT_AUTHOR } from "../../src/core/request/write.ts";
import { checkCourses, checkHeadcounts, checkPeople } from "../../src/domain/import/kinds.ts";
import { knownOf } from "../../src/domain/import/known.ts";
import { loadedDatabase, type TestDatabase } from "./databases.ts";

/** The afternoon of the transcripts: Sat 21 Nov 2026, 14:05 in Milwaukee. */
export const AFTERNOON = "2026-11-21T20:05:00Z";

/**
 * The whole bot on a real Postgres database of its own: Milwaukee's departments, courses and people, and no training
 * yet. People are called by the first part of their e-mail address: "ana.torres".
 */
export interface Town {
  app: App;
  /** Moves the clock. */
  setClock(instant: string): void;
  /** Says something and returns the reply; `/training …` carries its root. */
  say(who: string, text: string, more?: More): Promise<Reply>;
  /** Presses a button, also a forged one. */
  press(who: string, button: Pick<Button, "command" | "values"> & Partial<Button>, more?: More): Promise<Reply>;
  /** Fills in a form as it stands, with some inputs changed, and sends it. */
  send(who: string, form: Form, changes?: RawValues, more?: More): Promise<Reply>;
  /** Rows of a statement: what is really stored. */
  rows<Row>(statement: string): Promise<Row[]>;
  close(): Promise<void>;
}

interface More {
  /** The request id; a new one unless given. */
  id?: string;
  author?: Partial<Author>;
  place?: Partial<Place>;
  /** As one message shows it: without it, lists are read to their end. */
  asShown?: boolean;
}

export const emailOf = (who: string) => (who.includes("@") ? who : `${who}@milwaukee.example`);

/** A town with the sample city's people. `env` adds to the environment. */
export const createTown = (env: Record<string, string> = {}): Promise<Town> => ownTown(env, AFTERNOON);

/** The sample city with all its records, as somebody finds it who tries the bot at that instant. */
export const sampleTown = (at: string = AFTERNOON, plan = "milwaukee"): Promise<Town> =>
  ownTown({ DEMO: "on", PLAN: plan }, at);

/** On a database of its own, which goes with it. */
async function ownTown(env: Record<string, string>, at: string): Promise<Town> {
  const { PLAN: plan = "milwaukee" } = env;
  const database = await (env.DEMO === "on" ? sampleDatabase(at, plan) : settledDatabase(plan));
  const config = readConfig({ DATABASE_URL: database.url, PLAN: plan, LOG_LEVEL: "silent", ...env });
  const town = await openTown(config, at);
  return {
    ...town,
    close: async () => {
      await town.close();
      await database.drop();
    },
  };
}

/** A database with the sample city as it is loaded at that instant. */
export const sampleDatabase = (at: string = AFTERNOON, plan = "milwaukee"): Promise<TestDatabase> =>
  loadedDatabase(`the sample of ${plan} at ${at}`, (url) => prepare(url, plan, at, { DEMO: "on" }));

/** A database with the sample city's people, courses and headcounts. */
const settledDatabase = (plan: string): Promise<TestDatabase> =>
  loadedDatabase(`the people of ${plan}`, (url) => prepare(url, plan, AFTERNOON, { DEMO: "off" }));

async function prepare(url: string, plan: string, at: string, env: Record<string, string>): Promise<void> {
  const town = await openTown(readConfig({ DATABASE_URL: url, PLAN: plan, LOG_LEVEL: "silent", ...env }), at);
  await town.close();
}

/** The same on a configuration of the caller's own; a database that is empty is settled first. */
export async function openTown(config: Config, at: string = AFTERNOON): Promise<Town> {
  let now = Temporal.Instant.from(at);
  const app = await createApp(config, { clock: () => now });
  await app.prepare();
  if (!config.demo && (await app.stores.deployment.isEmpty())) await settle(app);
  return {
    app,
    setClock: (instant) => (now = Temporal.Instant.from(instant)),
    ...talking(app),
    ...looking(config, app),
  };
}

function talking(app: App): Pick<Town, "say" | "press" | "send"> {
  const ask = async (who: string, input: Input, more: More = {}): Promise<Reply> => {
    const { id = `test:${randomUUID()}`, author, place, asShown = false } = more;
    const email = emailOf(who);
    const platform = { platform: "web", tenant: "test" } as const;
    const answer = await app.handle({
      id,
      author: { ...platform, userId: email, email, kind: "member", ...author },
      place: { ...platform, id: `direct:${email}`, kind: "direct", ...place },
      input,
    });
    if (asShown) return answer;
    return toTheEnd(answer, ({ command, values }) =>
      ask(who, { kind: "values", command, values }, { ...more, id: `test:${randomUUID()}`, asShown: true }),
    );
  };
  return {
    say: (who, text, more) => ask(who, spoken(text), more),
    press: (who, { command, values, ask: opens, confirmed }, more) =>
      ask(
        who,
        { kind: "values", command, values, ...(opens ? { ask: opens } : {}), ...(confirmed ? { confirmed } : {}) },
        more,
      ),
    send: (who, form, changes = {}, more) =>
      ask(
        who,
        { kind: "values", command: form.command, values: { ...form.hidden, ...filledIn(form), ...changes } },
        more,
      ),
  };
}

/** An answer with the rows that its lists show only when they are gone on with. */
async function toTheEnd(answer: Reply, press: (button: Button) => Promise<Reply>): Promise<Reply> {
  const goesOn = ({ values, label }: Button) => "_from" in values && label.startsWith("Next ");
  const blocks: Reply["blocks"] = [];
  for (const block of answer.blocks) {
    const go = buttonsIn(block).find(goesOn);
    const [list, said] = blocks.slice(-2);
    if (go === undefined || list?.kind !== "table" || said?.kind !== "text") {
      blocks.push(block);
      continue;
    }
    blocks.splice(-2, 2, { ...list, rows: [...list.rows, ...(await rowsAfter(go))] });
  }
  return { ...answer, blocks };

  async function rowsAfter(button: Button): Promise<string[][]> {
    const next = await press(button);
    const more = next.blocks.flatMap(buttonsIn).find(goesOn);
    return [...table(next), ...(more ? await rowsAfter(more) : [])];
  }
}

const filledIn = (form: Form): RawValues => Object.fromEntries(form.inputs.map(({ name, value }) => [name, value]));

function spoken(text: string): Input {
  const slash = /^\/(training|ambassador|analysis)\s*(.*)$/s.exec(text);
  return slash ? { kind: "text", root: slash[1] ?? "", text: slash[2] ?? "" } : { kind: "text", text };
}

/** A suite looks at its own database through a connection of its own. */
function looking(config: Config, app: App): Pick<Town, "rows" | "close"> {
  const open = async () => {
    if (!("url" in config.database)) throw new Error("only a server can be looked into");
    const { default: postgres } = await import("postgres");
    return postgres(config.database.url, { max: 1, onnotice: () => {} });
  };
  let connection: ReturnType<typeof open> | undefined;
  return {
    rows: async <Row>(statement: string) => {
      connection ??= open();
      return (await (await connection).unsafe(statement)) as unknown as Row[];
    },
    close: async () => {
      await (await connection)?.end();
      await app.close();
    },
  };
}

/** The sample city's people, courses and headcounts, without its records. */
async function settle({ stores, plan, bot, forgetCatalog }: App): Promise<void> {
  const today = dateAt(bot.clock(), plan.city);
  const sample = (kind: string) => readFileSync(`src/plan/cities/milwaukee-sample/${kind}.csv`, "utf8");
  const known = knownOf(await bot.catalog(), [], today);
  const write = (kind: string) => ({ actor: IMPORT_AUTHOR, request: `settle:${kind}`, year: 2026 });
  await stores.imports.courses(checkCourses(sample("courses")).rows, write("courses"), false);
  await stores.imports.people(checkPeople(sample("people"), known).rows, today, write("people"), false);
  await stores.imports.headcounts(checkHeadcounts(sample("headcounts"), known).rows, write("headcounts"), false);
  forgetCatalog();
}

/** A reply as a person reads it. */
export const read = (reply: Reply): string => plainText(reply);

/** The button with that label, or an error that lists those there are. */
export function button(reply: Reply, label: string): Button {
  const all = reply.blocks.flatMap(buttonsIn);
  const found = all.find((one) => one.label === label);
  if (!found) throw new Error(`no button "${label}" in:\n${plainText(reply)}`);
  return found;
}

/** The screen of a reply, or an error that shows what there is instead. */
export function screen(reply: Reply): Screen {
  const found = reply.blocks.flatMap((block) => (block.kind === "screen" ? [block.screen] : []))[0];
  if (!found) throw new Error(`no screen in:\n${plainText(reply)}`);
  return found;
}

/** What stands behind "Show all here", pressed by whoever asked. */
export async function inFull(town: Pick<Town, "say" | "press">, who: string, text: string): Promise<Reply> {
  const brief = await town.say(who, text);
  const label = labels(brief).find((one) => /^Show all .*here$/.test(one)) ?? "Show all here";
  return town.press(who, button(brief, label));
}

export const labels = (reply: Reply): string[] => reply.blocks.flatMap(buttonsIn).map(({ label }) => label);

/** The form of a reply, or an error that shows what there is instead. */
export function form(reply: Reply): Form {
  const found = reply.blocks.flatMap((block) => (block.kind === "form" ? [block.form] : []))[0];
  if (!found) throw new Error(`no form in:\n${plainText(reply)}`);
  return found;
}

/** What a form is filled in with, input by input; empty ones are left out. */
export const filled = (one: Form): Record<string, string> =>
  Object.fromEntries(one.inputs.filter(({ value }) => value !== "").map(({ name, value }) => [name, value]));

/** What is wrong in a form, input by input. */
export const errors = (one: Form): Record<string, string> =>
  Object.fromEntries(one.inputs.flatMap(({ name, error }) => (error === undefined ? [] : [[name, error]])));

/** The cells of a reply's table. */
export const table = (reply: Reply): string[][] =>
  reply.blocks.flatMap((block) => (block.kind === "table" ? block.rows : []));

/** The record id a receipt names. */
export function recordIn(reply: Reply): string {
  const id = /\b[A-Z]{2}-\d{4}-\d{4,}\b/.exec(plainText(reply))?.[0];
  if (id === undefined) throw new Error(`no record in:\n${plainText(reply)}`);
  return id;
}
