import { printDate } from "../../src/core/calendar/calendar.ts";
import type { Env } from "../../src/core/command/command.ts";
import { date } from "../../src/core/fields/date.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { fact } from "../../src/core/records/field.ts";
import type { RecordKind } from "../../src/core/records/kind.ts";
import { recordKind } from "../../src/core/records/record-kind.ts";
import type { Button } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import {
  PAPER_STEPS,
  PAPERS,
  type PaperRecord,
  type PaperStep,
  type PaperStepEntry,
} from "../../src/domain/paper/records.ts";
import { receiptOf, standingOf } from "../../src/domain/paper/standing.ts";
import { councilFile } from "../../src/domain/statement/fields/council-file.ts";
import { OFFICER, paperAt, roleName } from "./access.ts";
import { byWhom, chainFacts, fileButtons, paperLine, standingWords, stepWords } from "./words.ts";

const paperKind = recordKind<PaperRecord>({
  ...PAPERS,
  belongs: "city",
  listedBy: "report list",
  store: ({ papers }) => papers,
  touches: () => OFFICER,
  reads: () => ({ to: "read", of: { city: true } }),
  line: paperLine,
  instead: "says what it said: send a new version with report send",
  details: (paper, env) => [chainFacts(paper, env)],
  more: (paper) => ({ before: nextOf(paper), after: paper.undone ? [] : fileButtons(paper.id) }),
  fields: [
    fact("Kind", "text", (one) => one.kind),
    fact("Period", "text", (one) => one.period),
    fact("Title", "text", (one) => one.title),
    fact("Version", "number", (one) => one.version),
    fact("Standing", "text", (one) => standingOf(one), { print: standingWords }),
    fact("Sent on", "day", (one) => one.sentOn),
    fact("Figures as of", "day", (one) => one.asOf),
    fact("Decisions and receipts", "list", ({ steps }) => steps.map(stepWords)),
    fact("In place of", "text", (one) => one.supersedes),
    fact("Because", "long text", (one) => one.because),
    fact("Fingerprint", "text", (one) => one.hash),
  ],
});

/** What the officer does next with it. */
export function nextOf(paper: PaperRecord): Button[] {
  const values = { record: paper.id };
  switch (standingOf(paper)) {
    case "in review":
      return [{ label: "Record a decision…", command: "report decision", values, ask: true }];
    case "approved":
      return paper.to
        .filter(({ id }) => !receiptOf(paper, id))
        .map(({ id, name }) => ({
          label: `Submitted to the ${name}…`,
          command: "report submit",
          values: { ...values, to: id },
          ask: true,
        }));
    default:
      return [];
  }
}

/** RP-…: a version that somebody decided on, or that was handed over, stays. */
export const PAPER: RecordKind<PaperRecord> = {
  ...paperKind,
  undo: async (id, reason, env) => {
    const { steps } = await paperAt(id, env);
    if (steps.length > 0)
      throw new Refusal(
        `${id} was decided on: ${steps.map((step) => step.id).join(", ")}. Undo that first, or send a new version: report send. Nothing was changed.`,
      );
    return paperKind.undo(id, reason, env);
  },
};

const stepKind = recordKind<PaperStep>({
  ...PAPER_STEPS,
  belongs: "city",
  listedBy: "report list",
  store: ({ paperSteps }) => paperSteps,
  touches: ({ author }, { actor }) => (author === actor.id ? { to: "open" } : OFFICER),
  reads: () => ({ to: "read", of: { city: true } }),
  line: (one, env) => `${one.paper}: ${partyName(one, env)}, ${what(one)}, ${byWhom(one)}`,
  more: ({ paper, undone }) => ({
    after: undone ? [] : [{ label: `Show ${paper}`, command: "report show", values: { record: paper } }],
  }),
  fields: [
    fact("Paper", "text", (one) => one.paper),
    fact("Decision", "text", (one) => one.decision),
    fact("Party", "text", (one) => one.party, { print: (one, env) => partyName(one, env) }),
    fact("On", "day", (one) => one.on, { as: "decided_on" }),
    fact("File", "text", (one) => one.file),
    fact("Comment", "long text", (one) => one.comment),
    fact("Name", "text", (one) => one.name),
    fact("Reference", "text", (one) => one.reference),
  ],
  correction: {
    fields: {
      on: date({ label: "Day" }),
      file: councilFile({ optional: true }),
      comment: textField({ label: "Comment", from: "key", optional: true, maxLength: 3000, control: "lines" }),
      reference: textField({ label: "Reference", from: "key", optional: true, maxLength: 200 }),
    },
    without: (one) => [
      ...(one.file === undefined ? ["file"] : []),
      ...(one.reference === undefined ? ["reference"] : []),
    ],
    valuesOf: ({ on, file, comment, reference }) => ({ on, file, comment, reference }),
    save: ({ id }, values, reason, { stores, write }) =>
      stores.paperSteps.correct(id, values as unknown as Partial<PaperStepEntry>, reason, write),
  },
});

/** AP-…: taken back as long as nothing else rests on it. */
export const PAPER_STEP: RecordKind<PaperStep> = {
  ...stepKind,
  undo: async (id, reason, env) => {
    await requireLast(id, env);
    return stepKind.undo(id, reason, env);
  },
};

async function requireLast(id: string, env: Env): Promise<void> {
  const step = await env.stores.paperSteps.get(id);
  if (!step || step.decision === "received") return;
  const { steps } = await paperAt(step.paper, env);
  const at = steps.findIndex((one) => one.id === id);
  const after = at < 0 ? [] : steps.slice(at + 1);
  if (after.length === 0) return;
  throw new Refusal(`${after.map((one) => one.id).join(", ")} rests on ${id}. Undo that first. Nothing was changed.`);
}

const what = ({ decision, on, file }: PaperStepEntry) =>
  `${decision === "received" ? "submitted" : decision} ${printDate(on)}${file === undefined ? "" : `, file ${file}`}`;

function partyName({ decision, party }: PaperStepEntry, env: Pick<Env, "plan">): string {
  if (decision !== "received") return roleName(party, env);
  return env.plan.papers.flatMap(({ to }) => to).find(({ id }) => id === party)?.name ?? party;
}
