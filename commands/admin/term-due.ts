import type { MessageEnv } from "../../src/core/deliveries/messages.ts";
import { goesOnPast, termLine } from "../../src/domain/roster/officer-terms.ts";
import type { Round } from "../../src/plan/rounds.ts";
import type { Standing } from "../report/deadline.ts";

/** Row A8: the end of a term is met once the next one is confirmed. Undefined where the deadline is no term's. */
export async function termDue({ id, due }: Round, env: MessageEnv): Promise<Standing | undefined> {
  if (env.plan.deadlines.find((one) => one.id === id)?.closedBy !== "officer-term") return undefined;
  const terms = await env.stores.officerTerms.within(due, env.today > due ? env.today : due);
  const next = goesOnPast(terms, due);
  const told = next ?? terms.find(({ acting }) => !acting);
  return {
    done: next?.confirmedOn !== undefined,
    words: told ? `${told.id}, ${termLine(told, env)}` : "no term of office on record",
    button: told
      ? { label: `Edit ${told.id}`, command: "fix", values: { record: told.id }, ask: true }
      : { label: "Record the appointment", command: "admin officer term", values: {}, ask: true },
  };
}
