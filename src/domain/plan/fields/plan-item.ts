import { absent, type Context, type FieldOf, type Found, isBlank, unclear } from "../../../core/command/field.ts";
import { type Choice, choice } from "../../../core/fields/choice.ts";
import { cleanText } from "../../../core/understanding/clean.ts";
import { freeText, type Sentence } from "../../../core/understanding/sentence.ts";
import type { Plan } from "../plan.ts";

/** Something the plan names: a goal, a strategy, an action, a duty. */
interface Named {
  id: string;
  text: string;
}

const LABEL = 70;
const NEAREST = 5;

/** One of the plan's own items, by its id. Value: the id as the plan writes it. */
export function planItem<const Optional extends boolean = false>(options: {
  label: string;
  optional?: Optional;
  keys?: readonly string[];
  among: (plan: Plan) => readonly Named[];
}): FieldOf<string, Optional> {
  const { label, among } = options;
  const field = choice({ ...options, choices: ({ plan }) => among(plan).map(choiceOf) });
  return {
    ...field,
    // After what is in quotes, and before any field that reads numbers: "385-5.4" is no date.
    rank: 2,
    find: (sentence, context) => {
      // What a field took is no item: a note may name another one.
      const free = { ...sentence, text: freeText(sentence) };
      const found = field.find(free, context);
      return found.state === "absent" ? strange(free, label, among(context.plan)) : found;
    },
    read: (raw, context) => {
      const known = among(context.plan);
      const typed = isBlank(raw) ? "" : cleanText(String(raw));
      const exact = known.find(({ id }) => id.toLowerCase() === typed.toLowerCase());
      if (exact) return field.read(exact.id, context);
      const read = field.read(raw, context);
      return read.state === "unclear" ? unknown(label, typed, known) : read;
    },
    print: (value, { plan }) => shortOf(among(plan).find(({ id }) => id === value) ?? { id: value, text: "" }),
    control: (context: Context) => field.control(context),
  };
}

const choiceOf = (item: Named): Choice => ({
  value: item.id,
  label: shortOf(item),
  // "G1" is not in "G1.2", nor "385-5" in "385-5.4".
  words: new RegExp(
    String.raw`(?<![\w.-])(?:${escaped(item.id.toLowerCase())}|${escaped(item.text.toLowerCase())})(?![\w-]|\.\w)`,
  ),
});

const shortOf = ({ id, text }: Named): string => {
  const whole = `${id} ${text}`.trim();
  return whole.length > LABEL ? `${whole.slice(0, LABEL - 1)}…` : whole;
};

const escaped = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** "G9" looks like the ids there are: then something was meant, and it is not nothing. */
function strange({ text }: Sentence, label: string, known: readonly Named[]): Found<string> {
  const said = text.match(/(?<![\w.-])[a-z]{1,2}\d{1,2}(?:\.\d{1,2})*(?![\w-])/gi) ?? [];
  const letters = (id: string) => /^[a-z]+(?=\d)/i.exec(id)?.[0].toLowerCase();
  const like = said.find((one) => known.some(({ id }) => letters(id) === letters(one)));
  return like === undefined ? absent : unknown(label, like, known);
}

function unknown(label: string, typed: string, known: readonly Named[]): Found<string> {
  if (known.length === 0) return unclear("The plan has none.");
  const near = known.filter(({ id }) => id[0]?.toLowerCase() === typed[0]?.toLowerCase());
  const some = (near.length > 0 ? near : known).slice(0, NEAREST).map(({ id }) => id);
  return unclear(`The plan has no ${label.toLowerCase()} "${typed}". It has ${some.join(", ")} and so on: plan show.`);
}
