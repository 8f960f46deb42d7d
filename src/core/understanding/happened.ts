import { STRUCK, sameLength } from "./clean.ts";
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

const ATTENDED =
  "took|taken|tok|attended|completed|finished|participated|passed|sat|trained|learned|wrapped|went|joined|came|showed up|made it|got through|been through|tomaron|tomo|tome|tomamos|tomaban|asistieron|asistio|asistimos|completaron|completo|complete|completamos|hicieron|hizo|hicimos|participaron|participo|participamos|tuvo|tuvimos|tuvieron";
const GIVEN =
  "held|hosted|ran|sent|gave|delivered|facilitated|presented|taught|led|conducted|did|done|had|got|was|were";
const REPORTED =
  "log|logged|record|recorded|put|add|mark|count|enter|entered|report|register|note|anota|anote|registrar|registra|registre";

/** Verbs with which people say that a session was attended. */
const ATTENDANCE = new RegExp(`\\b(?:${ATTENDED}|${GIVEN})\\b`);
const EVIDENCE = new RegExp(`\\b(?:${ATTENDED}|${GIVEN}|${REPORTED})\\b`);
const HAPPENED = new RegExp(`\\b(?:${ATTENDED}|held|hosted|ran)\\b`);
const PAST_DAY = /\b(?:yesterday|ayer|ago|last)\b/;

