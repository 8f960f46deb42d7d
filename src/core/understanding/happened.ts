/**
 * Whether a sentence tells of something that happened. Only what happened is recorded: "nobody attended", "we will hold
 * it next week", "did 12 people take it?" and "if 12 people took it" are not (issue: "never recorded").
 */
export type Telling = { tells: "fact" } | { tells: "nothing"; because: string } | { tells: "mixed"; because: string };

const NEGATION =
  /\b(?:nobody|no ?one|none|not a single|no (?:people|employees|staff|attendees|participants|attendance|session|training|class)|(?:did|do|does|was|were|has|have|had|is|are|could|would|will|wo|ca)(?: ?n'?t)\b|didnt|wasnt|werent|hasnt|havent|hadnt|couldnt|wouldnt|wont|cant|cannot|(?:was|were|did|has|have|had|could|am|is|are) not|never|not (?:held|attended?|taken?|happen|go|yet|able|hold|take|complete|finish|participat)|cancell?ed|postponed|rescheduled|called off|no[- ]shows?|skipped|missed|failed to|absent|nadie|ningun[oa]?|no (?:asisti|tom|hub|fu|se|hicimos|pudi)\w*|cancelad[oa]|se cancelo)\b/;

const FUTURE =
  /\b(?:will|we'?ll|i'?ll|they'?ll|shall|going to|gonna|plan(?:s|ned|ning)? (?:to|on|for)|are planning|is planning|planning|scheduled|upcoming|(?:is|are) set to|sign(?:ed|ing)? up|registered for|enroll?ed|hope to|hoping to|intend|(?:need|needs|want|wants|have|has|supposed|expect|expects|expected|due|about|ready) to (?!log|record|note|report|add|enter|put|register|say|tell|submit|let|share|track)|should|must|might|may (?:have|take|attend)|would (?!like to (?:log|record|note|report|add|enter|put|register|submit))|tomorrow|manana|va a|van a|vamos a|tomaran|asistiran)\b/;

const HYPOTHETICAL =
  /\b(?:if|suppose|supposing|imagine|hypothetically|what if|let'?s say|for example|just testing|this is a test|as if|pretend|unless|in case|joke|kidding|si (?:tom|asist)\w*)\b/;

const POLITE_QUESTION =
  /\b(?:can|could|would|will|may) (?:you|i|we|someone)(?: please| pls| kindly)? (?:just )?(?:please )?(?:log|record|note|add|put|enter|register|mark|track|submit|report|save|sign up|recruit|invite|remove|make|name|start|begin|show|give|tell|see|get|change|fix|correct|set|end|drop|help|have|update|list|check)\b|\b(?:i|we)(?:'d| would) like(?: you)? to (?:log|record|note|add|put|enter|register|mark|report|submit|recruit|invite|start|begin|see|know|name|make|change|fix)\b/;

const QUESTION =
  /^(?:(?:hi|hey|hello|ok|so|and|but|well|um|please|quick question|question)[\s,:!-]+)*(?:who|whom|what|when|where|why|how|which|did|do|does|is|are|was|were|has|have|had|can|could|should|would|will|may|quien|quienes|cuantos|cuantas|cuando|como|que|donde|cual)\b(?!.*\b(?:log|record) (?:that|this)\b)/;

const PAST_FACT =
  /\b(?:took|attended|completed|finished|participated|went|joined|passed|held|ran|hosted|gave|sat|trained|did|had|got|wrapped|delivered|facilitated|taught|led|tomaron|tomo|tomamos|asistieron|asistio|completaron|hicieron|participaron|showed up|came|made it)\b/;

/** Word pairs that hold a negation and deny nothing that was counted. */
const HARMLESS =
  /\bno contractors?\b|\bwithout (?:any )?contractors?\b|\bnot (?:counting|including) (?:any |the )?contractors?\b|\bno problem\b|\bwhy not\b|\bif (?:possible|you (?:can|could|don'?t mind|please))\b|\bcan'?t (?:wait|believe|complain)\b|\bno later\b|\bnot sure\b|\bzero contractors\b|\bas planned\b|\bscheduled for (?:yesterday|today)\b|\bdon'?t forget\b/g;

export function tellsOf(text: string, tells: "past" | "wish"): Telling {
  const said = text
    .toLowerCase()
    .replace(/"[^"]*"/g, " ")
    .replace(HARMLESS, " ");
  const polite = POLITE_QUESTION.test(said);
  const plain = polite ? said.replace(POLITE_QUESTION, " ") : said;
  if (tells === "wish") return wishOf(plain, polite);
  if (HYPOTHETICAL.test(plain)) return nothing("That sounds like an example, not something that happened.");
  const question = isQuestion(plain) && !polite;
  if (question)
    return statedBeforeAsked(plain)
      ? mixed("You put it as a question.")
      : nothing("That is a question, so nothing was recorded.");
  return deniedOf(plain);
}

function isQuestion(said: string): boolean {
  return QUESTION.test(said.trim()) || /\?\s*$/.test(said.trim()) || /^[¿]/.test(said.trim());
}

/** "12 people took it yesterday, right?" states and asks. */
const statedBeforeAsked = (said: string) =>
  /\b(?:right|ok|okay|correct|yes|no)\s*\?\s*$/.test(said) && PAST_FACT.test(said) && !QUESTION.test(said.trim());

function deniedOf(said: string): Telling {
  const clauses = said
    .split(/[,.;!\n]|\bbut\b|\bpero\b|\band (?=\d+ (?:did|will|could|were|had)|nobody|no one)/)
    .filter((clause) => clause.trim() !== "");
  const states = clauses.map((clause) => ({
    negative: NEGATION.test(clause),
    future: FUTURE.test(clause) && !/\b(?:took|attended|completed|finished|participated)\b/.test(clause),
    fact: PAST_FACT.test(clause),
  }));
  const facts = states.some((one) => one.fact && !one.negative && !one.future);
  const negative = states.some((one) => one.negative);
  const future = states.some((one) => one.future);
  if (!negative && !future) return { tells: "fact" };
  if (facts) return mixed(negative ? "Part of that says it did not happen." : "Part of that is still to come.");
  return nothing(
    negative
      ? "That says it did not happen, so nothing was recorded."
      : "That is still to come; log it once it has been held.",
  );
}

function wishOf(said: string, polite: boolean): Telling {
  if (
    /\b(?:do not|don'?t|dont|never|not|no longer want|stop recruiting|didn'?t|isn'?t|wasn'?t|won'?t|nobody|no one)\b/.test(
      said,
    )
  )
    return nothing("That says not to, so nothing was done.");
  if (HYPOTHETICAL.test(said)) return nothing("That sounds like an example, so nothing was done.");
  if (isQuestion(said) && !polite) return nothing("That is a question, so nothing was recorded.");
  return { tells: "fact" };
}

const nothing = (because: string): Telling => ({ tells: "nothing", because });
const mixed = (because: string): Telling => ({ tells: "mixed", because });
