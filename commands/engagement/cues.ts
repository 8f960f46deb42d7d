import type { Cues } from "../../src/core/command/command.ts";
import { ACTIVITY, type EngagementKind, SPONSORSHIP } from "../../src/domain/engagement/kinds/index.ts";
import { askedFor, namedFirst } from "./kind.ts";

type Weighted = readonly (readonly [RegExp, number])[];

const LED = "led|leads?|leading|held|hosted|organi[sz]ed|ran|facilitated|moderated|put on|log|logged|record";

/**
 * What a kind is called outweighs the attendance that `training log` looks for too, as long as no course is named: a
 * lunch-and-learn on Anti-Racism 101 that 12 people attended is a training.
 */
const cuesOf = (words: RegExp): Weighted => [
  [words, 2],
  [new RegExp(`\\b(?:${LED})\\b.*${words.source}`), 1],
  [new RegExp(`${words.source}.*\\b(?:attended|came|joined|participated|took part)\\b`), 1],
  [new RegExp(`${words.source}.*\\b\\d+ (?:people|employees|staff|of us|folks|contractors)\\b`), 0.75],
];

const OF_ALL_KINDS: Weighted = [
  [/\bled by\b/, 1],
  [/\b\d+ (?:\w+ )?(?:residents|neighbors|community members)\b/, 2],
  // A helped statement is no correction of it.
  [/\b(?:helped|assisted|advised|guided)\b.*\b(?:an|is)-\d{4}-\d{4,}\b/, 3],
  [/\b(?:ledby|residents|partner|languages)\s?[=:]/, 2],
];

/** By what is told each kind is known, and by its name only where it is to be logged: a survey may be spoken of in many ways. */
export function cues(kinds: readonly EngagementKind[]): Cues {
  const [activity] = kinds.filter(({ value }) => value === ACTIVITY);
  const others = kinds.filter(({ value }) => value !== ACTIVITY && value !== SPONSORSHIP);
  const first = namedFirst(others).source;
  return {
    tells: "past",
    patterns: [
      ...(activity ? cuesOf(activity.words) : []),
      ...others.map(({ words }) => [words, 2.5] as const),
      ...others.map(({ words }) => [new RegExp(`\\b(?:took part|participated)\\b.*${words.source}`), 1] as const),
      [new RegExp(`${first}.*(?:"|[a-z]\\s?=)`), 4],
      [askedFor(others), 3],
      ...OF_ALL_KINDS,
    ],
    of: "contact",
    named: new RegExp(first),
  };
}
