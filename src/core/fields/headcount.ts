import { absent, type Context, type FieldOf, type Found, found, isBlank, refused, unclear } from "../command/field.ts";
import { cleanText, normal } from "../understanding/clean.ts";
import { numberAt } from "../understanding/numbers.ts";
import { createSentence, type Sentence } from "../understanding/sentence.ts";
import { badCount, MAX_COUNT, tallyOf } from "../understanding/tally.ts";
import { audiencesOf, foundPeople } from "./people.ts";

/** How many of one audience attended, named people included; `unsplit` where the source pools both. Value: 1 to 100,000. */
export function headcount(
  part: "employees" | "contractors" | "unsplit",
  options: { label: string; hint?: string },
): FieldOf<number, true> {
  return {
    kind: "count",
    label: options.label,
    ...(options.hint ? { hint: options.hint } : {}),
    question: "How many?",
    optional: true,
    rank: 50,
    keys: KEYS[part],
    find: (sentence, context) => findCount(part, sentence, context),
    read: readCount,
    write: String,
    print: (value) => value.toLocaleString("en-US"),
    control: () => ({ kind: "count", max: MAX_COUNT }),
  };
}

const KEYS = {
  employees: ["employee", "staff", "emp", "count", "headcount", "attendance", "attended", "empleados"],
  contractors: ["contractor", "contratistas"],
  unsplit: ["pooled", "both"],
} as const;

const WHOSE =
  "my|our|the|whole|entire|all|all of|rest of|half of|half|most of|most|some of|some|several|several of|many|many of|a few|few|a few of|a couple|a couple of|a bunch of|a handful of|a number of|lots of|plenty of|dozens of|scores of|hundreds of|tons of|various|numerous";
const GROUP =
  "team|crew|staff|group|department|division|office|unit|bureau|people|folks|employees|managers|supervisors|us|them|crews|teams|leadership|workers|colleagues|coworkers|members|contractors";

/** "The whole team", "several of us": somebody attended, nobody said how many. */
const VAGUE_GROUP = new RegExp(
  `\\b(?:${WHOSE})(?: (?:my|our|the|us|them|whole|entire))* (?:${GROUP})\\b|\\b(?:everyone|everybody|we all|all of us|a bunch|a handful|dozens|(?:couple|few|several|many) (?:dozen|hundred|thousand))\\b|\\bsome (?:from|in)\\b|\\b(?:todos|todo el equipo|algunos|varios|varias)\\b`,
);

function findCount(part: "employees" | "contractors" | "unsplit", sentence: Sentence, context: Context): Found<number> {
  const { named } = foundPeople(sentence, context);
  const tally = tallyOf(sentence, audiencesOf(named));
  const counted = [tally.employees, tally.contractors, tally.unsplit].some(({ state }) => state !== "absent");
  if (counted || part !== "employees") return tally[part];
  // "Who chairs the team" is a title.
  const vague = VAGUE_GROUP.exec(normal(sentence.text.replace(/"[^"]*"/g, " ")));
  return vague ? unclear(`"${vague[0]}" does not say how many.`) : absent;
}

function readCount(raw: unknown): Found<number> {
  if (isBlank(raw)) return absent;
  const typed = cleanText(String(raw));
  const { tokens } = createSentence(typed);
  const number = numberAt(tokens, 0);
  if (!number || number.length !== tokens.length || /[^\p{L}\p{N}\s,.-]/u.test(typed))
    return unclear(`"${typed}" is not a number of people. Write it in digits, like 12.`);
  const bad = badCount(number.value);
  return bad ? refused(bad) : found(number.value);
}
