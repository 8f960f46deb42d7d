import type { Platform } from "../request/request.ts";
import type { Address, MessageData, Recipient } from "./deliveries.ts";

/** Values too long for a button or a form of a platform: they travel by their id. Kept for 30 days. */
export interface DraftStore {
  keep(content: string): Promise<string>;
  find(id: string): Promise<string | undefined>;
  purge(): Promise<void>;
}

/** A workspace, or a whole organisation, that installed the bot. */
export interface Installation {
  /** The organisation's id when all of it installed the bot, else the workspace's. */
  key: string;
  teamId: string | undefined;
  enterpriseId: string | undefined;
  botUserId: string | undefined;
  /** Encrypted by the adapter; this is all that is stored of it. */
  sealedToken: string;
}

export interface InstallationStore {
  all(): Promise<Installation[]>;
  /** The same key again takes the place of what was there. */
  save(installation: Installation): Promise<void>;
  remove(key: string): Promise<void>;
}

/** Where somebody, or a channel, can be written to, kept whole as the platform said it. */
export interface ReferenceStore {
  find(address: Address): Promise<unknown>;
  /** Of every channel of that platform. */
  places(platform: Platform): Promise<unknown[]>;
  save(address: Address, reference: object): Promise<void>;
  remove(address: Address): Promise<void>;
}

/** Answers that are still to be given: each is a delivery, and a draft that holds its words. */
export interface AnswerStore {
  /** False where another process has claimed the same message before. */
  claim(answer: NewAnswer): Promise<boolean>;
  /** In place of what was there for the same request. */
  add(answer: NewAnswer): Promise<void>;
  /** False where somebody else has taken it up. */
  hold(request: string, ms: number): Promise<boolean>;
  /** Takes a promise back that was kept; what was handed over stays. */
  keep(request: string): Promise<void>;
  content(draft: string): Promise<string | undefined>;
  /** What a request wrote, by its record's id; nothing when it wrote nothing. */
  recordOf(request: string): Promise<string | undefined>;
}

export interface NewAnswer {
  request: string;
  recipient: Recipient;
  /** What is to be said, or asked (`answers.ts`). */
  content: string;
  data: MessageData;
  afterMs: number;
}
