import type { webApi } from "@slack/bolt";
import type { Command } from "../../../src/core/command/command.ts";
import { SLASH_NOUNS } from "../../../src/core/command/slash.ts";
import { slashed } from "../../../src/core/understanding/printed.ts";
import { BOT_SCOPES, EVENTS } from "./scopes.ts";

type Manifest = Exclude<webApi.AppsManifestValidateArguments["manifest"], string>;

export interface ManifestOptions {
  /** Where Slack sends requests; not needed with Socket Mode. */
  publicUrl: string | undefined;
  socketMode: boolean;
  /** For a whole Enterprise Grid organisation: installed by OAuth. */
  oauth: boolean;
}

/** The app as Slack creates it, from the commands there are. */
export function slackManifest(commands: readonly Command[], options: ManifestOptions): Manifest {
  const base = options.publicUrl ?? "https://equity.example.gov";
  const requests = options.socketMode ? {} : { request_url: new URL("/slack/events", base).href };
  const redirect = options.oauth ? { redirect_urls: [new URL("/slack/oauth_redirect", base).href] } : {};
  return {
    display_information: {
      name: "Equity Assistant",
      description: "Records a city's racial equity work and tells each department what is still missing.",
      background_color: "#1f3a5f",
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: "Equity Assistant", always_online: true },
      shortcuts: shortcutsOf(commands),
      slash_commands: slashCommandsOf(commands).map((one) => ({
        ...one,
        should_escape: true,
        ...(options.socketMode ? {} : { url: new URL("/slack/events", base).href }),
      })),
    },
    oauth_config: { ...redirect, scopes: { bot: [...BOT_SCOPES] } },
    settings: {
      event_subscriptions: { ...requests, bot_events: [...EVENTS] },
      interactivity: { is_enabled: true, ...requests },
      org_deploy_enabled: options.oauth,
      socket_mode_enabled: options.socketMode,
      token_rotation_enabled: false,
    },
  } satisfies Manifest;
}

const MOST_SHORTCUTS = 5;

/** A shortcut for the main command of each root, and one that reads a message. */
function shortcutsOf(commands: readonly Command[]) {
  const main = commands.filter(({ rootDefault, internal }) => rootDefault && !internal);
  const global = main.slice(0, MOST_SHORTCUTS).map(({ name, summary }) => ({
    name: LABELS[name] ?? labelOf(name),
    type: "global" as const,
    callback_id: name.replaceAll(" ", "_"),
    description: summary.slice(0, 150),
  }));
  const message = {
    name: "Log this training",
    type: "message" as const,
    callback_id: "training_message",
    description: "Read a message as a training that took place, and record it.",
  };
  return [...global, message];
}

const LABELS: Record<string, string> = {
  "training log": "Log a training",
  "ambassador recruit": "Recruit ambassadors",
};

/** "analysis start" is "Start analysis". */
function labelOf(name: string): string {
  const [noun = "", verb = ""] = name.split(" ");
  const words = `${verb} ${noun}`.trim();
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`.slice(0, 24);
}

const HINT = 100;

function slashCommandsOf(commands: readonly Command[]) {
  const rooted = SLASH_NOUNS.flatMap((root) => {
    const own = commands.filter(({ name, internal }) => !internal && name.startsWith(`${root} `));
    const [main] = own.filter(({ rootDefault }) => rootDefault);
    const first = main ?? own[0];
    return first
      ? [
          {
            command: `/${root}`,
            description: first.summary.slice(0, 200),
            usage_hint: hintOf(commands, first),
          },
        ]
      : [];
  });
  const everything = {
    command: "/equity",
    description: "Ask for anything: your record, the status, a report, a correction.",
    usage_hint: "help",
  };
  return [everything, ...rooted];
}

/** What is typed after the slash command, where the first example fits. */
function hintOf(commands: readonly Command[], command: Command): string {
  const hints = command.examples.map((example) => slashed(commands, command, example).replace(/^\/[a-z]+ /, ""));
  return hints.find((hint) => hint.length <= HINT) ?? "help";
}
