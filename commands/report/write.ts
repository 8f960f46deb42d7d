import { printDate } from "../../src/core/calendar/calendar.ts";
import { type Command, defineCommand, type Env } from "../../src/core/command/command.ts";
import type { FieldOf } from "../../src/core/command/field.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { OWN_WORDS } from "../../src/core/fields/own-words.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { formFor } from "../../src/core/reply/form.ts";
import {
  type Block,
  type Button,
  buttons,
  type Form,
  heading,
  type Reply,
  reply,
  text,
} from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { freeText } from "../../src/core/understanding/sentence.ts";
import { understandValues } from "../../src/core/understanding/understand.ts";
import { isAboutRecord, type PaperKindName, reportAsked } from "../../src/domain/paper/papers.ts";
import type { PaperWords } from "../../src/domain/paper/records.ts";
import type { Plan } from "../../src/domain/plan/plan.ts";
import { factsHash } from "../../src/reports/papers/model/canonical.ts";
import { OFFICER } from "./access.ts";
import { paperKindField, paperSubjectField, reported } from "./fields.ts";
import { draftAbout, paperPlan } from "./paper.ts";
import { capital, subjectLabel } from "./words.ts";

/** About eight printed pages. */
const MOST = 20_000;
const PICTURE = /!\[[^\]]*\]\(|<img\b|<svg\b|data:image\//i;

/** Row E2: the officer's own words for one section, kept from draft to draft, every version of them. */
export const reportWrite: Command = defineCommand({
  name: "report write",
  summary: "Write your own words for a section of a report; every version is kept.",
  roles: ["officer"],
  fields: {
    kind: outsideOfWords(paperKindField(["cover"])),
    period: outsideOfWords(paperSubjectField()),
    section: outsideOfWords(
      choice({ label: "Section", question: "Which section?", choices: ({ plan }) => sectionsIn(plan) }),
    ),
    text: {
      ...textField({
        label: "Your words",
        from: "quotes",
        optional: true,
        maxLength: MOST,
        control: "sheet",
        keys: ["words"],
        rank: 0,
      }),
      kind: OWN_WORDS,
    },
    base: textField({ label: "Version before you", from: "key", optional: true, maxLength: 6 }),
    back: textField({ label: "Back to version", from: "key", optional: true, maxLength: 6 }),
  },
  shape: (inputs) => inputs.filter(({ name }) => name !== "base" && name !== "back" && name !== "text"),
  cues: { tells: "wish", patterns: [[/\b(?:write|words)\b.*\b(?:letter|section|report)\b/, 3]] },
  examples: ["report write annual 2025 letter", "report write cover IS-2026-0003 issue"],
  scope: () => OFFICER,
  form: async (raw, env) => {
    const { kind, period: of, section, text: typed } = raw;
    if ([kind, of, section].some((one) => one === undefined))
      return formFor(reportWrite, understandValues(reportWrite, raw, env), raw, env);
    const at = { kind: kind as PaperKindName, period: String(of), section: String(section) };
    requireSection(at, env);
    const [newest] = await env.stores.paperWords.versions(at.kind, at.period, at.section);
    return wordsForm(at, newest, typed === undefined ? (newest?.text ?? "") : String(typed), env);
  },
  execute: async ({ kind: named, period: id, section, text: words, base, back }, env) => {
    const kind = named as PaperKindName;
    const at = { kind, period: subjectOf(kind, id, env), section };
    requireSection(at, env);
    const versions = await env.stores.paperWords.versions(kind, at.period, section);
    if (back !== undefined) return save(at, versions, wordsAt(versions, back), versions[0]?.version ?? 0, env);
    if (words === undefined && base === undefined)
      return reply({ kind: "form", form: wordsForm(at, versions[0], versions[0]?.text ?? "", env) });
    if (PICTURE.test(words ?? ""))
      throw new Refusal(
        "Pictures cannot be part of a report: say in words what it shows, and hand the picture over as an attachment of the council's file. Nothing was saved.",
        "text",
      );
    return save(at, versions, words ?? "", base === undefined ? (versions[0]?.version ?? 0) : Number(base), env);
  },
});

/** The whole year or quarter; of a cover, the record as it is named. */
const subjectOf = (kind: PaperKindName, id: string, { city }: Env): string =>
  isAboutRecord(kind) ? id : reported(kind, id, city).id;

interface At {
  kind: PaperKindName;
  period: string;
  section: string;
}

/** A choice that is not made by what is written for the report. */
function outsideOfWords(field: FieldOf<string, false>): FieldOf<string, false> {
  return {
    ...field,
    find: (sentence, context) => field.find({ ...sentence, text: freeText(sentence) }, context),
  };
}

/** Sections of any paper of the plan, by the plan's own names. */
function sectionsIn({ papers }: Plan) {
  const all = papers
    .filter(({ kind }) => kind !== "statement" && kind !== "analysis")
    .flatMap(({ sections }) => sections);
  return all
    .filter(({ id }, at) => all.findIndex((one) => one.id === id) === at)
    .map(({ id, title }) => {
      const label = title ?? capital(id.replace(/-/g, " "));
      return { value: id, label, words: new RegExp(`\\b${id.replace(/-/g, "[ -]")}\\b`) };
    });
}

function requireSection({ kind, section }: At, env: Env): void {
  const { sections, title } = paperPlan(kind, env);
  if (sections.some(({ id }) => id === section)) return;
  throw new Refusal(
    `${title} has no such section. Its sections: ${sections.map(({ id }) => id).join(", ")}.`,
    "section",
  );
}

const wordsAt = (versions: readonly PaperWords[], version: string) =>
  versions.find((one) => String(one.version) === version)?.text ?? "";

const titleOf = ({ kind, section, period: of }: At, env: Env): string => {
  const label = sectionsIn(env.plan).find(({ value }) => value === section)?.label ?? section;
  return `${label} · ${paperPlan(kind, env).title}, ${subjectLabel(of, env.city)}`;
};

function wordsForm(at: At, newest: PaperWords | undefined, value: string, env: Env, error?: string): Form {
  const control = { kind: "sheet", maxLength: MOST, offer: "a text file" } as const;
  return {
    command: "report write",
    title: titleOf(at, env),
    submit: "Save these words",
    inputs: [
      {
        name: "text",
        label: "Your words",
        control,
        value,
        optional: true,
        hint: `Up to ${MOST.toLocaleString("en-US")} characters. A blank line begins a paragraph; no pictures.`,
        ...(error === undefined ? {} : { error }),
      },
    ],
    hidden: { ...at, base: String(newest?.version ?? 0) },
  };
}

async function save(at: At, versions: readonly PaperWords[], words: string, base: number, env: Env): Promise<Reply> {
  const { paper } = await draftAbout(at.kind, at.period, env);
  const section = paper.sections.find(({ id }) => id === at.section);
  const entry = { ...at, text: words, on: env.today, factsHash: factsHash(section?.facts ?? []) };
  const outcome = await env.stores.paperWords.write(entry, base, env.write);
  const [newest, before] = await env.stores.paperWords.versions(at.kind, at.period, at.section);
  if (outcome === "overtaken") return overtaken(at, newest ?? versions[0], words, env);
  const title = outcome === "saved" ? "Saved" : "Nothing new to save";
  const undo = outcome === "saved" ? [undoButton(at, before)] : [];
  return {
    ...reply(
      heading(`${title}: ${titleOf(at, env)}`),
      text(
        `Version ${newest?.version ?? 0}, ${words.length.toLocaleString("en-US")} characters. It stays from draft to draft.`,
      ),
      buttons(...undo, ...next(at)),
    ),
    changed: { record: `words:${at.kind}/${at.period}/${at.section}`, department: undefined },
  };
}

const undoButton = (at: At, before: PaperWords | undefined): Button => ({
  label: "Undo",
  command: "report write",
  values: { ...at, back: String(before?.version ?? 0) },
});

const next = ({ kind, period: of, section }: At): Button[] => [
  { label: "Edit", command: "report write", values: { kind, period: of, section } },
  { label: "The report", ...reportAsked(kind, of) },
];

/** Two officers wrote the same section: the second sees both, and saves again knowing the first. */
function overtaken(at: At, newest: PaperWords | undefined, mine: string, env: Env): Reply {
  const theirs: Block[] = newest
    ? [text(`${newest.authorName} saved version ${newest.version} on ${printDate(newest.on)}:`), text(newest.text)]
    : [];
  const error = "Somebody saved in between: see above. This is your text.";
  return reply(
    heading("This section was saved while you were writing"),
    text("Yours is not saved yet, and nothing is lost: compare the two, then save again."),
    ...theirs,
    { kind: "form", form: wordsForm(at, newest, mine, env, error) },
  );
}
