import { randomUUID } from "node:crypto";
import { readConfig } from "../../../src/config/config.ts";
import { openTown } from "../../support/town.ts";
import type { Stage } from "../../transcripts/stage.ts";
import type { Call, Posted } from "./front.ts";
import { messageOf, Screen } from "./screens.ts";
import { createSlackTown, type OpenView, type Said, type SlackTown } from "./slack-town.ts";
import { MEMBERS } from "./workspace.ts";

/** The sample city in Slack: signed requests come in, and what is sent to Slack is put onto screens. */
export async function openSlackStage(databaseUrl: string): Promise<Stage> {
  const slack = await createSlackTown({ DATABASE_URL: databaseUrl, PLAN: "milwaukee" }, (env) =>
    openTown(readConfig({ LOG_LEVEL: "silent", ...env })),
  );
  const screens = new Screens(slack, await directChannels(slack));
  return {
    town: slack.town,
    say: async (who, words, where) => {
      await screens.begin(who);
      const typed = words.replace(/@([a-z]+\.[a-z-]+)/g, (_all, name: string) => `<@${slack.userId(name)}>`);
      if (typed.startsWith("/")) await screens.answer(await slack.slash(who, typed, screens.hook(who)));
      else await slack.event(spokenEvent(who, typed, where, screens, slack));
    },
    press: async (who, label) => {
      const { action, channel, ephemeral } = screens.of(who).button(label);
      await screens.begin(who);
      const container = { type: "message", is_ephemeral: ephemeral };
      await slack.press(who, action, { channel: { id: channel }, container, ...screens.hook(who) });
    },
    fill: async (who, values) => {
      const view = screens.of(who).form();
      await screens.begin(who);
      await screens.answer(await slack.submit(who, view, { ...values }), values);
    },
    openHome: async (who) => {
      await screens.begin(who);
      await slack.event({ type: "app_home_opened", user: slack.userId(who), tab: "home" });
    },
    look: async (who) => screens.look(who),
    close: () => slack.close(),
  };
}

async function directChannels(slack: SlackTown): Promise<Map<string, string>> {
  const all = await Promise.all(MEMBERS.map(async (who) => [await slack.directChannel(who), who] as const));
  return new Map(all);
}

function spokenEvent(who: string, text: string, where: string, screens: Screens, slack: SlackTown): object {
  const base = { user: slack.userId(who), ts: "1.1" };
  if (where === "direct") return { ...base, type: "message", channel_type: "im", channel: screens.directOf(who), text };
  const thread = where === "thread" ? { thread_ts: "1.0" } : {};
  return { ...base, ...thread, type: "app_mention", channel: slack.channel, text: `<@${slack.botUserId}> ${text}` };
}

/** Everybody's screens: what the Web API and response_urls were given, sorted by who sees it. */
class Screens {
  readonly #slack: SlackTown;
  readonly #direct: ReadonlyMap<string, string>;
  readonly #all = new Map<string, Screen>();
  readonly #hooks = new Map<string, string>();
  #acting = "";
  #calls = 0;
  #posted = 0;

  constructor(slack: SlackTown, direct: ReadonlyMap<string, string>) {
    this.#slack = slack;
    this.#direct = direct;
  }

  of(who: string): Screen {
    const screen = this.#all.get(who) ?? new Screen();
    this.#all.set(who, screen);
    return screen;
  }

  look(who: string) {
    this.#sort();
    return this.of(who).shown();
  }

  async begin(who: string): Promise<void> {
    this.#sort();
    this.#acting = who;
    this.of(who).turn();
  }

  /** A response_url that is known to be this person's. */
  hook(who: string): { response_url: string } {
    const path = `/hooks/${randomUUID()}`;
    this.#hooks.set(path, who);
    return { response_url: `${this.#slack.front.url}${path}` };
  }

  directOf(who: string): string {
    return [...this.#direct].find(([, name]) => name === who)?.[0] ?? "";
  }

  /** The HTTP answer itself. */
  async answer(response: Response, typed: Readonly<Record<string, string>> = {}): Promise<void> {
    const body = await response.text();
    if (body === "") return;
    const said = JSON.parse(body) as Said;
    const screen = this.of(this.#acting);
    if (said.response_action === "errors") screen.errors(said.errors ?? {}, typed);
    else if (said.view) screen.view(opened(said.view));
    else screen.message(said, this.#slack.channel, said.response_type !== "in_channel");
  }

  #sort(): void {
    const { calls, posted } = this.#slack.front;
    for (const one of calls.slice(this.#calls)) this.#take(one);
    for (const one of posted.slice(this.#posted)) this.#takePosted(one);
    [this.#calls, this.#posted] = [calls.length, posted.length];
  }

  #takePosted({ url, body }: Posted): void {
    const alone = body.response_type !== "in_channel";
    const message = { text: body.text, blocks: body.blocks as NonNullable<Said["blocks"]> };
    this.of(this.#hooks.get(url) ?? "nobody").message(message, this.#slack.channel, alone);
  }

  #take(call: Call): void {
    const { channel = "", user, view = "{}", filename = "" } = call.body;
    const takes: Record<string, () => void> = {
      "views.open": () => this.of(this.#acting).view(opened(JSON.parse(view))),
      "views.update": () => this.of(this.#acting).view(opened(JSON.parse(view))),
      "views.publish": () => this.#home(call.body),
      "chat.postMessage": () => this.#in(channel).message(messageOf(call), channel, this.#direct.has(channel), call),
      "chat.update": () => this.#in(channel).edit(call.body.ts ?? "", messageOf(call)),
      "chat.postEphemeral": () => this.of(this.#userOf(user)).message(messageOf(call), channel, true),
      "files.getUploadURLExternal": () => this.of(this.#acting).file(filename, true),
    };
    takes[call.method]?.();
  }

  #home({ user_id, view }: Record<string, string>): void {
    const { blocks } = JSON.parse(view ?? "{}") as Pick<Said, "blocks">;
    this.of(this.#userOf(user_id)).message({ text: "", blocks: blocks ?? [] }, "", true);
  }

  /** A channel's screen is everybody's who is there. */
  #in(channel: string): Screen {
    return this.of(this.#direct.get(channel) ?? "#public works");
  }

  #userOf(id: string | undefined): string {
    return MEMBERS.find((name) => this.#slack.userId(name) === id) ?? "nobody";
  }
}

const opened = (view: OpenView): OpenView => ({ ...view, id: `V${randomUUID()}`, hash: "1.fake" });
