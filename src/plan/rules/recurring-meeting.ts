import * as z from "zod";
import { printDay } from "../../core/calendar/calendar.ts";
import { PARTNER_CLASSES } from "../../domain/partner/partners.ts";
import { type EngagementsAsked, engagementsKey, type Window } from "../../domain/plan/facts.ts";
import { defineRule } from "../rule.ts";

const names = z.array(z.string().trim().min(1)).default([]);

const schema = z.strictObject({
  kind: z.string(),
  atLeast: z.int().min(1).default(1),
  partners: names,
  bodies: names,
  classes: z.array(z.enum(PARTNER_CLASSES.map(({ value }) => value))).default([]),
});
type Parameters = z.output<typeof schema>;

/** Rows A10, B6, D4, D11: something that is to happen in every period. "Regularly" is what the plan says it is. */
export const recurringMeeting = defineRule({
  name: "recurring-meeting",
  summary:
    '`atLeast` engagements of a `kind` ("meeting", "discussion", "outreach/hub") within each period; only those with one of the `partners` or `bodies` named, or with a partner of one of the `classes`, where any are.',
  schema,
  counts: asked,
  judge: (parameters, { facts: { engagements }, department, within }) => {
    const { atLeast } = parameters;
    const fact = engagements.get(engagementsKey(asked(parameters, within)));
    const remedy = remedyOf(parameters, department);
    if (!fact)
      return {
        met: undefined,
        words: `none${whom(parameters)} this ${within === "plan" ? "plan period" : within}`,
        remedy,
      };
    const met = fact.count >= atLeast;
    return {
      met,
      words: `${fact.count}${met ? "" : ` of ${atLeast}`}${whom(parameters)}, last on ${printDay(fact.lastOn)}`,
      value: fact.count,
      outOf: atLeast,
      evidence: fact.records,
      ...(met ? {} : { remedy }),
    };
  },
});

function asked({ kind, partners, bodies, classes }: Parameters, window: Window): EngagementsAsked {
  return { kind, window, with: [...partners, ...bodies], classes };
}

/** " with Milwaukee County OAAA", by the first name of each: the others are further names of the same. */
function whom({ partners: [partner], bodies: [body], classes }: Parameters): string {
  const said = [partner, body, ...classes.map((value) => `a ${labelOf(value)}`)].filter((one) => one !== undefined);
  return said.length === 0 ? "" : ` with ${said.join(" or ")}`;
}

const labelOf = (value: string) => (PARTNER_CLASSES.find((one) => one.value === value)?.label ?? value).toLowerCase();

function remedyOf({ kind, partners: [partner], bodies: [body] }: Parameters, department: string | undefined) {
  const [noun = kind, subkind] = kind.split("/");
  return {
    label: `Log a ${subkind ?? noun}`,
    command: "engagement log",
    values: {
      kind: noun,
      ...(subkind === undefined ? {} : { subkind }),
      ...(partner === undefined ? {} : { partner }),
      ...(body === undefined ? {} : { body }),
      ...(department === undefined ? {} : { department }),
    },
  };
}
