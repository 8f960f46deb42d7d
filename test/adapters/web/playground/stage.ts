import { readConfig } from "../../../../src/config/config.ts";
import { openTown } from "../../../support/town.ts";
import type { Stage } from "../../../transcripts/stage.ts";
import { type Article, Screen } from "./screens.ts";

const CHANNEL = "DPW";

/** The sample city in the playground, over HTTP as a browser would: what the page would show is put onto screens. */
export async function openWebStage(databaseUrl: string): Promise<Stage> {
  const config = readConfig({ DATABASE_URL: databaseUrl, PLAN: "milwaukee", PLAYGROUND: "on", LOG_LEVEL: "silent" });
  const town = await openTown({ ...config, port: 0 });
  const listening = await town.app.start();
  const page = pageAt(`http://127.0.0.1:${listening.port}`);
  const screens = new Map<string, Screen>();
  const screenOf = (who: string) => {
    const screen = screens.get(who) ?? new Screen();
    screens.set(who, screen);
    return screen;
  };
  const post = async (who: string, path: string, fields: Record<string, string>) => {
    screenOf(who).turn();
    for (const article of await page.post(path, fields)) screenOf(who).show(article);
  };
  return {
    town,
    say: (who, words, where) => {
      const at = where === "direct" ? "direct" : CHANNEL;
      return post(who, "/say", { as: emailOf(who), at, request: crypto.randomUUID(), text: words });
    },
    press: (who, label) => post(who, "/press", screenOf(who).button(label).hidden),
    fill: (who, values) => {
      const { hidden, inputs } = screenOf(who).form();
      const filled = Object.entries({ ...inputs, ...values }).map(([name, value]) => [`in.${name}`, value]);
      return post(who, "/press", { ...hidden, ...Object.fromEntries(filled) });
    },
    openHome: async (who) => {
      screenOf(who).turn();
      const { html } = await page.home(emailOf(who), "direct");
      screenOf(who).show({ id: "home", html: `${html} only you can see this` });
    },
    look: async (who) => {
      const everyone = who.startsWith("#");
      const { messages } = await page.home(
        everyone ? emailOf("ana.torres") : emailOf(who),
        everyone ? CHANNEL : "direct",
      );
      for (const message of messages) screenOf(who).show(message);
      return screenOf(who).shown();
    },
    close: async () => {
      await listening.stop();
      await town.close();
    },
  };
}

const emailOf = (who: string) => `${who}@milwaukee.example`;

function pageAt(url: string) {
  return {
    post: async (path: string, fields: Record<string, string>): Promise<Article[]> => {
      const answer = await fetch(`${url}${path}`, {
        method: "POST",
        headers: { accept: "application/json", origin: url },
        body: new URLSearchParams(fields),
      });
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
      return ((await answer.json()) as { exchanges: Article[] }).exchanges;
    },
    home: async (as: string, at: string): Promise<{ html: string; messages: Article[] }> => {
      const answer = await fetch(`${url}/home?${new URLSearchParams({ as, at }).toString()}`);
      return (await answer.json()) as { html: string; messages: Article[] };
    },
  };
}
