import type { Button } from "../../core/reply/reply.ts";
import type { FindingState } from "../plan/finding.ts";

/** What a cell, a tag or a bar shows: a finding's state, or that another tier comes first. */
export type Mark = FindingState | "waits";

/** How many of what counts are met, and how the rest stands. */
export interface Tally {
  met: number;
  overdue: number;
  due: number;
  notReported: number;
  /** All that counts. */
  of: number;
}

/** A quarter as a page names it. */
export interface PageQuarter {
  id: string;
  label: string;
  /** "Thu 31 Dec". */
  closes: string;
  daysLeft: number;
  over: boolean;
  before: { id: string; label: string };
  next: { id: string; label: string } | undefined;
}

/** A requirement as a column or a line names it. */
export interface Requirement {
  id: string;
  label: string;
  short: string;
  group: string;
}

/** Met now and not then, or the other way round. */
export interface PageChange {
  label: string;
  gained: boolean;
  /** "Administration, Assessor and 10 more", or what is so now and was before. */
  words: string;
  count: number;
}

/** One thing to do next: what, why, and the button or the page for it. */
export interface NextStep {
  title: string;
  words: string;
  button?: Button;
  link?: { label: string; href: string };
}
