import { randomUUID } from "node:crypto";
import { createEmulator } from "emulate";
import { createTown, type Town } from "../../support/town.ts";
import { createFront, type Front } from "./front.ts";
import { SIGNING_SECRET, type Signed, signedEvent, signedForm, signedInteraction } from "./signing.ts";
import { BOT_TOKEN, call, explore, freePort, seed } from "./workspace.ts";

/** The whole bot on its own database, listening, with the emulator as Slack. */
export interface SlackTown extends Talk {
  town: Town;
  front: Front;
  url: string;
  /** What another process needs to be a replica of this one. */
  environment: Record<string, string>;
  teamId: string;
  channel: string;
  botUserId: string;
  /** The emulator itself, past the front. */
  emulatorUrl: string;
  /** The user id of somebody, by the first part of their e-mail address. */
  userId(who: string): string;
  /** The same, sent to another replica. */
  at(url: string): Talk;
  close(): Promise<void>;
}

/** What Slack sends, signed. */
export interface Talk {
  /** Sends exactly this. */
  send(signed: Signed): Promise<Response>;
  slash(who: string, typed: string, more?: Record<string, string>): Promise<Response>;
  press(who: string, button: object, more?: object): Promise<Response>;
  submit(who: string, view: OpenView, typed?: Record<string, string>, more?: object): Promise<Response>;
  shortcut(who: string, shortcut: object): Promise<Response>;
  event(event: object, id?: string): Promise<Response>;
  directChannel(who: string): Promise<string>;
  /** The modal opened last. */
  lastView(): OpenView;
}

export interface OpenView {
  id: string;
  hash: string;
  callback_id: string;
  private_metadata: string;
  blocks: InputBlock[];
}

interface InputBlock {
  type: string;
  block_id?: string;
  text?: { text: string };
  label?: { text: string };
  element?: {
    type: string;
    initial_value?: string;
    initial_date?: string;
    initial_option?: { value: string };
    initial_options?: { value: string }[];
  };
}

/** `open` builds the city from the environment, where it is not the usual one; `before` happens before it listens to Slack. */
export async function createSlackTown(
  env: Record<string, string> = {},
  open: (env: Record<string, string>) => Promise<Town> = createTown,
  before: (town: Town, front: Front, teamId: string) => Promise<void> | void = () => {},
): Promise<SlackTown> {
  const emulator = await createEmulator({ service: "slack", port: await freePort(), seed: { slack: seed() } });
  const front = await createFront(emulator.url);
  const own = {
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_API_URL: `${front.url}/api/`,
    ...env,
  };
  const town = await open({ PORT: "0", ...own });
  const workspace = await explore(emulator.url);
  await before(town, front, workspace.teamId);
  const listening = await town.app.start();
  const url = `http://127.0.0.1:${listening.port}`;
  await until(async () => (await fetch(`${url}/readyz`)).ok);
  const at = (replica: string) => talking(replica, front, workspace);
  const { database, plan } = town.app.config;
  return {
    town,
    front,
    url,
    environment: { ...own, PLAN: plan, ...("url" in database ? { DATABASE_URL: database.url } : {}) },
    ...workspace,
    at,
    ...at(url),
    close: async () => {
      await listening.stop();
      await town.close();
      await front.close();
      await emulator.close();
    },
  };
}

type Workspace = Awaited<ReturnType<typeof explore>>;

