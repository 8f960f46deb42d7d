import type { Slack } from "../../adapters/slack/index.ts";
import { commands } from "../../commands/index.ts";
import type { Config } from "../config/config.ts";
import type { Reply } from "../core/reply/reply.ts";
import type { Request } from "../core/request/request.ts";
import { chartSvg } from "../reports/chart.ts";
import { toPng } from "../reports/picture.ts";
import { chatHost } from "./chat-host.ts";
import type { Parts } from "./parts.ts";

export type { Slack };

/** Read when it is wanted: a process without Slack does not hold Slack's SDK in memory. */
const adapter = () => import("../../adapters/slack/index.ts");

/** Slack on this process's own core and store; nothing when it is off. */
export async function slackOf(parts: Parts, handle: (request: Request) => Promise<Reply>): Promise<Slack | undefined> {
  const { config, stores } = parts;
  if (!config.slack) return undefined;
  const { createSlack } = await adapter();
  return createSlack({
    ...chatHost("slack", parts, handle, slackCode),
    settings: config.slack,
    publicUrl: config.publicUrl,
    wallClock: Date.now,
    installations: stores.installations,
    drawPicture: (chart) => toPng(chartSvg(chart)),
  });
}

/** The app as Slack creates it, for this configuration, or for what it is to become, and the commands there are. */
export const slackManifestOf = async (
  { publicUrl, slack }: Pick<Config, "publicUrl" | "slack">,
  asked: { socketMode: boolean; oauth: boolean },
) =>
  (await adapter()).slackManifest(commands, {
    publicUrl,
    socketMode: asked.socketMode || slack?.appToken !== undefined,
    oauth: asked.oauth || (slack !== undefined && "clientId" in slack.access),
  });

/** Slack's own word for what is wrong, for example "missing_scope: files:write". */
function slackCode(error: unknown): string | undefined {
  const { data } = error as { data?: { error?: unknown; needed?: unknown } };
  if (typeof data?.error !== "string") return undefined;
  return typeof data.needed === "string" ? `${data.error}: ${data.needed}` : data.error;
}
