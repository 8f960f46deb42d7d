import { sameLength } from "./clean.ts";
import {
  ASKS,
  ATTENDANCE,
  CONTACT,
  DO_NOT,
  DOUBTS,
  EVIDENCE,
  FUTURE,
  HAPPENED,
  HARMLESS,
  HARMLESS_PHRASES,
  HYPOTHETICAL,
  NEGATION,
  NO_COURSE,
  NOT_DONE,
  NOT_SO,
  OTHERWISE,
  PAST_DAY,
  POLITE,
  POLITE_REPORT,
  PRESENT,
  RETRACTED,
} from "./judge-words.ts";
import type { Stretch } from "./sentence.ts";

/**
 * Whether a sentence tells of something that happened. Only what happened is recorded: "nobody attended", "we will hold
 * it next week", "did 12 people take it?" and "if 12 people took it" are not (issue: "never recorded").
 */
export type Telling =
  | { tells: "fact" }
  | { tells: "nothing"; because: string }
  /** Part of it did not happen; nobody is named or counted in those parts. */
  | { tells: "mixed"; because: string; denied: readonly Stretch[] };

const blank = (part: string) => " ".repeat(part.length);

/** What a command lets act: something that happened, a wish, or either of the two. */
export interface Judged {
  tells: "past" | "wish" | "deed";
  /** What it tells of: attendance, unless people were met, asked or heard. */
  of?: "contact" | undefined;
  /** Its own noun in the first place: an entry is made, it is not talked about. */
  named?: RegExp | undefined;
  /** Only its name leads to it: what follows is no question unless it ends like one. */
  byName?: boolean;
}