/** Signed requests to a process at that address. */
export function talking(url: string, front: Front, { teamId, userId, channel, emulatorUrl }: Workspace): Talk {
  const send = ({ headers, body }: Signed) =>
    fetch(`${url}/slack/events`, { method: "POST", headers, body: new Uint8Array(body) });
  const trigger = async (who: string): Promise<string> => {
    const made = await call<{ trigger_id: string }>(emulatorUrl, "views.generateTriggerId", { user_id: userId(who) });
    return made.trigger_id;
  };
  const container = (who: string) => ({ team: { id: teamId }, user: { id: userId(who), team_id: teamId } });
  return {
    send,
    slash: async (who: string, typed: string, more: Record<string, string> = {}) => {
      const [, command = "", text = ""] = /^(\/\S+)\s*(.*)$/s.exec(typed) ?? [];
      return send(
        signedForm({
          command,
          text,
          user_id: userId(who),
          team_id: teamId,
          channel_id: channel,
          response_url: `${front.url}/hooks/${randomUUID()}`,
          trigger_id: await trigger(who),
          ...more,
        }),
      );
    },
    press: async (who: string, button: object, more: object = {}) =>
      send(
        signedInteraction({
          type: "block_actions",
          ...container(who),
          trigger_id: await trigger(who),
          response_url: `${front.url}/hooks/${randomUUID()}`,
          channel: { id: channel },
          container: { type: "message", is_ephemeral: true },
          actions: [button],
          ...more,
        }),
      ),
    submit: async (who: string, view: OpenView, typed: Record<string, string> = {}, more: object = {}) =>
      send(
        signedInteraction({
          type: "view_submission",
          ...container(who),
          view: { ...view, type: "modal", state: { values: stateOf(view, typed) } },
          ...more,
        }),
      ),
    directChannel: async (who: string) => {
      const args = { users: userId(who) };
      return (await call<{ channel: { id: string } }>(emulatorUrl, "conversations.open", args)).channel.id;
    },
    shortcut: async (who: string, shortcut: object) =>
      send(
        signedInteraction({
          ...container(who),
          trigger_id: await trigger(who),
          response_url: `${front.url}/hooks/${randomUUID()}`,
          channel: { id: channel },
          ...shortcut,
        }),
      ),
    event: (event: object, id = `Ev${randomUUID().replaceAll("-", "")}`) =>
      send(signedEvent({ type: "event_callback", team_id: teamId, event_id: id, event })),
    lastView: (): OpenView => {
      const opened = front.callsOf("views.open").at(-1);
      if (!opened) throw new Error("no modal was opened");
      return { ...JSON.parse(opened.body.view ?? "{}"), id: `V${randomUUID()}`, hash: "1.fake" };
    },
  };
}

/**
 * What Slack sends of a form: each input as it was filled in before, or as it was typed now, by input name; "people:pick"
 * are the members picked beside the names, "sheet:file" is a file dropped there, as Slack describes it.
 */
export function stateOf(view: OpenView, typed: Record<string, string>) {
  const inputs = view.blocks.filter(({ type }) => type === "input");
  return Object.fromEntries(
    inputs.map(({ block_id = "", element }) => {
      const [, name = "", part] = block_id.split(":");
      const said = part === "0" ? typed[name] : typed[`${name}:${part}`];
      return [block_id, { value: stateOfElement(element, said) }];
    }),
  );
}

/** What an input holds before anybody types. */
export const prefilled = (element: InputBlock["element"]): string | undefined =>
  element?.initial_value ??
  element?.initial_date ??
  element?.initial_option?.value ??
  element?.initial_options?.map(({ value }) => value).join(", ");

function stateOfElement(element: InputBlock["element"], said: string | undefined) {
  const type = element?.type ?? "";
  const value = said ?? prefilled(element) ?? "";
  const states: Record<string, object> = {
    datepicker: { selected_date: value || null },
    static_select: { selected_option: chosen(value)[0] ?? null },
    multi_static_select: { selected_options: chosen(value) },
    multi_users_select: { selected_users: chosen(value).map((one) => one.value) },
    file_input: { files: type === "file_input" && value !== "" ? [JSON.parse(value)] : [] },
  };
  return { type, ...(states[type] ?? { value: value || null }) };
}

const chosen = (said: string) =>
  said
    .split(",")
    .map((value) => ({ value: value.trim() }))
    .filter(({ value }) => value !== "");

/** An answer of ours, as Slack reads it. */
export interface Said {
  text: string;
  response_type?: string;
  response_action?: string;
  errors?: Record<string, string>;
  view?: OpenView;
  blocks?: { type: string; elements?: SaidElement[] }[];
}

/** A button, or the three dots with what stands behind them. */
interface SaidElement {
  type: string;
  action_id: string;
  text: { text: string };
  value: string;
  url?: string;
  options?: { text: { text: string }; value: string }[];
}

export const said = async (answer: Response): Promise<Said> => (await answer.json()) as Said;

/** The button with that label, as Slack sends it back; also one behind three dots. */
export function buttonOf({ blocks = [] }: Pick<Said, "blocks">, label: string) {
  const all = blocks.flatMap(({ type, elements = [] }) => (type === "actions" ? elements : []));
  const shown = all.filter(({ type }) => type === "button");
  const found = shown.find(({ text }) => text.text === label);
  if (found) return { type: "button", action_id: found.action_id, value: found.value };
  const hidden = all.flatMap(({ action_id, options = [] }) => options.map((one) => ({ action_id, one })));
  const option = hidden.find(({ one }) => one.text.text === label);
  const labels = [...shown.map(({ text }) => text.text), ...hidden.map(({ one }) => one.text.text)];
  if (!option) throw new Error(`no button "${label}" among ${labels.join(", ")}`);
  return { type: "overflow", action_id: option.action_id, selected_option: option.one };
}

/** Waits until something holds; ten seconds at most. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("it did not come true within ten seconds");
}
