import type { Answers } from "../../src/core/deliveries/answers.ts";
import type { InstallationStore } from "../../src/core/deliveries/kept.ts";
import type { Reply } from "../../src/core/reply/reply.ts";
import type { Author, Request } from "../../src/core/request/request.ts";
import type { Drafts } from "./render/carried.ts";
import type { DrawPicture } from "./send/upload.ts";

/** What the adapter is told about Slack; `src/config/config.ts` reads it. */
export interface SlackSettings {
  signingSecret: string;
  /** One workspace by its token, or many by OAuth. */
  access: { botToken: string } | OAuthSettings;
  /** Socket Mode, for cities that let nothing in. */
  appToken: string | undefined;
  /** With a slash at its end: "https://slack.com/api/". */
  apiUrl: string;
  authorizeUrl: string;
}

export interface OAuthSettings {
  clientId: string;
  clientSecret: string;
  stateSecret: string;
  /** 32 bytes: what tokens are encrypted with. */
  tokenKey: Uint8Array;
  /** Workspaces and organisations that may install; every other install is refused and revoked. */
  teamIds: readonly string[];
}

/** What the adapter needs of the process it runs in; `src/app/app.ts` passes it in. */
export interface SlackHost {
  settings: SlackSettings;
  /** The core's dispatch; never throws. */
  handle(request: Request): Promise<Reply>;
  /** First sight of a full member whom somebody mentioned: links them to the person with that e-mail address, if there is one. */
  introduce(author: Author): Promise<boolean>;
  /** True for the first of all processes that asks: Slack sends an event again, and one answer to it is posted. */
  claimAnswer(request: string): Promise<boolean>;
  /** Where what the platform does not take is kept until it does. */
  answers: Answers;
  /** Milliseconds since 1970, by the real clock: signatures are judged by it. */
  wallClock(): number;
  /** Where people reach this process, if that is known. */
  publicUrl: string | undefined;
  drafts: Drafts;
  installations: InstallationStore;
  drawPicture: DrawPicture;
  /** Slack refuses us something as a whole, by its code; told once, until it works again. */
  onRefused(tenant: string, reason: string): void;
  /** An error of ours, without names or what was typed. */
  onFault(error: unknown): void;
}
