import type { IsoDate } from "../../core/places/city.ts";
import type { RawValues } from "../../core/reply/reply.ts";

export const FINDING_STATES = ["met", "due", "overdue", "not reported", "not applicable"] as const;
export type FindingState = (typeof FINDING_STATES)[number];

/** What became of one obligation, with the records that prove it. */
export interface Finding {
  obligation: string;
  label: string;
  /** The goal, strategy or action it belongs to. */
  of: string;
  rows: readonly string[];
  /** Undefined for the city as a whole. */
  department: string | undefined;
  state: FindingState;
  /** What is so, in words: "2 leads, but no senior leader". */
  words: string;
  /** The number, what it is out of, and the day that total is from; each undefined where it is not known. */
  value: number | undefined;
  outOf: number | undefined;
  outOfOn: IsoDate | undefined;
  /** The last day to meet it. */
  due: IsoDate;
  /** Ids of records, newest first. */
  evidence: readonly string[];
  /** Another tier comes first: nobody is nudged about this one yet (row B2). */
  muted: boolean;
  /** Which tier that is, in words. */
  after?: string | undefined;
  /** False where nothing was pending: no gap, whatever its state. */
  pending?: false;
  /** What closes the gap: the button of the nudge. */
  remedy: Remedy | undefined;
  /** Somebody said that it does not apply, and the officer has not decided: NU-2026-0004. */
  asked?: string;
}

export interface Remedy {
  label: string;
  command: string;
  values: RawValues;
  /** Says again what was so before: one press records it, for there is nothing to fill in. */
  affirms?: true;
}

/** A finding that still needs something. */
export const isGap = (finding: Finding): boolean => isOpen(finding) && finding.asked === undefined;

/** One that waits for the officer's word on whether it applies at all. */
export const isAsked = (finding: Finding): boolean => isOpen(finding) && finding.asked !== undefined;

const isOpen = ({ state, muted, pending }: Finding): boolean =>
  !muted && pending !== false && (state === "due" || state === "overdue" || state === "not reported");

/** A finding that is met now and was not before, or the other way round. */
export interface Change {
  finding: Finding;
  then: Finding;
  gained: boolean;
}

/** What is met now and was not, and what is met no longer. */
export function changesBetween(before: readonly Finding[], now: readonly Finding[]): Change[] {
  const key = ({ department, obligation }: Finding) => `${department ?? ""} ${obligation}`;
  const earlier = new Map(before.map((finding) => [key(finding), finding]));
  return now.flatMap((finding) => {
    const then = earlier.get(key(finding));
    const gained = finding.state === "met";
    return then && (then.state === "met") !== gained && !isAskedAnew(then, finding) ? [{ finding, then, gained }] : [];
  });
}

/** A new quarter of which nobody has reported yet takes nothing away from the one before. */
const isAskedAnew = (then: Finding, now: Finding) => now.state === "not reported" && now.due !== then.due;
