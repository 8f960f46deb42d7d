import type { FieldOf } from "../../../core/command/field.ts";
import { meantBy, people } from "../../../core/fields/people.ts";
import { leadersIn } from "../../../core/understanding/leaders.ts";

/** Who led something. In a sentence: everybody named but those who only came. Value: their e-mail addresses. */
export function ledBy(): FieldOf<string[], false> {
  return {
    ...people({ label: "Led by", hint: "Names, @mentions or e-mail addresses of those who led it" }),
    question: "Who led it?",
    keys: ["by", "led", "leader", "leaders", "host", "hosts", "facilitator", "who"],
    find: (sentence, context) => meantBy(leadersIn(sentence, context), sentence, context),
  };
}
