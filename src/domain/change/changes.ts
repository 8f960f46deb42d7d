import type { IsoDate } from "../../core/places/city.ts";
import type { KindName, Recorded } from "../../core/records/name.ts";
import type { RecordStore } from "../../core/records/store.ts";
import type { Write } from "../../core/request/write.ts";

declare module "../../core/command/stores.ts" {
  interface Stores {
    changes: ChangeStore;
  }
}

/** What an analysis or a statement led to: a policy changed, resources moved, or nothing did (rows C7, C8). */
export const CHANGE_KINDS = ["policy", "resource", "none"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What can be corrected; of a change of policy, or of none, the figures are not there. */
export interface ChangeFacts {
  /** What changes, or why nothing does. */
  description: string | undefined;
  /** Who decided it, in words. */
  decidedBy: string | undefined;
  adoptedOn: IsoDate;
  /** Where it can be read. */
  evidence: string | undefined;
  /** Whole cents, signed; undefined is "no money", not zero dollars. */
  amount: number | undefined;
  /** Whole hundredths of a full-time equivalent, signed. Never added to money (trap G12). */
  fte: number | undefined;
  account: string | undefined;
  fund: string | undefined;
  /** The fiscal year, by the year it ends in. */
  budgetYear: number | undefined;
  /** Cents before and after. */
  before: number | undefined;
  after: number | undefined;
}

export interface ChangeEntry extends ChangeFacts {
  kind: ChangeKind;
  /** The analysis or statement it came from: AN-… or IS-…. */
  source: string;
  /** That of its source. */
  department: string;
}

export interface Change extends ChangeEntry, Recorded {
  department: string;
  author: number;
  authorName: string;
}

/** CH-2026-0007. */
export const CHANGES = {
  prefix: "CH",
  noun: "change",
  plural: "changes",
  audited: [
    ...([
      "kind",
      "source",
      "department",
      "description",
      "decidedBy",
      "adoptedOn",
      "evidence",
      "amount",
      "fte",
    ] as const),
    ...(["account", "fund", "budgetYear", "before", "after"] as const),
  ],
  ownWords: ["description", "decidedBy", "evidence", "account", "fund"],
} as const satisfies KindName<keyof Change>;

/** What changed in one department within a period, by the day it was adopted; a department without any is not there. */
export interface ChangeTotals {
  department: string;
  policy: number;
  none: number;
  resource: number;
  /** Undefined when no change names money, or none names positions. */
  cents: number | undefined;
  fte: number | undefined;
  /** The newest first. */
  evidence: readonly string[];
}

/** Row C8: money and positions of one budget year, each summed by itself. */
export interface ResourceSum {
  department: string;
  budgetYear: number;
  changes: number;
  cents: number | undefined;
  fte: number | undefined;
}

/** Put back, a change must not say the opposite of what was recorded since. */
export interface ChangeStore extends Omit<RecordStore<ChangeEntry, Change>, "record"> {
  /** `contradicts`: the other record says the opposite of the same source, that nothing changes or that something does. */
  record(
    entry: ChangeEntry,
    write: Write,
  ): Promise<{ outcome: "recorded" | "on record" | "contradicts"; record: Change }>;
  totals(start: IsoDate, end: IsoDate): Promise<ChangeTotals[]>;
  /** By department and budget year, of the changes adopted within the period. */
  resources(start: IsoDate, end: IsoDate): Promise<ResourceSum[]>;
}
