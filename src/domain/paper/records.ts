import type { NewDelivery } from "../../core/deliveries/deliveries.ts";
import type { IsoDate } from "../../core/places/city.ts";
import type { KindName, Recorded } from "../../core/records/name.ts";
import type { Outcome, RecordStore } from "../../core/records/store.ts";
import type { Write } from "../../core/request/write.ts";
import type { PaperKindName, PaperRecipient } from "./papers.ts";

declare module "../../core/command/stores.ts" {
  interface Stores {
    papers: PaperStore;
    paperSteps: PaperStepStore;
    paperWords: PaperWordsStore;
  }
}

/** One version of a paper, as it was sent for review. */
export interface PaperEntry {
  kind: PaperKindName;
  /** A period, or the number of a record. */
  period: string;
  version: number;
  /** RP-… of the approved version in whose place it comes. */
  supersedes: string | undefined;
  /** What changed since that one, and why. */
  because: string | undefined;
  title: string;
  asOf: IsoDate;
  sentOn: IsoDate;
  /** SHA-256 of the paper's canonical JSON: an approval binds to it. */
  hash: string;
  /** Roles of the plan that approve it, in this order, and to whom it goes then: as the plan said on that day. */
  chain: readonly string[];
  to: readonly PaperRecipient[];
}

export interface PaperRecord extends PaperEntry, Recorded {
  author: number;
  /** In the order in which they were taken; none that was undone. */
  steps: readonly TakenStep[];
  /** The newest later version, and the first later one that is approved. */
  newer: string | undefined;
  newerApproved: string | undefined;
}

export type TakenStep = Omit<PaperStepEntry, "paper"> & { id: string; author: number; authorName: string };

export const DECISIONS = ["approved", "returned", "received"] as const;

/** A decision of the review, or the receipt of whom the paper was submitted to. */
export interface PaperStepEntry {
  /** RP-… */
  paper: string;
  decision: (typeof DECISIONS)[number];
  /** A role of the plan, or of a receipt the id of a recipient. */
  party: string;
  on: IsoDate;
  /** Number of the council's file. */
  file: string | undefined;
  comment: string | undefined;
  /** Who decided, and where that is written, where an officer records it for somebody who is not in chat. */
  name: string | undefined;
  reference: string | undefined;
}

export interface PaperStep extends PaperStepEntry, Recorded {
  author: number;
}

/** A paper in one format, as it was approved. */
export interface KeptFile {
  format: string;
  /** SHA-256 of the bytes, hexadecimal. */
  sha256: string;
  bytes: Uint8Array;
}

/** RP-2026-0001. */
export const PAPERS = {
  prefix: "RP",
  noun: "paper",
  plural: "papers",
  audited: ["kind", "period", "version", "supersedes", "because", "title", "asOf", "sentOn", "hash", "chain", "to"],
  ownWords: ["because"],
} as const satisfies KindName<keyof PaperRecord>;

/** AP-2026-0001. */
export const PAPER_STEPS = {
  prefix: "AP",
  noun: "approval or receipt",
  plural: "approvals",
  trail: "approval",
  audited: ["paper", "decision", "party", "on", "file", "comment", "name", "reference"],
  ownWords: ["comment"],
} as const satisfies KindName<keyof PaperStep>;

/** A version is recorded once: of two that are sent at the same time, the second is on record already. */
export interface PaperStore extends Omit<RecordStore<PaperEntry, PaperRecord>, "record"> {
  /** Keeps the paper's canonical JSON ("json") and its evidence ("jsonl") with it, and tells those who review it. */
  send(
    entry: PaperEntry,
    files: readonly KeptFile[],
    tell: (id: string) => readonly NewDelivery[],
    write: Write,
  ): Promise<Outcome<PaperRecord>>;
  /** Of one paper, the newest first, undone ones too. */
  versions(kind: PaperKindName, period: string): Promise<PaperRecord[]>;
  /** The canonical JSON of a version. */
  json(id: string): Promise<string>;
  /** What was approved, byte for byte; undefined before. */
  file(id: string, format: string): Promise<KeptFile | undefined>;
  /** Formats with their SHA-256. */
  hashes(id: string): Promise<Omit<KeptFile, "bytes">[]>;
}

/** One decision of each role and one receipt of each recipient; a number of a council's file is used once. */
export interface PaperStepStore extends Omit<RecordStore<PaperStepEntry, PaperStep>, "record"> {
  /** `files` are what is approved with it. "on record" may be another paper's receipt with that file number. */
  take(
    entry: PaperStepEntry,
    files: readonly KeptFile[],
    tell: (id: string) => readonly NewDelivery[],
    write: Write,
  ): Promise<Outcome<PaperStep>>;
}

/** What somebody wrote for a section of a paper: one row a version, kept from draft to draft. */
export interface PaperWords {
  section: string;
  version: number;
  /** Empty where the words were taken out again. */
  text: string;
  author: number;
  authorName: string;
  on: IsoDate;
  /** Of the section's figures as they were then. */
  factsHash: string;
}

export interface WordsEntry {
  kind: PaperKindName;
  period: string;
  section: string;
  text: string;
  on: IsoDate;
  factsHash: string;
}

export interface PaperWordsStore {
  /** The newest version of each section. */
  current(kind: PaperKindName, period: string): Promise<PaperWords[]>;
  /** Of one section, the newest first. */
  versions(kind: PaperKindName, period: string, section: string): Promise<PaperWords[]>;
  /** `base` is the version the writer had before them; "overtaken" when somebody saved since, and nothing was written. */
  write(entry: WordsEntry, base: number, write: Write): Promise<"saved" | "unchanged" | "overtaken">;
}
