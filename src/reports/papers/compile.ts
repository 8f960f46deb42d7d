import { printDay, printPeriod } from "../../core/calendar/calendar.ts";
import type { IsoDate } from "../../core/places/city.ts";
import { type PaperPlan, type PaperSectionPlan, type PaperStatus, reportAsked } from "../../domain/paper/papers.ts";
import type { Evidence } from "./facts/evidence.ts";
import type { PaperFacts } from "./facts/facts.ts";
import { evidenceHash, evidenceOf } from "./facts/sources.ts";
import { factsHash } from "./model/canonical.ts";
import { CHANGED } from "./model/changes.ts";
import { cleanAll } from "./model/clean.ts";
import type { Block, Inline, Paper, Section, Words } from "./model/paper.ts";
import { isPrintable } from "./pdf/printable.ts";
import { sectionKind } from "./sections/index.ts";
import type { Check, Made } from "./sections/section.ts";

/** What somebody wrote for a section, as it is on record. */
export interface OwnWords {
  section: string;
  text: string;
  by: string;
  on: IsoDate;
  factsHash: string;
}

export interface Compiling {
  plan: PaperPlan;
  own: readonly OwnWords[];
  version: number;
  supersedes: number | undefined;
  because: string | undefined;
  status: PaperStatus;
  /** What the paper says of its difference from the version before. */
  changed: readonly Block[];
  /** Without what the plan says is internal. */
  forPublic: boolean;
}

export interface Compiled {
  paper: Paper;
  /** What is missing, the most important first. */
  gaps: readonly Check[];
  /** Every record that was counted, and what it says. */
  evidence: readonly Evidence[];
}

/** A paper from its facts and the words people wrote for it. Pure: the same gives the same, wherever it runs. */
export function compile(facts: PaperFacts, asked: Compiling): Compiled {
  const { plan, own, status } = asked;
  const shown = plan.sections.filter(({ internal }) => !(asked.forPublic && internal));
  const made = withChanged(
    shown.flatMap((one) => madeOf(one, facts)),
    asked,
  );
  const sections = made.map((one) => sectionOf(one, own, asked, facts));
  const checks = [
    ...made.flatMap((one) => [...one.checks, ...ownChecks(one, asked, facts)]),
    ...lettersCheck(sections, plan.kind, facts.period.id),
  ];
  const cited = citedIn(sections);
  const evidence = evidenceOf(facts);
  const done = checks.filter((check) => check.done).length;
  const paper: Paper = {
    kind: plan.kind,
    period: facts.period.id,
    covers: printPeriod(facts.period),
    version: asked.version,
    ...(asked.supersedes === undefined ? {} : { supersedes: asked.supersedes }),
    ...(asked.because === undefined ? {} : { because: asked.because }),
    title: plan.title,
    subtitle: facts.period.label,
    city: facts.city.name,
    author: facts.officers.join(", ") || "nobody on record as equity officer",
    lang: "en-US",
    asOf: facts.asOf,
    status,
    ...(plan.purpose === undefined ? {} : { purpose: plan.purpose }),
    recipients: plan.to.map(({ name }) => name),
    complete: { done, of: checks.length },
    sections,
    sources: Object.fromEntries(cited.map((id) => [id, evidence.get(id)?.says ?? "on record"])),
    evidence: { auditHead: facts.auditHead, records: hashesOf(evidence) },
  };
  const gaps = checks.filter((check) => !check.done).sort((a, b) => b.weight - a.weight);
  return { paper: cleanAll(paper), gaps, evidence: [...evidence.values()] };
}

function madeOf({ id, title }: PaperSectionPlan, facts: PaperFacts): (Made & { ownWords?: true })[] {
  const kind = sectionKind(id);
  const { facts: blocks, checks = [] } = kind.make(facts);
  const first = { id, title: title ?? kind.title(facts), facts: blocks, checks };
  return [{ ...first, ...(kind.ownWords ? { ownWords: true } : {}) }, ...(kind.parts?.(facts) ?? [])];
}

