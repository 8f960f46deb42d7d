import { printDate } from "../../src/core/calendar/calendar.ts";
import type { Env } from "../../src/core/command/command.ts";
import { isPeriodId, periodOf } from "../../src/core/fields/period.ts";
import type { City } from "../../src/core/places/city.ts";
import { type Block, type Button, type Fact, facts } from "../../src/core/reply/reply.ts";
import type { PaperRecord, PaperStepEntry, TakenStep } from "../../src/domain/paper/records.ts";
import {
  approvalOf,
  nextReviewer,
  type PaperStanding,
  receiptOf,
  returnOf,
  standingOf,
} from "../../src/domain/paper/standing.ts";
import { PAPER_FORMATS } from "../../src/reports/papers/formats.ts";
import { roleName } from "./access.ts";

type Known = Pick<Env, "plan" | "city">;

/** "2026", "Q3 2026", or the number of a record. */
export const subjectLabel = (subject: string, city: City): string =>
  isPeriodId(subject, city) ? periodOf(subject, city).label : subject;

export const paperTitle = ({ title, period }: Pick<PaperRecord, "title" | "period">, { city }: Pick<Env, "city">) =>
  `${title}, ${subjectLabel(period, city)}`;

/** "Annual Report, 2026 · version 1 · in review, waits for the director of administration". */
export const paperLine = (paper: PaperRecord, env: Known): string =>
  [paperTitle(paper, env), `version ${paper.version}`, standingWords(paper, env)].join(" · ");

const WORDS: Record<PaperStanding, (paper: PaperRecord, env: Known) => string> = {
  "in review": (paper, env) => `in review, waits for the ${roleName(nextReviewer(paper) ?? "", env)}`,
  returned: (paper) => `returned: ${returnOf(paper)?.comment ?? ""}`,
  approved: (paper) => `approved, still to be submitted to the ${waitingFor(paper).join(" and the ")}`,
  submitted: (paper) => `submitted to the ${paper.to.map(({ name }) => name).join(" and the ")}`,
  superseded: ({ newerApproved, newer }) => `superseded by ${newerApproved ?? newer ?? "a later version"}`,
  undone: () => "undone",
};

export const standingWords = (paper: PaperRecord, env: Known): string => WORDS[standingOf(paper)](paper, env);

/** Those whose receipt is still missing. */
export const waitingFor = (paper: PaperRecord): string[] =>
  paper.to.filter(({ id }) => !receiptOf(paper, id)).map(({ name }) => name);

/** Everything that was done with it, and what is still to be done. */
export function chainFacts(paper: PaperRecord, env: Known): Block {
  const back = returnOf(paper);
  return facts(
    { label: "Sent for review", value: `${printDate(paper.sentOn)}, by ${paper.authorName ?? "somebody"}` },
    ...paper.chain.map((role): Fact => {
      const step = approvalOf(paper, role) ?? (back?.party === role ? back : undefined);
      return { label: capital(roleName(role, env)), value: step ? stepWords(step) : "not decided yet" };
    }),
    ...paper.to.map(({ id, name }): Fact => {
      const step = receiptOf(paper, id);
      return { label: name, value: step ? stepWords(step) : "no receipt yet" };
    }),
    ...(paper.because === undefined ? [] : [{ label: "Changed because", value: paper.because }]),
    { label: "Fingerprint", value: paper.hash },
  );
}

/** "approved Mon 23 Nov 2026 by Dana Lee, memo 12, recorded by Nadia Rahman (AP-2026-0001)". */
export function stepWords(step: TakenStep): string {
  const said = [
    `${step.decision === "received" ? "submitted" : step.decision} ${printDate(step.on)}`,
    step.file === undefined ? undefined : `file ${step.file}`,
    step.comment,
  ];
  return `${said.filter((one) => one !== undefined).join(", ")}, ${byWhom(step)} (${step.id})`;
}

/** Whoever decided: in chat themselves, or as the officer recorded it. */
export const byWhom = ({
  name,
  reference,
  authorName,
}: Pick<PaperStepEntry, "name" | "reference"> & { authorName?: string | undefined }): string =>
  name === undefined ? `by ${authorName}` : `by ${name} (${reference}), recorded by ${authorName}`;

/** The paper in each format. */
export const fileButtons = (record: string): Button[] =>
  Object.entries(PAPER_FORMATS).map(([format, { label }]) => ({
    label,
    command: "report show",
    values: { record, format },
  }));

export const capital = (words: string): string => `${words[0]?.toUpperCase() ?? ""}${words.slice(1)}`;
