import type { Reply } from "../core/reply/reply.ts";
import type { Request } from "../core/request/request.ts";
import { answersOf } from "./answers.ts";
import { introduce } from "./introduce.ts";
import { describeError } from "./log.ts";
import { tellOfficers } from "./officers.ts";
import type { Parts } from "./parts.ts";

/** What an adapter needs of this process; `codeOf` is the platform's own word for what is wrong. */
export function chatHost<Platform extends "slack" | "teams">(
  platform: Platform,
  parts: Parts,
  handle: (request: Request) => Promise<Reply>,
  codeOf: (error: unknown) => string | undefined,
) {
  const { stores, log, clock } = parts;
  return {
    handle,
    introduce: (author: Parameters<typeof introduce>[0]) => introduce(author, parts),
    claimAnswer: stores.deployment.claimAnswer,
    answers: answersOf({
      store: stores.answers,
      now: clock,
      wake: () => parts.messages?.wake(),
      onFault: (error) => log.warn({ error: describeError(error) }, platform),
    }),
    drafts: stores.drafts,
    onRefused: (tenant: string, reason: string) => void tellOfficers(platform, tenant, reason, parts),
    onFault: (error: unknown) => log.warn({ error: { ...describeError(error), [platform]: codeOf(error) } }, platform),
  };
}
