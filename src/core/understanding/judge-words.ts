import { STRUCK } from "./clean.ts";

// The words by which clauses are judged, English first, everyday Spanish beside it: lower case, no accents.

const ATTENDED =
  "took|taken|tok|attended|completed|finished|participated|passed|sat|trained|learned|wrapped|went|joined|came|showed up|made it|got through|been through|tomaron|tomo|tome|tomamos|tomaban|asistieron|asistio|asistimos|completaron|completo|complete|completamos|hicieron|hizo|hicimos|participaron|participo|participamos|tuvo|tuvimos|tuvieron";
const GIVEN =
  "held|hosted|ran|sent|gave|delivered|facilitated|presented|taught|led|conducted|did|done|had|got|was|were";
const REPORTED =
  "log|logged|record|recorded|put|add|mark|count|enter|entered|report|register|note|anota|anote|registrar|registra|registre";

/** Verbs with which people say that a session was attended. */
export const ATTENDANCE = new RegExp(`\\b(?:${ATTENDED}|${GIVEN})\\b`);
export const EVIDENCE = new RegExp(`\\b(?:${ATTENDED}|${GIVEN}|${REPORTED})\\b`);
export const HAPPENED = new RegExp(`\\b(?:${ATTENDED}|held|hosted|ran)\\b`);
export const PAST_DAY = /\b(?:yesterday|ayer|ago|last)\b/;

