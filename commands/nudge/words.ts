import { printDate } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Env } from "../../src/core/command/command.ts";
import type { Context } from "../../src/core/command/field.ts";
import { department } from "../../src/core/fields/department.ts";
import type { Person } from "../../src/core/people/person.ts";
import type { Recipients } from "../../src/core/places/places.ts";
import { type Block, type Button, buttons, text } from "../../src/core/reply/reply.ts";
import { type Actor, may } from "../../src/core/request/actor.ts";
import type { NudgeAnswer } from "../../src/domain/nudge/nudges.ts";
import type { Finding } from "../../src/domain/plan/finding.ts";
import { byUrgency } from "../../src/plan/urgency.ts";

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** "Three things are still open." */
export function thingsOpen({ length: count }: readonly Finding[]): string {
  const words = `${NUMBERS[count] ?? count} ${count === 1 ? "thing is" : "things are"} still open.`;
  return `${words[0]?.toUpperCase() ?? ""}${words.slice(1)}`;
}

/** As many as a message starts with; the others are behind one button. */
const FIRST = 3;

/** The three most urgent, and how many more there are. */
export function urgent(all: readonly Finding[], code: string): Block[] {
  const gaps = byUrgency(all);
  const first = gaps.slice(0, FIRST);
  const more = gaps.length - first.length;
  const rest = more === 0 ? [] : [text(`And ${more} more.`)];
  const showAll: Button = { label: `Show all ${gaps.length}`, command: "status", values: { department: code } };
  const all3 = [...remediesOf(first), ...(more === 0 ? [] : [showAll])];
  return [text(listed(first)), ...rest, ...(all3.length === 0 ? [] : [buttons(...all3)])];
}

const listed = (gaps: readonly Finding[]): string =>
  gaps.map((gap, at) => `${at + 1}. ${gap.label}: ${gap.words}.`).join("\n");

/** The number of the gap is part of the label, so that two gaps of one kind are told apart without their place. */
const remediesOf = (gaps: readonly Finding[]): Button[] =>
  gaps.flatMap(({ remedy }, at): Button[] =>
    remedy ? [{ label: `${at + 1}. ${remedy.label}`, command: remedy.command, values: remedy.values, ask: true }] : [],
  );

/** What leads may answer instead (row F3); whoever is written to privately and may not is not offered it. */
export function answerButtons(code: string, person: Person | undefined, { leads, officers }: Recipients): Block[] {
  const may = !person || officers.includes(person.id) || (leads.get(code) ?? []).includes(person.id);
  const values = { department: code };
  const all = [
    { label: "Snooze…", command: "nudge snooze", values, ask: true },
    { label: "Not applicable…", command: "nudge exempt", values, ask: true },
    { label: "Hand over…", command: "nudge handover", values, ask: true },
  ];
  return may ? [buttons(...all)] : [];
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
