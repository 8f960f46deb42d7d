import type { Command, Confirmation } from "../command/command.ts";
import { namedApart } from "./attendees.ts";
import { isPlainWish, type Telling } from "./judge.ts";
import { slippedIn } from "./people.ts";
import { freeText, type Sentence } from "./sentence.ts";
import { tallyRead } from "./tally.ts";

/** What makes "is that right?" worth asking, though every field found its value. */
export function doubts(
  { writes, exact }: Command,
  sentence: Sentence,
  telling: Telling,
  leftOver: readonly string[],
): Confirmation[] {
  const rough = writes ? tallyRead(sentence)?.rough : undefined;
  const all: (Confirmation | undefined)[] = [
    telling.tells === "mixed"
      ? { id: "mixed", question: `${telling.because} Record it as it stands here?`, yes: "Yes, record it" }
      : undefined,
    rough === undefined
      ? undefined
      : {
          id: "rough",
          question: `You gave the number as a rough one. Record exactly ${rough}?`,
          yes: `Yes, record ${rough}`,
        },
    leftOver.length > 0 && (writes || exact || leftOver.some((words) => RESTRICTS.test(words)))
      ? unused(leftOver, writes)
      : undefined,
  ];
  return all.filter((one) => one !== undefined);
}

/** Rights are given and things are ended at once only as a plain wish that names everybody exactly. */
export function inSoManyWords({ summary }: Command, named: boolean, sentence: Sentence): Confirmation[] {
  const [slipped] = slippedIn(sentence);
  if (slipped !== undefined)
    return [
      { id: "slipped", question: `I read "${slipped.said}" as ${slipped.people[0]?.name}. Is that right?`, yes: "Yes" },
    ];
  const apart = namedApart(sentence);
  if (apart !== undefined)
    return [
      {
        id: "grave",
        question: `You name ${apart.people[0]?.name ?? apart.said} apart. Is it for all of them?`,
        yes: "Yes, do it",
      },
    ];
  // Whoever is mentioned, or given by address, is picked and not just spoken of.
  const picked = sentence.tokens.some(({ kind }) => kind === "mention" || kind === "email");
  if (isPlainWish(freeText(sentence), named || picked)) return [];
  return [
    {
      id: "grave",
      question: `You told me something. Shall I do this: ${summary.replace(/\.$/, "")}?`,
      yes: "Yes, do it",
    },
  ];
}

/** What takes something out of what is shown. */
const RESTRICTS =
  /\b(?:but|except|excluding|without|minus|outside|apart|not|only|besides|other than|menos|excepto|sin)\b/i;
const MOST_QUOTED = 5;

function unused(leftOver: readonly string[], writes: boolean): Confirmation {
  const quoted = leftOver.slice(0, MOST_QUOTED).map((words) => `"${words}"`);
  const more = leftOver.length > MOST_QUOTED ? " and more" : "";
  return {
    id: "left-over",
    question: `I did not use ${quoted.join(", ")}${more}. Is that right?`,
    yes: writes ? "Yes, do it" : "Yes, show it",
  };
}
