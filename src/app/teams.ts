import { createTeams, iconDrawings, type Teams, teamsManifest } from "../../adapters/teams/index.ts";
import { commands } from "../../commands/index.ts";
import type { Config } from "../config/config.ts";
import type { Reply } from "../core/reply/reply.ts";
import { Refusal } from "../core/request/errors.ts";
import type { Request } from "../core/request/request.ts";
import { loadPlan } from "../plan/load-plan.ts";
import { toPng } from "../reports/picture.ts";
import { chatHost } from "./chat-host.ts";
import type { Parts } from "./parts.ts";
import { zip } from "./zip.ts";

export type { Teams };

/** Teams on this process's own core and store; nothing when it is off. */
export function teamsOf(parts: Parts, handle: (request: Request) => Promise<Reply>): Teams | undefined {
  const { config, stores } = parts;
  if (!config.teams) return undefined;
  return createTeams({
    ...chatHost("teams", parts, handle, teamsCode),
    settings: config.teams,
    references: stores.references,
  });
}

/** Teams' own word for what is wrong, for example "403 BotNotInConversationRoster". */
function teamsCode(error: unknown): string | undefined {
  const { status, code } = error as { status?: unknown; code?: unknown };
  return typeof code === "string" ? `${String(status ?? "")} ${code}`.trim() : undefined;
}

export interface PackageOptions {
  /** A page of the city's about the assistant; where it is not given, the assistant's own address. */
  website: string | undefined;
  /** The same of its privacy and its terms of use; the assistant has small pages of its own for both. */
  privacy: string | undefined;
  terms: string | undefined;
  version: string;
  slash: boolean;
}

const ownPage = (path: string, publicUrl: string | undefined) =>
  publicUrl === undefined ? undefined : new URL(path, publicUrl).href;

function linkOf(what: string, url: string | undefined, option: string): string {
  if (url && URL.canParse(url) && new URL(url).protocol === "https:") return url;
  const given = url ? `“${url}” is none` : "none is given";
  throw new Refusal(
    `Teams wants a page ${what} over https, and ${given}: set PUBLIC_URL, or say --${option} https://…`,
  );
}

/** The app package for Teams: every file of it by name, and all of them in one to upload. */
export async function teamsPackageOf(
  { teams, publicUrl, plan }: Pick<Config, "teams" | "publicUrl" | "plan">,
  asked: PackageOptions,
): Promise<Record<string, Uint8Array>> {
  if (!teams)
    throw new Refusal(
      "The package names the bot: set TEAMS_APP_ID, TEAMS_TENANT_ID and TEAMS_APP_PASSWORD (or what stands in its place) first (docs/teams.md).",
    );
  const links = {
    website: linkOf("about the app", asked.website ?? publicUrl, "website"),
    privacy: linkOf("about privacy", asked.privacy ?? ownPage("/privacy", publicUrl) ?? asked.website, "privacy"),
    terms: linkOf("with terms of use", asked.terms ?? ownPage("/terms", publicUrl) ?? asked.website, "terms"),
  };
  const { version, slash } = asked;
  const city = loadPlan(plan).city.name;
  const manifest = teamsManifest(commands, { appId: teams.appId, version, city, slash, ...links });
  const files: Record<string, Uint8Array> = {
    "manifest.json": Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`),
  };
  for (const [name, drawing] of Object.entries(iconDrawings)) files[name] = await toPng(drawing);
  return { ...files, "equity-assistant.zip": zip(files) };
}
