import { createTeams, type Teams } from "../adapters/teams/index.ts";
import type { Reply } from "./core/reply.ts";
import type { Request } from "./core/request.ts";
import { introduce } from "./introduce.ts";
import { describeError } from "./log.ts";
import type { Parts } from "./parts.ts";

export type { Teams };

/** Teams on this process's own core and store; nothing when it is off. */
export function teamsOf(parts: Parts, handle: (request: Request) => Promise<Reply>): Teams | undefined {
  const { config, stores, log } = parts;
  if (!config.teams) return undefined;
  return createTeams({
    settings: config.teams,
    handle,
    introduce: (author) => introduce(author, parts),
    drafts: stores.drafts,
    references: stores.references,
    onFault: (error) => log.warn({ error: { ...describeError(error), teams: teamsCode(error) } }, "teams"),
  });
}

/** Teams' own word for what is wrong, for example "403 BotNotInConversationRoster". */
function teamsCode(error: unknown): string | undefined {
  const { status, code } = error as { status?: unknown; code?: unknown };
  return typeof code === "string" ? `${String(status ?? "")} ${code}`.trim() : undefined;
}
