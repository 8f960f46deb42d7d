import { readConfig } from "../../../src/config/config.ts";
import { openTown } from "../../support/town.ts";
import type { OpenStage, Stage } from "../../transcripts/stage.ts";
import type { Call } from "./microsoft.ts";
import { Screen } from "./screens.ts";
import { createTeamsTown, MEMBERS, type Scope, type TeamsTown, until } from "./teams-town.ts";

/** The sample city in Teams: signed activities come in, and what is sent to Teams is put onto screens. */
export const openTeamsStage =
  (usual: Scope): OpenStage =>
  async (databaseUrl: string): Promise<Stage> => {
    const teams = await createTeamsTown({ DATABASE_URL: databaseUrl, PLAN: "milwaukee" }, (env) =>
      openTown(readConfig({ LOG_LEVEL: "silent", ...env })),
    );
    await install(teams);
    const screens = new Screens(teams);
    return {
      town: teams.town,
      say: async (who, words, where) => {
        screens.begin(who);
        const scope = { direct: "personal", place: "channel", channel: usual, thread: usual }[where] as Scope;
        const { text, entities } = mentioning(words);
        await teams.say(who, text, scope, entities);
      },
      press: async (who, label) => {
        const { action, conversation, message, dialog } = screens.of(who).button(label);
        screens.begin(who);
        const scope = conversation === teams.channel ? "channel" : "personal";
        if (dialog) screens.dialog(await teams.dialog(who, "submit", action));
        else if ("msteams" in action.data) screens.dialog(await teams.dialog(who, "fetch", action, {}, scope));
        else
          await screens.inPlace(
            await teams.press(who, action, {}, { replyToId: message }, scope),
            conversation,
            message,
          );
      },
      fill: async (who, values) => {
        const { action, inputs, dialog, conversation, message } = screens.of(who).form();
        screens.begin(who);
        const typed = { ...inputs, ...values };
        if (dialog) screens.dialog(await teams.dialog(who, "submit", action, typed));
        else
          await screens.inPlace(await teams.press(who, action, typed, { replyToId: message }), conversation, message);
      },
      openHome: async (who) => {
        screens.begin(who);
        await teams.say(who, "home");
      },
      look: async (who) => screens.look(who),
      close: () => teams.close(),
    };
  };

/** The assistant is added to the city's team: from then on it knows who is there. */
async function install(teams: TeamsTown): Promise<void> {
  await teams.post(teams.activity("devin.sokol", { type: "installationUpdate", action: "add" }, "channel"));
  await until(() => teams.microsoft.callsOf("members").length > 0);
}

/** "@bo.chen" is picked from Teams' own list of people. */
function mentioning(words: string) {
  const names = [...words.matchAll(/@([a-z]+\.[a-z-]+)/g)].map(([, name = ""]) => name);
  const people = names.map((name) => ({
    type: "mention",
    text: `<at>${name}</at>`,
    mentioned: { id: `29:${name}`, name },
  }));
  const text = names.reduce((said, name) => said.replace(`@${name}`, `<at>${name}</at>`), words);
  return { text, entities: people };
}

/** Everybody's screens: what Teams was sent, sorted by who sees it. */
class Screens {
  readonly #teams: TeamsTown;
  readonly #all = new Map<string, Screen>();
  #acting = "";
  #calls: number;

  constructor(teams: TeamsTown) {
    this.#teams = teams;
    this.#calls = teams.microsoft.calls.length;
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

  begin(who: string): void {
    this.#sort();
    this.#acting = who;
    this.of(who).turn();
  }

  /** A card that takes the place of the one whose button was pressed; words about it are shown beside it. */
  async inPlace(
    { type, value }: { type?: string; value?: unknown },
    conversation: string,
    message: string,
  ): Promise<void> {
    const shown = type === "application/vnd.microsoft.card.adaptive" ? value : { text: value };
    this.of(this.#acting).show(shown, { conversation, message, dialog: false, alone: true });
  }

  dialog({ task }: { task?: { type: string; value: unknown } }): void {
    if (!task) return;
    const shown = task.type === "continue" ? task.value : { text: task.value };
    this.of(this.#acting).show(shown, { conversation: "", message: "", dialog: true, alone: true });
  }

  #sort(): void {
    const { calls } = this.#teams.microsoft;
    for (const call of calls.slice(this.#calls)) if (call.what === "send" || call.what === "update") this.#take(call);
    this.#calls = calls.length;
  }

  #take({ what, conversation, body, id }: Call): void {
    const [room = ""] = conversation.split(";");
    const who = MEMBERS.find((name) => room === `a:${this.#teams.objectId(name)}`);
    const where = { conversation: room, message: id, dialog: false, alone: who !== undefined };
    const screen = this.of(who ?? "#public works");
    if (what === "update") screen.edit(body, where);
    else screen.show(body, where);
  }
}
