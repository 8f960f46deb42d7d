import { printDay, printPeriod } from "../../core/calendar/calendar.ts";
import type { IsoDate } from "../../core/places/city.ts";
import { type PaperPlan, type PaperSectionPlan, type PaperStatus, reportAsked } from "../../domain/paper/papers.ts";
import { type Evidence, evidenceHash } from "./facts/evidence.ts";
import type { PaperFacts } from "./facts/facts.ts";
import { coversOf, departmentOf, type RecordFacts } from "./facts/record.ts";
import { evidenceOfRecord } from "./facts/record-sources.ts";
import { evidenceOf } from "./facts/sources.ts";
import { factsHash } from "./model/canonical.ts";
import { CHANGED } from "./model/changes.ts";
import { cleanAll } from "./model/clean.ts";
import type { Block, Inline, Paper, Section, Words } from "./model/paper.ts";
import { isPrintable } from "./pdf/printable.ts";
import { recordSectionKind, sectionKind } from "./sections/index.ts";
import type { Check, Made, SectionKind } from "./sections/section.ts";

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
  return assembled(
    {
      subject: facts.period.id,
      covers: printPeriod(facts.period),
      subtitle: facts.period.label,
      city: facts.city.name,
      author: facts.officers.join(", ") || NO_OFFICER,
      asOf: facts.asOf,
      auditHead: facts.auditHead,
      evidence: evidenceOf(facts),
      purpose: asked.plan.purpose,
    },
    shownOf(asked).flatMap((one) => madeOf(one, sectionKind(one.id), facts)),
    asked,
  );
}

/** The same for a paper about one record. */
export function compileRecord(facts: RecordFacts, asked: Compiling): Compiled {
  const isCover = asked.plan.kind === "cover";
  const isAsked = asked.own.some(({ section }) => section === "asked");
  return assembled(
    {
      subject: facts.about.record.id,
      covers: coversOf(facts),
      subtitle: facts.about.record.title,
      city: facts.city.name,
      author: (isCover ? undefined : departmentOf(facts)) ?? (facts.officers.join(", ") || NO_OFFICER),
      asOf: facts.today,
      auditHead: facts.auditHead,
      evidence: evidenceOfRecord(facts),
      // Whoever asks for nothing informs.
      purpose: isCover ? (asked.plan.purpose ?? (isAsked ? "action" : "information")) : undefined,
    },
    shownOf(asked).flatMap((one) => madeOf(one, recordSectionKind(one.id), facts)),
    asked,
  );
}

const NO_OFFICER = "nobody on record as equity officer";

/** What a paper is, besides its sections. */
interface Basis {
  subject: string;
  covers: string;
  subtitle: string;
  city: string;
  author: string;
  asOf: IsoDate;
  auditHead: string;
  evidence: ReadonlyMap<string, Evidence>;
  purpose: Paper["purpose"];
}

const shownOf = ({ plan, forPublic }: Compiling) => plan.sections.filter(({ internal }) => !(forPublic && internal));

function assembled(basis: Basis, parts: readonly Made[], asked: Compiling): Compiled {
  const { plan, own } = asked;
  const { subject, evidence } = basis;
  const made = withChanged(parts, asked);
  const sections = made.map((one) => sectionOf(one, own, plan.kind, subject));
  const checks = [
    ...made.flatMap((one) => [...one.checks, ...ownChecks(one, own, plan.kind, subject)]),
    ...lettersCheck(sections, plan.kind, subject),
  ];
  const cited = citedIn(sections);
  const done = checks.filter((check) => check.done).length;
  const paper: Paper = {
    kind: plan.kind,
    period: subject,
    covers: basis.covers,
    version: asked.version,
    ...(asked.supersedes === undefined ? {} : { supersedes: asked.supersedes }),
    ...(asked.because === undefined ? {} : { because: asked.because }),
    title: plan.title,
    subtitle: basis.subtitle,
    city: basis.city,
    author: basis.author,
    lang: "en-US",
    asOf: basis.asOf,
    status: asked.status,
    ...(basis.purpose === undefined ? {} : { purpose: basis.purpose }),
    recipients: plan.to.map(({ name }) => name),
    complete: { done, of: checks.length },
    sections,
    sources: Object.fromEntries(cited.map((id) => [id, evidence.get(id)?.says ?? "on record"])),
    evidence: { auditHead: basis.auditHead, records: hashesOf(evidence) },
  };
  const gaps = checks.filter((check) => !check.done).sort((a, b) => b.weight - a.weight);
  return { paper: cleanAll(paper), gaps, evidence: [...evidence.values()] };
}

function madeOf<Facts>({ id, title }: PaperSectionPlan, kind: SectionKind<Facts>, facts: Facts): Made[] {
  const { facts: blocks, checks = [] } = kind.make(facts);
  const { ownWords, unsaid } = kind;
  const first = { id, title: title ?? kind.title(facts), facts: blocks, checks };
  const more = { ...(ownWords ? { ownWords } : {}), ...(unsaid === undefined ? {} : { unsaid }) };
  return [{ ...first, ...more }, ...(kind.parts?.(facts) ?? [])];
}

/** After the letter, before everything else: whoever has read the version before reads it first. */
function withChanged(made: readonly Made[], { changed, supersedes }: Compiling): readonly Made[] {
  if (changed.length === 0) return made;
  const said: Made = { id: CHANGED, title: `What changed since version ${supersedes}`, facts: changed, checks: [] };
  const first = made.findIndex(({ id }) => id !== "letter");
  return made.toSpliced(Math.max(first, 0), 0, said);
}

const wordsOf = (id: string, own: readonly OwnWords[]) => own.find(({ section }) => section === id);

type Own = readonly OwnWords[];

function ownChecks(made: Made, own: Own, kind: PaperPlan["kind"], subject: string): Check[] {
  const words = wordsOf(made.id, own);
  const write = {
    label: `Write: ${made.title}`,
    command: "report write",
    values: { kind, period: subject, section: made.id },
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

function sectionOf(made: Made, own: Own, kind: PaperPlan["kind"], subject: string): Section {
  const words = wordsOf(made.id, own);
  const missing = [...made.checks, ...ownChecks(made, own, kind, subject)].filter(({ done }) => !done);
  return {
    id: made.id,
    title: made.title,
    ...(made.level === undefined ? {} : { level: made.level }),
    required: made.ownWords ?? false,
    facts: made.facts,
    ...(words
      ? { narrative: { words: paragraphs(words.text), by: words.by, at: words.on, factsHash: words.factsHash } }
      : {}),
    ...(words || made.unsaid === undefined ? {} : { unsaid: made.unsaid }),
    missing: missing.map(({ what, command, values }) => ({ what, command: typed(command, values) })),
  };
}

/** What no font of the PDF has is replaced there by words, and said here: a PDF must not fail for an emoji in a title. */
function lettersCheck(sections: readonly Section[], kind: PaperPlan["kind"], subject: string): Check[] {
  const titles = sections.filter((one) => !isPrintable(JSON.stringify(cleanAll(one)))).map(({ title }) => title);
  if (titles.length === 0) return [];
  const what = `The PDF cannot show some letters in ${titles.slice(0, 3).join(", ")}: Word and HTML can`;
  const { command, values } = reportAsked(kind, subject);
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
