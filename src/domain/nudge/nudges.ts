import type { IsoDate } from "../../core/places/city.ts";
import type { KindName, Recorded } from "../../core/records/name.ts";
import type { Keeping, Outcome } from "../../core/records/store.ts";
import type { Write } from "../../core/request/write.ts";

declare module "../../core/command/stores.ts" {
  interface Stores {
    nudges: NudgeStore;
  }
}

/** What a lead answers to a nudge, besides doing something about it (row F3). */
export type AnswerKind = "snooze" | "not applicable" | "hand over";

export interface AnswerEntry {
  kind: AnswerKind;
  department: string;
  /** The quarter in which it was said: "2026-Q4". */
  quarter: string;
  /** It holds on these days: a snooze until its last one, what does not apply within the obligation's own window. */
  startsOn: IsoDate;
  endsOn: IsoDate;
  /** What does not apply. */
  obligation: string | undefined;
  /** Whom it is handed over to. */
  person: number | undefined;
  reason: string | undefined;
  /** Milliseconds since 1970, by the clock that messages go by. */
  saidAt: number;
}

export interface NudgeAnswer extends AnswerEntry, Recorded {
  department: string;
  personName: string | undefined;
  /** What the officer made of it; only of what does not apply. */
  decision: Decision | undefined;
  decidedByName: string | undefined;
  /** Why it was declined. */
  because: string | undefined;
  author: number;
  authorName: string;
}

/** NU-2026-0004. */
export const NUDGE_ANSWERS = {
  prefix: "NU",
  noun: "answer to a nudge",
  plural: "answers to nudges",
  trail: "nudge",
  audited: ["kind", "department", "quarter", "startsOn", "endsOn", "obligation", "person", "decision"],
} as const satisfies KindName<keyof NudgeAnswer>;

export type Decision = "accepted" | "declined";

/** What is said not to apply: a finding apart until an officer accepts it, and none of the department's from then on. */
export interface Exemption {
  record: string;
  reason: string;
  accepted: boolean;
}

export interface NudgeStore extends Keeping<NudgeAnswer> {
  /** Tells `officers` of what is said not to apply, and whoever takes over of what is missing. */
  answer(entry: AnswerEntry, officers: readonly number[], write: Write): Promise<Outcome<NudgeAnswer>>;
  /** Tells whoever asked. "conflict" when the same was asked again since it was declined. */
  decide(
    id: string,
    decision: Decision,
    because: string | undefined,
    write: Write,
  ): Promise<"decided" | "unchanged" | "conflict">;
  /** Those that hold on that day or later, the latest first. */
  since(day: IsoDate): Promise<NudgeAnswer[]>;
  /** What is said not to apply on a day, accepted or not decided yet: "DPW vision" → why. */
  exemptions(on: IsoDate): Promise<ReadonlyMap<string, Exemption>>;
}

export const exemptionKey = (department: string | undefined, obligation: string): string =>
  `${department ?? "city"} ${obligation}`;

interface Holding {
  department: string;
  on: IsoDate;
}

/** The latest of a kind that holds for a department on a day. */
export function answerOf(
  kind: AnswerKind,
  { department, on }: Holding,
  answers: readonly NudgeAnswer[],
): NudgeAnswer | undefined {
  return answers.find(
    (one) => one.kind === kind && one.department === department && one.startsOn <= on && on <= one.endsOn,
  );
}
