import { printDate } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Env } from "../../src/core/command/command.ts";
import { ownWords } from "../../src/core/fields/own-words.ts";
import { text } from "../../src/core/fields/text.ts";
import type { Button } from "../../src/core/reply/reply.ts";
import { may, type Scope } from "../../src/core/request/actor.ts";
import type { Recommendation, RecommendationFacts } from "../../src/domain/analysis/recommendations.ts";
import { type PlainKind, plainRecords } from "../fix/plain.ts";

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

function actions({ id, department, status, undone }: Recommendation, { actor }: Pick<Env, "actor">): Button[] {
  if (!may(actor, recommending(department))) return [];
  const values = { record: id };
  if (undone) return [{ label: "Put it back", command: "fix restore", values }];
  const answer = (label: string, said: string): Button => ({
    label,
    command: "analysis recommend answer",
    values: { ...values, answer: said },
  });
  return [
    ...(status === "open" ? [answer("Accepted", "accepted"), { ...answer("Declined…", "declined"), ask: true }] : []),
    { label: "Edit", command: "fix", values, ask: true },
    { label: "Undo", command: "fix undo", values },
    { label: "All recommendations", command: "analysis recommend list", values: { department } },
  ];
}

/** AR-…: undone it counts nowhere, and it can be put back. */
export const RECOMMENDATION: PlainKind<Recommendation> = {
  prefix: "AR",
  get: (id, env) => env.stores.recommendations.get(id),
  changing: ({ department }) => recommending(department),
  setUndone: (id, undone, reason, env) => env.stores.recommendations.setUndone(id, undone, reason, env.write),
  line: recommendationLine,
  actions,
  correction: {
    fields: recommendationFields,
    valuesOf: ({ text: said, addressedTo }) => ({ text: said, addressedTo }),
    save: ({ id }, values, reason, env) => {
      const { text: said, addressedTo } = values as unknown as RecommendationFacts;
      return env.stores.recommendations.correct(id, { text: said, addressedTo }, reason, env.write);
    },
  },
};

export const recommendationRecords = plainRecords(RECOMMENDATION);
