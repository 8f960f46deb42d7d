export const PAPER_KINDS = ["annual", "quarterly", "cover", "statement", "analysis", "clerk"] as const;
export type PaperKindName = (typeof PAPER_KINDS)[number];

/** Papers about one record instead of a period, with the prefixes of the records they may be about. */
export const ABOUT_RECORDS = {
  cover: ["IS", "AN", "RP"],
  statement: ["IS"],
  analysis: ["AN"],
} as const satisfies Partial<Record<PaperKindName, readonly string[]>>;
export type RecordPaperKind = keyof typeof ABOUT_RECORDS;

export const isAboutRecord = (kind: PaperKindName): kind is RecordPaperKind => kind in ABOUT_RECORDS;

export const PAPER_STATUS = ["draft", "complete", "in review", "approved", "submitted", "superseded"] as const;
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
  "issue",
  "background",
  "fiscal-impact",
  "asked",
  "attachments",
  "file",
  "impacts",
  "item",
  "steps",
  "outcome",
  "sign-off",
] as const;
export type PaperSectionName = (typeof PAPER_SECTIONS)[number];

/** Every section of a paper about a record, in the usual order; those of all others are about a period. */
export const RECORD_SECTIONS = {
  cover: ["issue", "background", "fiscal-impact", "asked", "attachments", "sources"],
  statement: ["file", "impacts", "outcome", "sign-off", "sources"],
  analysis: ["item", "steps", "outcome", "sign-off", "sources"],
} as const satisfies Record<RecordPaperKind, readonly PaperSectionName[]>;

const OF_RECORDS: ReadonlySet<string> = new Set(Object.values(RECORD_SECTIONS).flat());

/** Whether a paper of that kind may have that section. */
export function mayHave(kind: PaperKindName, section: PaperSectionName): boolean {
  if (isAboutRecord(kind)) return (RECORD_SECTIONS[kind] as readonly string[]).includes(section);
  return section === "sources" || !OF_RECORDS.has(section);
}

/** How a paper is asked for. */
export function reportAsked(kind: PaperKindName, subject: string): { command: string; values: Record<string, string> } {
  const name = isAboutRecord(kind) ? "record" : kind === "quarterly" ? "year" : "period";
  return { command: `report ${kind}`, values: { [name]: subject } };
}

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
