import type { IsoDate } from "../../core/places/city.ts";
import type { KindName, Recorded } from "../../core/records/name.ts";
import type { RecordStore } from "../../core/records/store.ts";
import type { Write } from "../../core/request/write.ts";

declare module "../../core/command/stores.ts" {
  interface Stores {
    recommendations: RecommendationStore;
  }
}

export const ANSWERS = ["open", "accepted", "declined"] as const;
export type Answer = (typeof ANSWERS)[number];

/** What can be corrected. */
export interface RecommendationFacts {
  text: string;
  /** Who is asked to act, in words. */
  addressedTo: string;
}

/** Rows C12 and C13: what the officer or a department recommends. */
export interface RecommendationEntry extends RecommendationFacts {
  /** The analysis or statement it follows from, where there is one. */
  source: string | undefined;
  department: string;
  /** Who recommends it. */
  by: "officer" | "department";
  on: IsoDate;
}

export interface Recommendation extends RecommendationEntry, Recorded {
  department: string;
  status: Answer;
  answeredOn: IsoDate | undefined;
  /** Why it was accepted or declined. */
  reason: string | undefined;
  author: number;
  authorName: string;
}

/** AR-2026-0005. */
export const RECOMMENDATIONS = {
  prefix: "AR",
  noun: "recommendation",
  plural: "recommendations",
  audited: ["text", "addressedTo", "source", "department", "by", "on", "status", "answeredOn", "reason"],
  ownWords: ["text", "addressedTo", "reason"],
} as const satisfies KindName<keyof Recommendation>;

export interface RecommendationTotals {
  department: string;
  by: "officer" | "department";
  open: number;
  accepted: number;
  declined: number;
}

export interface RecommendationStore extends RecordStore<RecommendationEntry, Recommendation> {
  answer(
    id: string,
    answer: { status: Answer; on: IsoDate; reason: string | undefined },
    write: Write,
  ): Promise<"answered" | "unchanged">;
  /** By who recommends them, of those recommended within the period, as they are answered by now (row C13). */
  totals(start: IsoDate, end: IsoDate): Promise<RecommendationTotals[]>;
}
