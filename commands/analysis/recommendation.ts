import { printDate } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Env } from "../../src/core/command/command.ts";
import { ownWords } from "../../src/core/fields/own-words.ts";
import { text } from "../../src/core/fields/text.ts";
import { departmentFact, fact } from "../../src/core/records/field.ts";
import { correction } from "../../src/core/records/kind.ts";
import { recordKind } from "../../src/core/records/record-kind.ts";
import type { Button } from "../../src/core/reply/reply.ts";
import type { Scope } from "../../src/core/request/actor.ts";
import { RECOMMENDATIONS, type Recommendation } from "../../src/domain/analysis/recommendations.ts";

/** Recommending, and saying what became of it, is for the department's leads and the officer. */
export const recommending = (department: string): Scope => ({ to: "write", of: { department } });

export const recommendationFields = {
  text: ownWords({ label: "Recommendation", question: "What is recommended?", keys: ["recommend", "that"] }),
  addressedTo: text({
    label: "Addressed to",
    question: "Who is asked to act?",
    hint: "A body, an office or a department, like Common Council",
    from: "key",
    maxLength: 200,
    keys: ["to", "addressee", "addressed"],
  }),
};

/** "To the Common Council: Pay interns · from AN-2026-0002 · Public Works · open since Fri 20 Nov 2026". */
function recommendationLine(one: Recommendation, { catalog }: Pick<Env, "catalog">): string {
  const source = one.source === undefined ? [] : [`from ${one.source}`];
  const by = one.by === "officer" ? "by the equity officer" : `by ${departmentName(catalog, one.department)}`;
  const whose = one.by === "officer" ? [departmentName(catalog, one.department)] : [];
  return [`To ${one.addressedTo}: ${one.text}`, ...source, by, ...whose, standing(one)].join(" · ");
}

export function standing({ status, on, answeredOn, reason, undone }: Recommendation): string {
  if (undone) return "undone";
  if (status === "open") return `open since ${printDate(on)}`;
  return `${status} ${printDate(answeredOn ?? on)}${reason === undefined ? "" : `, because ${reason}`}`;
}

const answer = (record: string, label: string, said: string): Button => ({
  label,
  command: "analysis recommend answer",
  values: { record, answer: said },
});

/** What there is to do with it besides editing it and taking it back. */
function more({ id, department, status, undone }: Recommendation) {
  if (undone) return {};
  const open = [answer(id, "Accepted", "accepted"), { ...answer(id, "Declined…", "declined"), ask: true }];
  return {
    before: status === "open" ? open : [],
    after: [{ label: "All recommendations", command: "analysis recommend list", values: { department } }],
  };
}

/** AR-…: undone it counts nowhere, and it can be put back. */
export const RECOMMENDATION = recordKind<Recommendation>({
  ...RECOMMENDATIONS,
  listedBy: "analysis recommend list",
  store: ({ recommendations }) => recommendations,
  touches: ({ department }) => recommending(department),
  line: recommendationLine,
  more,
  fields: [
    fact("Recommendation", "long text", (one) => one.text),
    fact("Addressed to", "text", (one) => one.addressedTo),
    fact("From", "text", (one) => one.source, { as: "source" }),
    departmentFact(),
    fact("Recommended by", "text", (one) => one.by, { as: "by" }),
    fact("Recommended on", "day", (one) => one.on),
    fact("Status", "text", (one) => one.status),
    fact("Answered on", "day", (one) => one.answeredOn),
    fact("Reason", "long text", (one) => one.reason),
  ],
  correction: correction({
    fields: recommendationFields,
    valuesOf: ({ text: said, addressedTo }) => ({ text: said, addressedTo }),
    save: ({ id }, values, reason, { stores, write }) => {
      const { text: said, addressedTo } = values;
      return stores.recommendations.correct(id, { text: said, addressedTo }, reason, write);
    },
  }),
});
