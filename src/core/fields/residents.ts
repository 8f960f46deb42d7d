import { absent, ambiguous, type FieldOf, type Found, found, refused } from "../field.ts";
import { numberAt } from "../understanding/numbers.ts";
import type { Sentence } from "../understanding/sentence.ts";
import { badCount } from "../understanding/tally.ts";
import { headcount } from "./headcount.ts";

const NOUNS =
  /^\s*(?:of\s+)?(?:(?:our|the|local|city|area|neighbou?rhood|milwaukee)\s+)*(?:residents?|neighbou?rs?|community members?|members of the public|visitors?|guests?|youths?|students|families|vecin[oa]s|residentes)\b/i;
const ROUGH = /(?:\b(?:about|around|roughly|approximately|some|over|more than|at least|almost|nearly|maybe)|~)\s*$/i;

/** How many people from outside the city's workforce came. Value: 1 to 100,000. */
export function residents(): FieldOf<number, true> {
  return {
    ...headcount("unsplit", { label: "Residents", hint: "How many people from outside the city's workforce" }),
    // Before the other counts, which would take "30 residents" for 30 employees.
    rank: 45,
    keys: ["resident", "public", "community", "visitors"],
    find: findResidents,
  };
}

function findResidents(sentence: Sentence): Found<number> {
  for (const [at, first] of sentence.tokens.entries()) {
    const number = numberAt(sentence.tokens, at);
    const last = number && sentence.tokens[at + number.length - 1];
    const noun = last && NOUNS.exec(sentence.text.slice(last.end));
    if (!number || !last || !noun) continue;
    sentence.take(first.start, last.end + noun[0].length);
    return judged(number.value, ROUGH.test(sentence.text.slice(0, first.start)));
  }
  return absent;
}

function judged(value: number, rough: boolean): Found<number> {
  const bad = badCount(value);
  if (bad !== undefined) return refused(bad);
  return rough ? ambiguous([value], "You gave the number of residents as a rough one.") : found(value);
}
