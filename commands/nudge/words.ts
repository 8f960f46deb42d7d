import { printDate } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Env } from "../../src/core/command/command.ts";
import type { Context } from "../../src/core/command/field.ts";
import { department } from "../../src/core/fields/department.ts";
import type { Person } from "../../src/core/people/person.ts";
import type { Recipients } from "../../src/core/places/places.ts";
import type { Button, ScreenLine } from "../../src/core/reply/reply.ts";
import { capital, numberWord } from "../../src/core/reply/words.ts";
import { type Actor, may } from "../../src/core/request/actor.ts";
import type { NudgeAnswer } from "../../src/domain/nudge/nudges.ts";
import type { Finding } from "../../src/domain/plan/finding.ts";
import { byUrgency } from "../../src/plan/urgency.ts";
import { plainLabel } from "../../src/reports/pages/tally.ts";
import { ANSWERS, pressOf } from "../status/detail.ts";

/** "Three things are still open." */
export const thingsOpen = ({ length }: { length: number }, still = "still "): string =>
  `${capital(numberWord(length))} ${length === 1 ? "thing is" : "things are"} ${still}open.`;

/** As many as a message starts with; the others are behind one button. */
export const FIRST = 3;

/** One line of a message, and what closes it. */
export interface Item {
  title: string;
  words: string;
  button: Button | undefined;
}

/** What is open, the most urgent first. Figures that go by one form on one day are one item. */
export function itemsOf(gaps: readonly Finding[]): Item[] {
  const sorted = byUrgency(gaps);
  const formOf = ({ remedy, state, due }: Finding) =>
    remedy?.command === "measure record" && !remedy.affirms ? `${state} ${due}` : undefined;
  return sorted.flatMap((gap, at): Item[] => {
    const form = formOf(gap);
    const same = form === undefined ? [gap] : sorted.filter((one) => formOf(one) === form);
    if (same.length === 1) return [itemOf(gap)];
    return sorted.findIndex((one) => one === same[0]) === at ? [figures(same)] : [];
  });
}

function itemOf({ label, words, remedy }: Finding): Item {
  return { title: plainLabel(label), words, button: remedy && { label: remedy.label, ...pressOf(remedy) } };
}

function figures(gaps: readonly Finding[]): Item {
  const names = gaps.map(({ label }) => plainLabel(label).replace(/, reported$/, ""));
  const { department } = gaps[0] ?? {};
  return {
    title: `${capital(numberWord(gaps.length))} figures`,
    words: names.join(", "),
    button: {
      label: "Report figures",
      command: "measure record",
      values: department === undefined ? {} : { department },
      ask: true,
    },
  };
}

/** Lines with their numbers. */
export const numbered = (items: readonly Item[]): ScreenLine[] =>
  items.map(({ title, words }, at) => ({ mark: String(at + 1), title, words }));

/** A button each; two that say the same say what for. */
export const buttonsFor = (items: readonly Item[]): Button[] =>
  items.flatMap(({ button, title }) => {
    if (!button) return [];
    const same = items.filter((one) => one.button?.label === button.label).length > 1;
    return [same ? { ...button, label: `${button.label}: ${title.toLowerCase()}` } : button];
  });

export const showAll = (code: string, count: number): Button => ({
  label: `Show all ${numberWord(count)}`,
  command: "status",
  values: { department: code, show: "all" },
});

/** The number of the gap is part of the label, so that two gaps of one kind are told apart without their place. */
export const remediesOf = (gaps: readonly Finding[]): Button[] =>
  gaps.flatMap(({ remedy }, at): Button[] =>
    remedy ? [{ label: `${at + 1}. ${remedy.label}`, ...pressOf(remedy) }] : [],
  );

/** What leads may answer instead (row F3); whoever is written to privately and may not is not offered it. */
export function answerButtons(code: string, person: Person | undefined, { leads, officers }: Recipients): Button[] {
  const may = !person || officers.includes(person.id) || (leads.get(code) ?? []).includes(person.id);
  return may ? ANSWERS.map(([label, command]) => ({ label, command, values: { department: code }, ask: true })) : [];
}

/** The department a lead answers for; one who leads several, and the officer, name it. */
export const ledDepartment = () => ({ ...department(), fallback: ({ actor }: Context) => onlyLed(actor) });

const onlyLed = ({ leads }: Actor) => (leads.length === 1 ? leads[0] : undefined);

/** "Snoozed · Public Works · until the end of Tue 1 Dec 2026". */
export function answerLine(answer: NudgeAnswer, { catalog, plan }: Pick<Env, "catalog" | "plan">): string {
  const where = departmentName(catalog, answer.department);
  switch (answer.kind) {
    case "snooze":
      return `Snoozed · ${where} · until the end of ${printDate(answer.endsOn)}`;
    case "hand over":
      return `Handed over · ${where} · ${answer.quarter} · to ${answer.personName ?? "somebody"}`;
    case "not applicable": {
      const label = plan.obligations.find(({ id }) => id === answer.obligation)?.label ?? answer.obligation ?? "";
      return `Does not apply · ${where} · ${label} · “${answer.reason ?? ""}” · ${decided(answer)}`;
    }
    default:
      return answer.kind satisfies never;
  }
}

const decided = ({ decision, decidedByName, because }: NudgeAnswer): string => {
  if (decision === undefined) return "waits for the equity officer";
  return `${decision} by ${decidedByName ?? "the equity officer"}${because === undefined ? "" : `: ${because}`}`;
};

/** What the officer may decide of an answer. */
export function decisionsFor({ id, kind, undone, decision }: NudgeAnswer, { actor }: Env): Button[] {
  const decides = kind === "not applicable" && !undone && may(actor, { to: "write", of: { city: true } });
  return decides ? decisionButtons(id, decision) : [];
}

export const decisionButtons = (record: string, decision?: NudgeAnswer["decision"]): Button[] => [
  ...(decision === "accepted"
    ? []
    : [{ label: "Accept", command: "nudge accept", values: { record }, tone: "primary" as const }]),
  ...(decision === "declined" ? [] : [{ label: "Decline…", command: "nudge decline", values: { record }, ask: true }]),
];
