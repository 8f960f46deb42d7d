import type { TeamsManifestV1D30 } from "@microsoft/app-manifest";
import type { Command } from "../../../src/core/command/command.ts";
import { LIMITS } from "../render/limits.ts";

type Manifest = TeamsManifestV1D30.TeamsManifestV1D30;

export interface ManifestOptions {
  appId: string;
  /** Raised with every upload, or Teams goes on showing the old one. */
  version: string;
  /** Who runs the assistant. */
  city: string;
  /** A page of theirs about it: https. */
  website: string;
  privacy: string;
  terms: string;
  /** Beside a mention also `/`, answered for one person alone; Teams offers it as a preview. */
  slash: boolean;
}

/** The names under which the package holds its pictures. */
export const ICONS = { color: "color.png", outline: "outline.png" } as const;

const SCOPES = ["personal", "team", "groupChat"] as const;

/** In the menu of any message, also where the assistant is not: only its words, who wrote it and when come with it. */
const LOG_MESSAGE = {
  id: "training_message",
  type: "action" as const,
  title: "Log this training",
  description: "Read a message as a training that took place, and record it.",
  context: ["message" as const],
  fetchTask: true,
};

/** The app as Teams installs it, from the commands there are. It asks for no permission of Graph and none inside a team. */
export function teamsManifest(commands: readonly Command[], options: ManifestOptions): Manifest {
  const { appId, version, city, website, privacy, terms, slash } = options;
  return {
    $schema: "https://developer.microsoft.com/json-schemas/teams/v1.30/MicrosoftTeams.schema.json",
    manifestVersion: "1.30",
    version,
    id: appId,
    developer: { name: city.slice(0, 32), websiteUrl: website, privacyUrl: privacy, termsOfUseUrl: terms },
    name: { short: "Equity Assistant", full: "Equity Assistant" },
    description: {
      short: "Records the city's racial equity work and says what is still missing.",
      full:
        "Say what was done, for example “12 people took Anti-Racism 101 yesterday”, and it is on record. " +
        "Each quarter every department hears only what is still missing, and the equity officer sees where the city " +
        "stands. Write in a chat of your own with the assistant, or mention it in a channel or a group chat; " +
        "what is for you alone is answered in your own chat. Only members of the city's own organization are served.",
    },
    icons: { ...ICONS },
    accentColor: "#1f3a5f",
    bots: [
      {
        botId: appId,
        scopes: [...SCOPES],
        // Sheets and reports go into people's own OneDrive, when they accept them.
        supportsFiles: true,
        isNotificationOnly: false,
        commandLists: [
          {
            ...(slash ? { triggers: ["mention" as const, "slash" as const] } : {}),
            scopes: [...SCOPES],
            commands: listed(commands).map(({ name, summary }) => ({ title: name, description: summary })),
          },
        ],
        ...(slash ? { supportsTargetedMessages: true } : {}),
      },
    ],
    composeExtensions: [{ botId: appId, commands: [LOG_MESSAGE] }],
    permissions: ["identity", "messageTeamMembers"],
    validDomains: [],
    defaultInstallScope: "personal",
    defaultGroupCapability: { team: "bot", groupchat: "bot" },
  };
}

/** The main command of each root and those of one word: first what everybody may use, then what leads may. */
function listed(commands: readonly Command[]): Command[] {
  const main = commands.filter(({ name, rootDefault, internal }) => !internal && (rootDefault || !name.includes(" ")));
  const known = [...main].sort((a, b) => reach(a) - reach(b)).slice(0, LIMITS.commands);
  return main.filter((command) => known.includes(command));
}

const reach = ({ roles }: Command) => (roles.includes("employee") ? 0 : roles.includes("lead") ? 1 : 2);