const NEGATION =
  /\b(?:nobody|no ?one|none|neither|nor|not a single|not one|no (?:people|employees|staff|attendees|participants|attendance|session|training|class)|(?:did|do|does|was|were|has|have|had|is|are|could|would|will|wo|ca)n'?t|cannot|(?:was|were|did|do|does|has|have|had|could|am|is|are) not|not @\w+|never|not (?:held|attend(?:ed)?|tak(?:en|e)|happen|go|yet|able|hold|complete|finish|participat\w*)|cancell?ed|postponed|rescheduled|delayed|pushed (?:back|out|to)|put off|on hold|called off|no[- ]shows?|skipped|missed|failed|refused|declined|(?:rained|snowed|flooded) out|fell through|almost (?:had|got|took|made)|dropped out|withdrew|walked out|failed to|absent|sick|nadie|ningun[oa]?|no (?:se |lo |la )?(?:asist|tom|hub|fu|hic|hac|pud|complet|particip)\w*|cancelad[oa]|se cancelo|canceló)\b/;

/** "no EO this month": names of courses are struck out before. */
const NO_COURSE = new RegExp(`\\bno ${STRUCK}`);

const FUTURE =
  /\b(?:will (?!and\b|did\b|had\b|was\b|\w+ed\b)|(?:we|i|they|he|she|it)'?ll\b|shall|going to|gonna|plan(?:s|ned|ning)? (?:to|on|for)|planning|scheduled|upcoming|set to|sign(?:ed|ing)? up|registered for|enroll?ed|booked|hop(?:e|ing) to|intend|(?:need|needs|want|wants|have|has|supposed|expect|expects|expected|due|about|ready|going) to (?!log|record|note|report|add|enter|put|register|say|tell|submit|let|share|track)|should|must|might|may (?:have|take|attend)|would (?!(?:like|love) to (?:log|record|note|report|add|enter|put|register|submit))|let'?s|soon|thinking (?:about|of)|consider(?:ing)?|goals?|targets?|deadline|bumped|coming|next on|needs?(?! to (?:log|record|note|report|add|enter|put|register|say|tell|submit|let|share|track))|aim(?:ing)?|later|tomorrow|manana|next (?:week|month|quarter|year|mon|tue|wed|thu|fri|sat|sun)\w*|va a|van a|vamos a|tomaran|asistiran|by (?:the end|dec|jan|end of))\b/;

/** Said in the present, it is a plan or a rule, unless a verb of the past stands beside it. */
const PRESENT =
  /\b(?:(?:we|they|i) (?:hold|host|run|lead|have|take|start|offer|train|need|want)|(?:is|are|am|i'm|we're|they're|it's) (?:on|in|at|holding|hosting|running|taking|attending|having|starting|coming|doing|training|joining|open|available|mandatory|required|broken|boring|full|interested|important|great|good)|starts?|begins?|leads (?:an?|the|our|every)|takes? place|happens|take)\b/;

/** What people do with a course other than attend it. */
const OTHERWISE =
  /\b(?:asked(?! (?:me|us) to)|asking|asks|wants?|wanted|interested|request(?:ed|ing)?|booked|broken|boring|watched|invite[sd]?|registered|recommend\w*|prefer\w*|complain\w*|wondering|questions?|feedback|link|remind(?:er)?|discuss(?:ed|ing)?|owe[sd]?|outstanding|wait-?list(?:ed)?|remaining|send|seats|thank(?:s| you) for (?:logging|recording|adding|entering)|talked|about to)\b/;

const HYPOTHETICAL =
  /\b(?:if|suppose|supposing|imagine|hypothetical(?:ly)?|what if|let'?s say|for example|e\.g\.|just testing|this is a test|as if|pretend|unless|in case|joking|kidding|wish|wished|(?:should|could|would|might|may) have|^\s*test(?:ing)?\b|usually|normally|typically|si (?:tom|asist)\w*|por ejemplo)\b/;

const TO_RECORD =
  "log|record|note|add|put|enter|register|mark|track|count|submit|report|save|sign up|sign|recruit|invite|remove|make|name|start|begin|show|give|tell|see|get|change|fix|correct|set|end|drop|help|have|update|list|check|undo|restore|void|delete";
const POLITE = new RegExp(
  `\\b(?:can|could|would|will|may) (?:you|i|we|someone)(?: please| pls| kindly)? (?:just )?(?:please )?(?:${TO_RECORD})\\b|\\b(?:would|do) you mind \\w+ing\\b|\\b(?:(?:i|we)(?:'d| would)|would) (?:like|love)(?: you)? to (?:${TO_RECORD}|know)\\b`,
  "g",
);

const OPENING = "^(?:(?:hi|hey|hello|ok|so|and|but|well|um|please|quick question|question)[\\s,:!-]+)*";
const ASKS = new RegExp(
  `${OPENING}(?:(?:who|whom|what|when|where|why|how|which|should|quien|quienes|cuantos|cuantas|cuando|como|que|donde|cual)\\b|(?:did|do|does|is|are|was|were|has|have|can|could|would|will|may) (?:i|you|he|she|it|we|they|there|this|that|the|any\\w*|some\\w*|every\\w*|all|our|my|contractors|employees|people|@\\S+|\\d+) ?(?!of us\\b))`,
);

/** What holds a negation or a condition and denies nothing that was counted. */
const HARMLESS =
  /\b(?:no contractors?|without (?:any )?contractors?|not (?:counting|including) (?:any |the )?contractors?|no problem|no joke|why not|if (?:possible|you (?:can|could|don'?t mind|please)|that'?s ok)|can'?t (?:wait|believe|complain)|no later|not sure|zero contractors|as planned|as scheduled|scheduled for (?:yesterday|today)|(?:don'?t|do not) (?:forget|know which|remember which)|sorry|required|mandatory)\b/g;

const blank = (part: string) => " ".repeat(part.length);

/** `evidence` are verbs that say that it happened, besides those of attending something. */
export function tellsOf(text: string, tells: "past" | "wish" | "deed", evidence?: RegExp): Telling {
  const said = sameLength(text)
    .replace(/"[^"]*"/g, blank)
    .replace(HARMLESS, blank);
  const plain = said.replace(POLITE, blank);
  const asks = plain === said && isQuestion(plain.trim());
  if (tells === "wish") return wishOf(plain, asks);
  if (tells === "deed") return deedOf(plain, asks);
  if (HYPOTHETICAL.test(plain)) return nothing("That sounds like an example, not something that happened.");
  return asks ? askedOf(plain.trim()) : happenedIn(plain, evidence);
}

export const isQuestion = (said: string): boolean => ASKS.test(said) || /\?$/.test(said) || said.startsWith("¿");

/** "12 people took it yesterday, right?" states and asks. */
function askedOf(said: string): Telling {
  const stated = !ASKS.test(said) && ATTENDANCE.test(said) && /\b(?:right|ok|okay|correct|yes|no) ?\?$/.test(said);
  return stated
    ? { tells: "mixed", because: "You put it as a question.", denied: [] }
    : nothing("That is a question, so nothing was recorded.");
}

function happenedIn(said: string, evidence: RegExp | undefined): Telling {
  const clauses = clausesOf(said).map((clause) => ({ ...clause, ...judge(clause.text, evidence) }));
  const denied = clauses.filter(({ negative, future }) => negative || future);
  if (denied.length === 0) return unlessOtherwise(said, evidence);
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
function unlessOtherwise(said: string, evidence: RegExp | undefined): Telling {
  if (evidence?.test(said)) return { tells: "fact" };
  if (OTHERWISE.test(said) && !HAPPENED.test(said)) return nothing("That does not say that anybody attended.");
  if (EVIDENCE.test(said) || !/\b(?:is|are|be|being)\b/.test(said)) return { tells: "fact" };
  return { tells: "mixed", because: "That does not say that it took place.", denied: [] };
}

function judge(clause: string, evidence: RegExp | undefined): { negative: boolean; future: boolean; fact: boolean } {
  const negative = NEGATION.test(clause) || NO_COURSE.test(clause);
  const told = evidence?.test(clause) === true;
  const planned = FUTURE.test(clause) && !HAPPENED.test(clause) && !told;
  const present = PRESENT.test(clause) && !EVIDENCE.test(clause) && !PAST_DAY.test(clause) && !told;
  const future = planned || present;
  return { negative, future, fact: !negative && !future && (told || EVIDENCE.test(clause) || /\d/.test(clause)) };
}

/** Parts between commas, full stops and "but", with their places. */
function clausesOf(said: string): (Stretch & { text: string })[] {
  const breaks = [
    ...said.matchAll(
      /[,;!\n]|\.(?!\d)|\b(?:but|pero|except|although|though)\b|(?<=\d[^,;]*) (?=\d+ (?:no[- ]?shows?|absent|missed|skipped|did not|didn))|\band (?=nobody|no one|\d+ (?:did|will|could|were|had))/g,
    ),
  ];
  const starts = [0, ...breaks.map(({ index }) => index)];
  return starts
    .map((start, at) => ({ start, end: starts[at + 1] ?? said.length, text: said.slice(start, starts[at + 1]) }))
    .filter(({ text }) => /\w/.test(text));
}

const DO_NOT = /\b(?:do not|don'?t|dont|never mind|nevermind|never|no longer want|no need to|stop|hold off|leave it)\b/;
const NOT_SO = /\b(?:did not|didn'?t|will not|won'?t|nobody|no one|not yet|have no|has no|still no|cancell?ed)\b/;

/** A wish is done unless it is taken back, denied, asked or supposed. What a record's correction denies is its old value. */
function wishOf(said: string, asks: boolean): Telling {
  const wish = said.replace(/\b(?:because|reason|porque)\b.*$/s, "");
  const correction = /\b[a-z]{2}-\d{4}-\d{4,}\b/.test(wish);
  if (DO_NOT.test(wish) || (!correction && NOT_SO.test(wish))) return nothing("That says not to, so nothing was done.");
  if (correction && /\b(?:is|was) (?:fine|right|correct|ok|good)\b/.test(wish))
    return nothing("That says it is right as it is.");
  if (HYPOTHETICAL.test(wish) || /\b(?:should|might|some ?day)\b(?! (?:be|say|read|have been))/.test(wish))
    return nothing("That sounds like an idea, so nothing was done.");
  return asks ? nothing("That is a question, so nothing was done.") : { tells: "fact" };
}

const NOT_DONE = /\b(?:not|never|nobody|no one|(?:was|is|has|have|had|did|were)n'?t)\b/;

/** A wish, unless it is still to come: "we will adopt it in May" is not adopted today. */
function deedOf(said: string, asks: boolean): Telling {
  const wish = wishOf(said, asks);
  const deed = said.replace(/\b(?:because|reason|porque)\b.*$/s, "");
  if (wish.tells !== "fact") return wish;
  if (NOT_DONE.test(deed)) return nothing("That says it did not happen, so nothing was recorded.");
  return FUTURE.test(deed) ? nothing("That is still to come; record it once it is done.") : wish;
}

/** Whether any word says that somebody attended or that it is to be recorded; telegraph style has none. */
export const saysAttended = (text: string, evidence?: RegExp): boolean =>
  EVIDENCE.test(sameLength(text)) || evidence?.test(sameLength(text)) === true;

const nothing = (because: string): Telling => ({ tells: "nothing", because });
