import type { IsoDate } from "../../../core/places/city.ts";
import type { Chart } from "../../../core/reply/chart.ts";
import type { PaperKindName, PaperStatus } from "../../../domain/paper/papers.ts";

// What a paper says, and nothing of how it looks: Word, PDF and HTML are written from this and from nothing else.

export type RecordId = string;

export type Inline = string | { strong: string } | { source: RecordId } | { link: string; text: string };
export type Words = readonly Inline[];

export type Block =
  | { kind: "heading"; level: 1 | 2 | 3; text: string }
  | { kind: "paragraph"; words: Words }
  | { kind: "list"; ordered?: boolean; items: readonly Words[] }
  | {
      kind: "table";
      caption: string;
      columns: readonly { label: string; numeric?: boolean }[];
      /** The first cell is the row's header; no merged cells. */
      rows: readonly (readonly Words[])[];
      note?: string;
    }
  /** A picture, its words as the alternative text, and its numbers in a table below. */
  | { kind: "chart"; chart: Chart }
  | { kind: "note"; label: string; words: Words }
  | { kind: "contents" }
  | { kind: "sources" }
  | { kind: "break" };

/** What somebody wrote for a section: versioned, and kept from draft to draft. */
export interface Narrative {
  words: readonly Words[];
  by: string;
  /** The day it was written. */
  at: IsoDate;
  /** Of the section's figures as they were then: another hash now means that they have changed since. */
  factsHash: string;
}

export interface Section {
  id: string;
  title: string;
  /** A part of the section before it. */
  level?: 2;
  required: boolean;
  /** From records; anew in every draft. */
  facts: readonly Block[];
  narrative?: Narrative;
  /** Said in the place of words that nobody wrote. */
  unsaid?: string;
  missing: readonly { what: string; command: string }[];
}

export interface Paper {
  kind: PaperKindName;
  /** A period, or the number of a record or paper. */
  period: string;
  /** The dates of the period, or what the record is, in words. */
  covers: string;
  version: number;
  supersedes?: number;
  /** Of a new version: what changed since the one before, and why. */
  because?: string;
  title: string;
  subtitle?: string;
  city: string;
  author: string;
  lang: string;
  asOf: IsoDate;
  status: PaperStatus;
  purpose?: "information" | "action";
  /** Who gets it. */
  recipients: readonly string[];
  /** How much of what the paper needs is there. */
  complete: { done: number; of: number };
  sections: readonly Section[];
  /** What each record that is cited says, in words. */
  sources: Readonly<Record<RecordId, string>>;
  evidence: { auditHead: string; records: readonly { id: RecordId; sha256: string }[] };
}
