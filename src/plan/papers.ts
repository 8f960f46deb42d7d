import {
  isAboutRecord,
  type PaperKindName,
  type PaperPlan,
  type PaperRecipient,
  type PaperSectionName,
  type PaperSectionPlan,
  RECORD_SECTIONS,
} from "../domain/paper/papers.ts";

const FRONT = ["letter", "contents", "summary"] as const;
const BACK = ["restatements", "not-reported", "method", "sources"] as const;

/** What is in a paper where the plan does not say. */
const SECTIONS: Readonly<Record<PaperKindName, readonly PaperSectionName[]>> = {
  annual: [
    ...FRONT,
    "mandate",
    "standing",
    "teams",
    "toolkit",
    "statements",
    "policy-changes",
    "resource-changes",
    "training",
    "outreach",
    "cooperation",
    "measures",
    "departments",
    "recommendations",
    ...BACK,
  ],
  quarterly: [...FRONT, "standing", "training", "toolkit", "statements", "policy-changes", "resource-changes", ...BACK],
  clerk: ["letter", "statements", "method", "sources"],
  ...RECORD_SECTIONS,
};

const TITLES: Readonly<Record<PaperKindName, string>> = {
  annual: "Annual Report on Equity",
  quarterly: "Quarterly Report on Equity",
  clerk: "Annual Summary of Impact Statements",
  cover: "Cover Paper",
  statement: "Impact Statement",
  analysis: "Racial Equity Analysis",
};

export const usualSections = (kind: PaperKindName): PaperSectionPlan[] =>
  SECTIONS[kind].map((id) => ({ id, title: undefined, internal: false }));

/** Whom the plan names, the first of them with a file number. */
export const recipientsNamed = (recipients: readonly string[]): PaperRecipient[] =>
  recipients.map((name, at) => ({
    id: name.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
    name,
    role: undefined,
    file: at === 0,
  }));

/** Every kind of paper, made as usual: to the plan's recipients, approved by whoever is accountable for the annual report. */
export const usualPapers = (
  to: readonly PaperRecipient[],
  deadline: string | undefined,
  chain: readonly string[],
  words: { statement: string },
): PaperPlan[] =>
  (Object.keys(SECTIONS) as PaperKindName[]).map((kind) => ({
    kind,
    title: kind === "statement" ? capitals(words.statement) : TITLES[kind],
    deadline: kind === "annual" ? deadline : undefined,
    chain,
    to: isAboutRecord(kind) ? filedWith(to) : to,
    purpose: undefined,
    sections: usualSections(kind),
  }));

/** What belongs to a council's file goes to whoever keeps such files. */
function filedWith(to: readonly PaperRecipient[]): readonly PaperRecipient[] {
  const keepers = to.filter(({ file }) => file);
  return keepers.length > 0 ? keepers : to;
}

/** A city's own name for it keeps its capitals. */
const capitals = (name: string): string => name.replace(/\b\p{Ll}/gu, (letter) => letter.toUpperCase());
