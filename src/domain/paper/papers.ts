export const PAPER_KINDS = ["annual", "quarterly", "cover", "statement", "analysis", "clerk"] as const;
export type PaperKindName = (typeof PAPER_KINDS)[number];

export const PAPER_STATUS = ["draft", "in review", "approved", "submitted", "superseded"] as const;
export type PaperStatus = (typeof PAPER_STATUS)[number];

/** Every section a paper may have; a plan names its own from among them (`src/reports/papers/sections/`). */
export const PAPER_SECTIONS = [
  "letter",
  "contents",
  "summary",
  "mandate",
  "standing",
  "teams",
  "toolkit",
  "statements",
  "policy-changes",
  "resource-changes",
  "training",
  "outreach",
  "duties",
  "cooperation",
  "departments",
  "recommendations",
  "goals",
  "objectives",
  "plan-progress",
  "service-areas",
  "boards",
  "measures",
  "quarterly-tables",
  "restatements",
  "not-reported",
  "method",
  "sources",
] as const;
export type PaperSectionName = (typeof PAPER_SECTIONS)[number];

/** How a report about a period is asked for. */
export const reportAsked = (kind: PaperKindName, period: string) => ({
  command: `report ${kind}`,
  values: kind === "quarterly" ? { year: period } : { period },
});

/** One paper of a city, as its plan sets it out. */
export interface PaperPlan {
  kind: PaperKindName;
  title: string;
  /** Of the plan: its reminders end once the paper is with everybody it goes to. */
  deadline: string | undefined;
  /** Roles of the plan that approve it, in this order. */
  chain: readonly string[];
  /** To whom it goes; only with every receipt is it done. */
  to: readonly PaperRecipient[];
  purpose: "information" | "action" | undefined;
  sections: readonly PaperSectionPlan[];
}

export interface PaperRecipient {
  id: string;
  name: string;
  /** A role of the plan; whoever holds it gets the approved paper in chat. */
  role: string | undefined;
  /** Its receipt has a file number. */
  file: boolean;
}

export interface PaperSectionPlan {
  id: PaperSectionName;
  /** In place of the section's own name. */
  title: string | undefined;
  /** Left out of what is published. */
  internal: boolean;
}