export const NEGATION =
  /\b(?:nobody|no ?one|none|neither|nor|not a single|not one|no (?:people|employees|staff|attendees|participants|attendance|session|training|class)|(?:did|do|does|was|were|has|have|had|is|are|could|would|will|wo|ca)n'?t|cannot|(?:was|were|did|do|does|has|have|had|could|am|is|are) not|not @\w+|never|not (?:held|attend(?:ed)?|tak(?:en|e)|happen|go|yet|able|hold|complete|finish|participat\w*)|cancell?ed|postponed|rescheduled|delayed|pushed (?:back|out|to)|put off|on hold|called off|no[- ]shows?|skipped|missed|failed|refused|declined|(?:rained|snowed|flooded) out|fell through|almost (?:had|got|took|made)|passed (?:up|on)(?! (?:the )?(?:\d|(?:mon|tues|wednes|thurs|fri|satur|sun)|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))|dropped out|withdrew|walked out|failed to|absent|sick|nadie|ningun[oa]?|no (?:se |lo |la )?(?:asist|tom|hub|fu|hic|hac|pud|complet|particip)\w*|cancelad[oa]|se cancelo|canceló)\b/;

/** "no EO this month": names of courses are struck out before. */
export const NO_COURSE = new RegExp(`\\bno ${STRUCK}`);

export const FUTURE =
  /\b(?:will (?!and\b|did\b|had\b|was\b|\w+ed\b)|(?:we|i|they|he|she|it)'?ll\b|shall|going to|gonna|plan(?:s|ned|ning)? (?:to|on|for)|planning|scheduled|upcoming|set to|sign(?:ed|ing)? up|registered for|enroll?ed|booked|hop(?:e|ing) to|intend|(?:need|needs|want|wants|have|has|supposed|expect|expects|expected|due|about|ready|going) to (?!log|record|note|report|add|enter|put|register|say|tell|submit|let|share|track)|should|must|might|may (?:have|take|attend)|would (?!(?:like|love) to (?:log|record|note|report|add|enter|put|register|submit))|let'?s|soon|thinking (?:about|of)|consider(?:ing)?|goals?|targets?|deadline|bumped|coming|next on|needs?(?! to (?:log|record|note|report|add|enter|put|register|say|tell|submit|let|share|track))|aim(?:ing)?|later|tomorrow|manana|next (?:week|month|quarter|year|mon|tue|wed|thu|fri|sat|sun)\w*|va a|van a|vamos a|tomaran|asistiran|by (?:the end|dec|jan|end of))\b/;

/** Said in the present, it is a plan or a rule, unless a verb of the past stands beside it. */
export const PRESENT =
  /\b(?:(?:people|employees|staff|folks|of us|contractors) have(?! (?:now |all |just |already |also |finally )?(?:\w+ed|taken|gone|done|been|had|sat|come|met)\b)|(?:we|they|i) (?:hold|host|run|lead|have|take|start|offer|train|need|want)|(?:is|are|am|i'm|we're|they're|it's) (?:on|in|at|holding|hosting|running|taking|attending|having|starting|coming|doing|training|joining|open|available|mandatory|required|broken|boring|full|interested|important|great|good)|starts?|begins?|leads (?:an?|the|our|every)|takes? place|happens|take)\b/;

/** What people do with a course other than attend it. */
export const OTHERWISE =
  /\b(?:asked(?! (?:me|us) to)|asking|asks|wants?|wanted|interested|request(?:ed|ing)?|booked|broken|boring|watched|invite[sd]?|registered|recommend\w*|prefer\w*|complain\w*|wondering|questions?|feedback|link|remind(?:er)?|discuss(?:ed|ing)?|owe[sd]?|outstanding|wait-?list(?:ed)?|remaining|send|seats|thank(?:s| you) for (?:logging|recording|adding|entering)|talked|about to)\b/;

export const HYPOTHETICAL =
  /\b(?:if|suppose|supposing|imagine|hypothetical(?:ly)?|what if|let'?s say|for example|e\.g\.|just testing|this is a test|as if|pretend|unless|in case|joking|kidding|wish|wished|(?:should|could|would|might|may) have|^\s*test(?:ing)?\b|usually|normally|typically|si (?:tom|asist)\w*|por ejemplo)\b/;

const TO_REPORT = "log|record|note|add|put|enter|register|mark|track|count|submit|report|save|update|correct|list";
const TO_DO = `${TO_REPORT}|sign up|sign|recruit|invite|remove|make|name|start|begin|show|give|tell|see|get|change|fix|set|end|drop|help|have|check|undo|restore|void|delete`;
const politely = (verbs: string) =>
  new RegExp(
    `\\b(?:can|could|would|will|may) (?:you|i|we|someone)(?: please| pls| kindly)? (?:just )?(?:please )?(?:${verbs})\\b|\\b(?:would|do) you mind \\w+ing\\b|\\b(?:(?:i|we)(?:'d| would)|would) (?:like|love)(?: you)? to (?:${verbs}|know)\\b`,
    "g",
  );
export const POLITE = politely(TO_DO);
/** Where a fact is told only an entry is asked for: "I would love to get 20 people through it" is a wish about them. */
export const POLITE_REPORT = politely(TO_REPORT);

const OPENING = "^(?:(?:hi|hey|hello|ok|so|and|but|well|um|please|quick question|question)[\\s,:!-]+)*";
const BASE = "take|attend|go|complete|finish|do|come|join|pass|participate";
const DONE = "taken|attended|completed|finished|gone|done|passed|been|come";
export const ASKS = new RegExp(
  `${OPENING}(?:(?:did|does|do) \\S+(?: \\S+){0,3} (?:${BASE})\\b|(?:has|have) (?!${DONE})\\S+(?: \\S+){0,3} (?:${DONE})\\b|(?:who|whom|what|when|where|why|how|which|should|quien|quienes|cuantos|cuantas|cuando|como|que|donde|cual)\\b|(?:did|do|does|is|are|was|were|has|have|can|could|would|will|may) (?:i|you|he|she|it|we|they|there|this|that|the|any\\w*|some\\w*|every\\w*|all|our|my|contractors|employees|people|@\\S+|[a-z]{1,2}(?:-\\d{4}-)?\\d[\\d.]*|\\d+) ?(?!of us\\b))`,
);

const NOBODY_ELSE =
  "(?:no|zero|without(?: any)?|not (?:counting|including)(?: any| the)?|sin|ningun) (?:contractors?|contratistas?)";

/** Says of nobody counted that they were not there. */
export const NO_CONTRACTORS = new RegExp(`\\b${NOBODY_ELSE}\\b`, "g");

/** What holds a negation or a condition and denies nothing that was counted. */
export const HARMLESS = new RegExp(
  `\\b(?:${NOBODY_ELSE}|no problem|no joke|why not|if (?:possible|you (?:can|could|don'?t mind|please)|that'?s ok)|can'?t (?:wait|believe|complain)|no later|not sure|as planned|as scheduled|scheduled for (?:yesterday|today)|(?:don'?t|do not) (?:forget|know which|remember which)|sorry|required|mandatory)\\b`,
  "g",
);

export const DO_NOT =
  /\b(?:do not|don'?t|dont|never mind|nevermind|never|no longer want|no need to|stop|hold off|leave it)\b/;
export const NOT_SO =
  /\b(?:did not|didn'?t|will not|won'?t|nobody|no one|not yet|have no|has no|still no|cancell?ed)\b/;

export const NOT_DONE = /\b(?:not|never|nobody|no one|(?:was|is|has|have|had|did|were)n'?t)\b/;

/** Verbs with which somebody asks for an entry, and those that say what somebody did: part of what is asked, for every command. */
export const RECORDING = new Set(`${ATTENDED}|${GIVEN}|${REPORTED}`.split("|").filter((verb) => !verb.includes(" ")));

/** Verbs with which people say that they met, asked, heard or were told something. */
export const CONTACT =
  /\b(?:met|discussed|talked\b.*\babout (?:racial )?equity|surveyed|interviewed|helped|assisted|advised|guided|heard|received|got feedback|tabled|cooperated|coordinated|decided|adopted|rejected|directed|identified|found|responded|answered|invited|reached)\b/;

/** What takes a whole message back. */
export const RETRACTED =
  /\b(?:scratch that|disregard|never ?mind|ignore (?:that|this|it|my|the)|forget (?:it|that|this)|strike that|olvidalo|olvida eso)\b/;

/** Whose word it is, how sure, and in whose place: what a clause that tells a fact may add, so that the fact is asked about. */
export const DOUBTS: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:might|may (?:be|have|leave|join|become)|maybe|perhaps|possibly|probably|likely|supposedly|allegedly|apparently|presumably|seemingly|seems?|looks? like|sounds? like|i(?: (?:think|believe|guess|suppose|assume|want to say)|'d say)|as (?:good|close|near|far|many|few|much|little) as|almost|nearly|mostly|partly|partially|barely|hardly|scarcely|sort of|kind of|more or less|(?:half|part|most|some) of (?:it|the (?:class|course|session|training))|tal vez|quizas?|a lo mejor|posiblemente|probablemente|creo que|parece|casi)\b/,
    "You do not say it for certain.",
  ],
  [
    /\b(?:(?!i\b|we\b|to\b)\w+ (?:says?|said|claims?|claimed|mentioned|reports? that|tells me|told (?:me|us))\b(?! (?:to|you to))|according to|rumou?r|word is|i (?:hear|heard)\b|was told (?:that)?|dice[ns]?|dijo|segun|me cont(?:o|aron))\b/,
    "You pass on what somebody else said.",
  ],
  [
    /\b(?:part|module|unit|chapter|section|day|week|class|phase|round|step) (?:\d+|one|two|three|[ab])\b(?! of \d)|\b(?:first|second|last|other) (?:part|half|module)\b/,
    "You tell of a part of it.",
  ],
  [
    /\b(?:\d+|people|employees|staff|of us)\b.*\b(?:in|over|across) (?:two|three|four|five|six|\d+) (?:sessions|classes|trainings|workshops)\b|\b(?:two|three|four|five|six|\d+) (?:times|rounds)\b/,
    "You tell of more than one session.",
  ],
  [/\(\s*\?|\d ?\?(?= ?(?:people|employees|staff|contractors|of us)\b)/, "You put a question mark to it."],
  [
    /\btrained as of\b|\bas of (?:today|now|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/,
    "You tell how many there are by now, not who came that day.",
  ],
  [/\b(?!100\b)\d+(?:\.\d+)? ?(?:%|percent|pct) of\b/, "You give a share, not a number."],
  [
    /\b(?:already|previously) (?:been )?(?:recorded|logged|entered|reported|registered|submitted|noted|counted|added|on (?:record|file))\b|\b(?:recorded|logged|entered|reported|registered|submitted) (?:\w+ )?(?:already|before|earlier|previously)\b|\bya (?:registr|anot|report)\w+/,
    "You say that it is on record already.",
  ],
  [
    /\b(?:\d+|people|employees|staff|of us|contractors) (?:also |who )?(?:taught|led|gave|presented|facilitated|instructed|proctored|conducted|delivered)\b/,
    "Whoever led it did not take it.",
  ],
  [
    /\b(?:instead of|in place of|in lieu of|in (?:his|her|their) (?:place|stead)|(?:takes?|took|taking) over|(?:fill(?:s|ed|ing)?|stands?|stood|sat|sitting|standing) in (?:for|as)|cover(?:s|ed|ing)? for|substitut\w+|replac\w+|swapped|traded places|on behalf of|en lugar de|en vez de)\b/,
    "One is said to stand in for another.",
  ],
  [
    /\b(?:i mean|i meant|make (?:that|it)|correction|wait,? no|no,? wait|no,? espera|wrong person|wrong (?:date|day|course|class)|strike|my mistake|mi error|digo)\b|\b(?:sorry|perdon),? \d/,
    "You correct yourself.",
  ],
];

/** Courtesies and reporting phrases of several words, each of which would be more by itself. */
export const HARMLESS_PHRASES = new RegExp(
  `^\\s*cc\\b|\\b(?:${[
    "(?:just )?(?:wanted|want|like|needed|need|have|writing) to (?:let (?:you|u|everyone|folks) know|report|log|record|note|add|enter|put down|register|submit|share|tell you|mention|pass along|start)(?: that)?",
    "(?:just )?(?:wanted|like|writing) to say(?: that)?",
    "let(?:ting)? (?:you|u) know(?: that)?",
    "(?:please )?(?:be|make) (?:advised|note)(?: that)?",
    "for (?:the|your|our) records?",
    "(?:a |as a )?(?:quick|heads)[- ](?:note|update|one|heads[- ]up|up)",
    "no (?:problem|worries|rush|joke)",
    "showed up|made it|got through|been through|wrapped up|put down|sign(?:ed)? in",
    "(?:contractors|employees|staff) only(?: this time)?",
    "(?:a )?(?:bit|little) (?:of (?:a )?)?(?:backlog|behind|late)",
    "as (?:planned|scheduled|usual|always|discussed)",
    "(?:(?:i|he|she|they|but|and|we) )*(?:forgot|forget) to (?:log|record|mention|add|enter|report|tell you|note|sign in)(?: this| that| it)?",
    "(?:don'?t|do not) forget to (?:log|record|add)",
    "sorry,? (?:this is|it'?s|i'?m|that this is) (?:a bit |so )?late",
    "sorry (?:for|about) the (?:delay|late \\w+)",
    "have a (?:good|great|nice|lovely) (?:day|one|weekend|evening|night|week)",
    "(?:i )?hope (?:you'?re|you are|all is|everyone is|this finds you|that'?s|this is) (?:doing )?(?:well|ok|okay|fine|good)",
    "happy (?:mon|tues|wednes|thurs|fri)day",
    "thank you(?: all| both)?(?: (?:so|very) much)?",
    "thanks (?:so much|a lot|a ton|again|in advance)",
    "let me know if (?:you need|there(?:'s| is)) \\w+(?: else)?",
    "if (?:possible|you (?:can|could|don'?t mind|please)|that'?s ok)",
    "in (?:total|all|person)",
    "all together|altogether|combined|a mix of",
    "a total of",
    "per (?:the |our |my )?(?:sign[- ]?in |attached )?(?:sheet|email|e-mail|roster)",
    "(?:see|per) (?:attached|below|above)",
    "full[- ]time|part[- ]time|make[- ]up|new hires?(?: orientation)?|(?:at|during) orientation",
    "(?:night|day|morning|evening|swing|second|first|third|graveyard) shift",
    "(?:my|our) (?!other|whole|entire|rest|next|sister|partner)[a-z]+ (?:team|crew|group|desk|branch|shop|unit|section|squad)",
    "of (?:mine|ours)",
    "next to (?:the )?\\w+(?: hall| building)?",
    "first thing",
    "as part of (?:our|the)(?: \\w+){0,2} (?:push|effort|training|onboarding)",
    "asked me to (?:log|record|add|put|enter|report|note)",
    "(?:he|she|they) (?:was|were) there",
    "(?:employees|people|staff|folks|us|them|came|went|workers|contractors|managers) (?:came |went |went all the way )?through",
    "sign \\S+ up|sign(?:ed)? up as|take \\S+ off",
    "as one of our",
    "(?:put|mark|sign|write) (?:\\S+ ){1,4}down(?: for| as)?",
    "took part in|(?:had|got|have) (?:\\S+ ){1,4}(?:take|finish|complete|attend)|(?:put|ran|got|sent|took|had) (?:\\S+ ){1,4}through",
    "(?:finish(?:ed)?|wrapp?(?:ed)?) up|sat in on|many thanks",
    "this time",
    "only (?=\\d+\\b)",
    "both (?=took|attended|completed|did|finished|went)",
    "(?:mayor|clerk|council|board|committee|commission|director|department) (?=accepted|attached|adopted|approved|passed|submitted)",
    "at \\d{1,2}(?::\\d{2})? ?(?:am|pm)?",
    "to whom it may concern",
    "(?:staff|crew|team) members?",
    "by (?:the |our )(?:mayor|council|board|committee|commission|director)",
    "(?:best(?: wishes)?|sincerely|respectfully|warmly|cordially|yours truly|atentamente)(?=[\\s,!.-]*(?:[a-z'-]+[\\s.]*){0,3}$)",
  ].join("|")})\\b`,
  "g",
);