/** What a sentence tells, clause by clause: one judge for every command. */
export function judgementOf(text: string, { tells, of, named, byName }: Judged): Telling {
  const said = sameLength(text)
    .replace(/(?<==\s?)[^\s"=]+|"[^"]*"/g, blank)
    .replace(HARMLESS, blank);
  const plain = said.replace(tells === "past" ? POLITE_REPORT : POLITE, blank);
  const asks = byName ? /\?\s*$/.test(plain) : plain === said && isAsked(plain);
  if (RETRACTED.test(plain) && !isCorrection(plain)) return nothing("You took it back, so nothing was done.");
  const told: Told = (clause) => (of === "contact" && CONTACT.test(clause)) || named?.test(clause) === true;
  return withDoubt(plain, byLine(plain, tells, asks, told));
}

type Told = (clause: string) => boolean;

function byLine(plain: string, tells: Judged["tells"], asks: boolean, told: Told): Telling {
  if (tells === "wish") return wishOf(plain, asks);
  if (tells === "deed") return deedOf(plain, asks);
  if (HYPOTHETICAL.test(plain)) return nothing("That sounds like an example, not something that happened.");
  return asks ? askedOf(plain.trim()) : happenedIn(plain, told);
}

/** A fact that is hedged, hearsay, in somebody's place or corrected in the same breath is a fact to ask about. */
function withDoubt(plain: string, telling: Telling): Telling {
  if (telling.tells === "nothing" || telling.tells === "mixed" || isCorrection(plain)) return telling;
  const said = withoutReason(plain).replace(HARMLESS_PHRASES, blank);
  const doubt = DOUBTS.find(([words]) => words.test(said));
  return doubt ? { tells: "mixed", because: doubt[1], denied: [] } : telling;
}

const STATES =
  /\b(?:is|are|was|were|be|been|has|have|had|will|became|becomes?|wants?|agreed|accepted|retire[sd]?|left|leaves|leaving|quit|resigned|stepped|joined|es|sera|fue|quiere|renuncio|dejo)\b/;
const ASKS_FOR =
  /^(?:please|pls|kindly|hi|hey|hello|ok|so|let'?s|por favor|we'?d like to|i'?d like to|[\s,:!.-])*(?:name|add|make|appoint|designate|nominate|put|set|remove|take|drop|end|move|merge|close|reopen|assign|give|list|grant|revoke|record|register|log|mark|say|agrega|nombra|quita|cierra)\b/;

/** It is asked for, not told or put as a question: by the command's name, or by a verb of asking in the first place. */
export function isPlainWish(text: string, named: boolean): boolean {
  const said = withoutReason(sameLength(text).replace(/"[^"]*"/g, blank)).replace(
    POLITE,
    (asked) => asked.split(" ").at(-1) ?? "",
  );
  return (named || ASKS_FOR.test(said)) && !STATES.test(said) && !/\?\s*$/.test(said);
}

const isCorrection = (said: string) => /\b[a-z]{2}-\d{4}-\d{4,}\b/.test(said);
const withoutReason = (said: string) => said.replace(/\b(?:because|reason|porque)\b.*$/s, "");

export const isQuestion = (said: string) => ASKS.test(said) || /\?$/.test(said) || said.startsWith("¿");

/** "Exempt vision? because we share one" is asked, too. */
const isAsked = (said: string) => isQuestion(said.trim()) || isQuestion(withoutReason(said).trim());

/** "12 people took it yesterday, right?" states and asks. */
function askedOf(said: string): Telling {
  const stated = !ASKS.test(said) && ATTENDANCE.test(said) && /\b(?:right|ok|okay|correct|yes|no) ?\?$/.test(said);
  return stated
    ? { tells: "mixed", because: "You put it as a question.", denied: [] }
    : nothing("That is a question, so nothing was recorded.");
}

function happenedIn(said: string, told: Told): Telling {
  const clauses = clausesOf(said).map((clause) => ({ ...clause, ...judge(clause.text, told) }));
  const denied = clauses.filter(({ negative, future }) => negative || future);
  if (denied.length === 0) return unlessOtherwise(said, told);
  const negative = denied.some((clause) => clause.negative);
  if (clauses.some(({ fact }) => fact)) {
    const because = negative ? "Part of that says it did not happen." : "Part of that is still to come.";
    return { tells: "mixed", because, denied };
  }
  return nothing(
    negative
      ? "That says it did not happen, so nothing was recorded."
      : "That is still to come; log it once it has been held.",
  );
}

/** Nothing denies it, but does anything say that somebody attended? */
function unlessOtherwise(said: string, told: Told): Telling {
  if (told(said)) return { tells: "fact" };
  if (OTHERWISE.test(said) && !HAPPENED.test(said)) return nothing("That does not say that anybody attended.");
  if (EVIDENCE.test(said) || !/\b(?:is|are|be|being)\b/.test(said)) return { tells: "fact" };
  return { tells: "mixed", because: "That does not say that it took place.", denied: [] };
}

function judge(clause: string, evident: Told): { negative: boolean; future: boolean; fact: boolean } {
  const negative = NEGATION.test(clause) || NO_COURSE.test(clause);
  const told = evident(clause);
  const planned = FUTURE.test(clause) && !HAPPENED.test(clause) && !told;
  const present = PRESENT.test(clause) && !EVIDENCE.test(clause) && !PAST_DAY.test(clause) && !told;
  const future = planned || present;
  return { negative, future, fact: !negative && !future && (told || EVIDENCE.test(clause) || /\d/.test(clause)) };
}

/** Parts between commas, full stops and "but", with their places. */
function clausesOf(said: string): (Stretch & { text: string })[] {
  const breaks = [
    ...said.matchAll(
      /[,;!\n]|\.(?!\d)|\b(?:but|pero|except|although|though)\b| (?=\d+ (?:no[- ]?shows?|absent|missed|skipped|did not|didn))(?<=\d[^,;]* )|\band (?=nobody|no one|\d+ (?:did|will|could|were|had))/g,
    ),
  ];
  const starts = [0, ...breaks.map(({ index }) => index)];
  return starts
    .map((start, at) => ({ start, end: starts[at + 1] ?? said.length, text: said.slice(start, starts[at + 1]) }))
    .filter(({ text }) => /\w/.test(text));
}

/** A wish is done unless it is taken back, denied, asked or supposed. What a record's correction denies is its old value. */
function wishOf(said: string, asks: boolean): Telling {
  const wish = withoutReason(said);
  const correction = isCorrection(wish);
  if (DO_NOT.test(wish) || (!correction && NOT_SO.test(wish))) return nothing("That says not to, so nothing was done.");
  if (correction && /\b(?:is|was) (?:fine|right|correct|ok|good)\b/.test(wish))
    return nothing("That says it is right as it is.");
  if (HYPOTHETICAL.test(wish) || /\b(?:should|might|some ?day)\b(?! (?:be|say|read|have been))/.test(wish))
    return nothing("That sounds like an idea, so nothing was done.");
  return asks ? nothing("That is a question, so nothing was done.") : { tells: "fact" };
}

/** A wish, unless it is still to come: "we will adopt it in May" is not adopted today. */
function deedOf(said: string, asks: boolean): Telling {
  const wish = wishOf(said, asks);
  const deed = withoutReason(said);
  if (wish.tells !== "fact") return wish;
  if (NOT_DONE.test(deed)) return nothing("That says it did not happen, so nothing was recorded.");
  return FUTURE.test(deed) ? nothing("That is still to come; record it once it is done.") : wish;
}

const nothing = (because: string): Telling => ({ tells: "nothing", because });
