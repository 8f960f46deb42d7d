import { departmentFact, type FactValue, fact, type RecordField } from "../../src/core/records/field.ts";
import { suppressed } from "../../src/core/reply/suppress.ts";
import type { Engagement } from "../../src/domain/engagement/engagements.ts";
import { kindOf } from "../../src/domain/engagement/kinds/index.ts";

type Counted = "responses" | "employees" | "contractors" | "residents";

/** Responses, and who gave them: small answers to surveys are not shown. */
function countsOf({ kind, responses, employees, contractors, residents }: Engagement): Record<Counted, FactValue> {
  const parts = [employees, contractors, residents];
  const survey = kindOf(kind).survey === true;
  const [first] = survey ? suppressed([responses], false) : [responses];
  const [own, external, others] = survey ? suppressed(parts, responses !== undefined) : parts;
  return { responses: first, employees: own, contractors: external, residents: others };
}

const counted = (label: string, name: Counted): RecordField<Engagement> =>
  fact(label, "number", (one) => countsOf(one)[name]);

/** Every kind of engagement has the same facts; what was not given is not known. */
export const engagementFacts: readonly RecordField<Engagement>[] = [
  fact("Kind", "text", (one) => one.kind),
  fact("Type", "text", (one) => one.type),
  fact("Title", "text", (one) => one.title),
  fact("Held on", "day", (one) => one.heldOn),
  departmentFact(),
  fact("Led by", "list", (one) => one.ledBy.map(({ email }) => email), {
    print: (one) => one.ledBy.map(({ name }) => name).join(", "),
  }),
  fact("Partner", "text", (one) => one.partner),
  fact("Body", "text", (one) => one.body),
  fact("Sector", "text", (one) => one.sector),
  fact("Topic", "text", (one) => one.topic),
  fact("Languages", "list", (one) => one.languages),
  fact("Invited", "number", (one) => one.invited),
  counted("Responses", "responses"),
  counted("Employees", "employees"),
  counted("Contractors", "contractors"),
  counted("Residents", "residents"),
  fact("Seats", "number", (one) => one.seats),
  fact("Completers", "number", (one) => one.completers),
  fact("Opportunities", "number", (one) => one.opportunities),
  fact("About", "text", (one) => one.about),
  fact("Starts on", "day", (one) => one.startsOn),
  fact("Due on", "day", (one) => one.dueOn),
  fact("Next on", "day", (one) => one.nextOn),
  fact("Closed on", "day", (one) => one.closedOn),
  fact("Asked", "number", (one) => one.asked),
  fact("Awarded", "number", (one) => one.awarded),
];