/** After the letter, before everything else: whoever has read the version before reads it first. */
function withChanged(made: readonly (Made & { ownWords?: true })[], { changed, supersedes }: Compiling) {
  if (changed.length === 0) return made;
  const said: Made = { id: CHANGED, title: `What changed since version ${supersedes}`, facts: changed, checks: [] };
  const first = made.findIndex(({ id }) => id !== "letter");
  return made.toSpliced(Math.max(first, 0), 0, said);
}

const wordsOf = (id: string, own: readonly OwnWords[]) => own.find(({ section }) => section === id);

function ownChecks(made: Made & { ownWords?: true }, { plan, own }: Compiling, { period }: PaperFacts): Check[] {
  const words = wordsOf(made.id, own);
  const write = {
    label: `Write: ${made.title}`,
    command: "report write",
    values: { kind: plan.kind, period: period.id, section: made.id },
  };
  const needed = made.ownWords
    ? [
        {
          what: `${made.title} is not written`,
          done: words !== undefined,
          required: true as const,
          weight: 90,
          ...write,
        },
      ]
    : [];
  if (!words) return needed;
  const same = words.factsHash === factsHash(made.facts);
  const what = `Figures changed since ${words.by} wrote for ${made.title} on ${printDay(words.on)}`;
  return [...needed, { what, done: same, weight: 80, ...write }];
}

function sectionOf(made: Made & { ownWords?: true }, own: readonly OwnWords[], asked: Compiling, facts: PaperFacts) {
  const words = wordsOf(made.id, own);
  const missing = [...made.checks, ...ownChecks(made, asked, facts)].filter(({ done }) => !done);
  const section: Section = {
    id: made.id,
    title: made.title,
    ...(made.level === undefined ? {} : { level: made.level }),
    required: made.ownWords ?? false,
    facts: made.facts,
    ...(words
      ? { narrative: { words: paragraphs(words.text), by: words.by, at: words.on, factsHash: words.factsHash } }
      : {}),
    missing: missing.map(({ what, command, values }) => ({ what, command: typed(command, values) })),
  };
  return section;
}

/** What no font of the PDF has is replaced there by words, and said here: a PDF must not fail for an emoji in a title. */
function lettersCheck(sections: readonly Section[], kind: PaperPlan["kind"], period: string): Check[] {
  const titles = sections.filter((one) => !isPrintable(JSON.stringify(cleanAll(one)))).map(({ title }) => title);
  if (titles.length === 0) return [];
  const what = `The PDF cannot show some letters in ${titles.slice(0, 3).join(", ")}: Word and HTML can`;
  const { command, values } = reportAsked(kind, period);
  const look = { label: "Look in Word", command, values: { ...values, format: "docx" } };
  return [{ what, done: false, weight: 10, ...look }];
}

/** A blank line begins a new paragraph; a line break stays one. */
const paragraphs = (text: string): Words[] =>
  text
    .split(/\n\s*\n/)
    .map((one) => one.trim())
    .filter((one) => one !== "")
    .map((one) => [one]);

const typed = (command: string, values: Check["values"]) =>
  [command, ...Object.entries(values).map(([name, value]) => `${name}=${String(value)}`)].join(" ");

/** Records that any sentence or cell names. */
function citedIn(sections: readonly Section[]): string[] {
  const all = sections.flatMap(({ facts, narrative }) => [...facts.flatMap(wordsIn), ...(narrative?.words ?? [])]);
  const ids = all.flat().flatMap((one: Inline) => (typeof one === "object" && "source" in one ? [one.source] : []));
  return [...new Set(ids)].sort();
}

function wordsIn(block: Block): readonly Words[] {
  switch (block.kind) {
    case "paragraph":
    case "note":
      return [block.words];
    case "list":
      return block.items;
    case "table":
      return block.rows.flat();
    default:
      return [];
  }
}

const hashesOf = (evidence: ReadonlyMap<string, Evidence>) =>
  [...evidence.values()]
    .map((one) => ({ id: one.id, sha256: evidenceHash(one) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
