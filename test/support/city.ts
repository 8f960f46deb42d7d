import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Temporal } from "temporal-polyfill";
import { type App, createApp } from "../../src/app.ts";
import type { Config } from "../../src/config.ts";
import { type Button, type Form, plainText, type Reply } from "../../src/core/reply.ts";
import type { Input, Place, Request } from "../../src/core/request.ts";
import { freshDatabase } from "./databases.ts";

/** Saturday 21 November 2026, 14:05 in Milwaukee. */
export const NOW = "2026-11-21T20:05:00Z";

/** A running city with the sample's people, and everything a test asks of it. */
export interface City {
  app: App;
  /** Types a text; `root` is the slash command before it. */
  say(who: string, text: string, root?: string): Promise<Reply>;
  /** Presses a button, as the reply carried it. */
  press(who: string, button: Button): Promise<Reply>;
  /** Sends a form with these inputs filled in, the others as they were. */
  submit(who: string, form: Form, filled: Record<string, string>): Promise<Reply>;
  request(who: string, input: Input, id?: string): Request;
  /** Moves the clock to an instant. */
  at(instant: string): void;
  close(): Promise<void>;
}

export interface CityOptions {
  /** A real server, cloned for this suite, unless `embedded`. */
  on?: "server" | "embedded";
  overrides?: Partial<Config>;
}

let requests = 0;

/** The sample city of Milwaukee on a database of its own. People are named by the part of their e-mail before the @. */
export async function openCity({ on = "server", overrides = {} }: CityOptions = {}): Promise<City> {
  const database = on === "server" ? await freshDatabase() : undefined;
  const dataDir = mkdtempSync(path.join(tmpdir(), "equity-"));
  const clock = { now: Temporal.Instant.from(NOW) };
  const app = await createApp(
    {
      port: 0,
      host: "127.0.0.1",
      publicUrl: undefined,
      database: database ? { url: database.url, migrationUrl: undefined } : { dataDir },
      plan: "milwaukee",
      demo: false,
      playground: true,
      adminEmails: [],
      logLevel: "silent",
      ...overrides,
    },
    { clock: () => clock.now },
  );
  await app.prepare();
  await app.demo();
  return {
    app,
    ...conversation(app),
    at: (instant) => {
      clock.now = Temporal.Instant.from(instant);
    },
    close: async () => {
      await app.close();
      await database?.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function conversation(app: App): Pick<City, "say" | "press" | "submit" | "request"> {
  const request = (who: string, input: Input, id = `test:${++requests}`): Request => {
    const email = who.includes("@") ? who : `${who}@milwaukee.example`;
    const place: Place = { platform: "web", tenant: "playground", id: "direct", kind: "direct" };
    return {
      id,
      author: { platform: "web", tenant: "playground", userId: email, email, kind: "member" },
      place,
      input,
    };
  };
  return {
    request,
    say: (who, text, root) => app.handle(request(who, { kind: "text", text, ...(root === undefined ? {} : { root }) })),
    press: (who, { command, values, ask, confirmed }) =>
      app.handle(
        request(who, { kind: "values", command, values, ...(ask ? { ask } : {}), ...(confirmed ? { confirmed } : {}) }),
      ),
    submit: (who, form, filled) => {
      const shown = Object.fromEntries(form.inputs.map((input) => [input.name, input.value]));
      const values = { ...form.hidden, ...shown, ...filled };
      return app.handle(
        request(who, {
          kind: "values",
          command: form.command,
          values,
          ...(form.confirmed ? { confirmed: form.confirmed } : {}),
        }),
      );
    },
  };
}

/** The one button with that label. */
export function buttonOf(reply: Reply, label: string): Button {
  const all = reply.blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : []));
  const button = all.find((one) => one.label === label);
  if (!button) throw new Error(`no button "${label}" in:\n${plainText(reply)}`);
  return button;
}

export function formOf(reply: Reply): Form {
  const form = reply.blocks.flatMap((block) => (block.kind === "form" ? [block.form] : []))[0];
  if (!form) throw new Error(`no form in:\n${plainText(reply)}`);
  return form;
}

/** The record id a receipt names. */
export function recordIn(reply: Reply): string {
  const id = /\b[A-Z]{2}-\d{4}-\d{4,}\b/.exec(plainText(reply))?.[0];
  if (!id) throw new Error(`no record id in:\n${plainText(reply)}`);
  return id;
}
