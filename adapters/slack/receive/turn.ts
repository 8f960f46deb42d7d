import type { RawValues, Reply } from "../../../src/core/reply/reply.ts";
import type { Author, Request } from "../../../src/core/request/request.ts";
import type { Workspace } from "../install/workspace.ts";
import type { Drafts, Origin } from "../render/carried.ts";
import type { SlackFile, ViewSubmission } from "./payload.ts";

/** A request, and where and how its answer goes. */
export interface Turn {
  request: Request;
  way: Way;
  /** What is answered without asking the core: a file that could not be read. */
  refused?: Reply;
  /** What is said besides of what came with the words. */
  note?: string;
}

export interface Way extends Origin {
  surface: "command" | "message" | "button" | "form" | "modal" | "shortcut" | "home" | "home-opened";
  user: string;
  trigger?: string | undefined;
  /** The form that was sent, and what it holds; of several pages, the input at which the next one begins. */
  view?: ViewSubmission["view"];
  typed?: RawValues;
  at?: string | undefined;
  /** The page of App Home. */
  page?: number | undefined;
  /** The modal a button was pressed in. */
  viewId?: string | undefined;
  viewHash?: string | undefined;
  /** The message with the button is seen by this person only, so that its answer may take its place. */
  replaces?: boolean;
  /** The button opens a page: nothing more is said here. */
  opens?: boolean;
  /** That message, where the conversation is one of two. */
  message?: string | undefined;
}

/** Something that happened which is no request. */
export type Sign =
  | { sign: "joined"; request: string; user: string; channel: string }
  | { sign: "user-changed"; user: unknown }
  | { sign: "uninstalled" };

/** What translating needs to look up. */
export interface Lookups {
  workspace: Workspace;
  drafts: Drafts;
  author(userId: string): Promise<Author>;
  /** The text of a file somebody dropped into a form; throws a refusal. */
  readFile(file: SlackFile): Promise<string>;
  /** Makes members whom somebody mentions known to the core. */
  introduce(userIds: readonly string[]): Promise<void>;
}
