import { normal } from "../understanding/clean.ts";

/** What a column holds, whatever its heading says in the system it came from. */
export const FIELDS = {
  email: [
    "email|e mail|mail|email address|work email|work email address|primary email|primary work email|user email|business email|company email|employee email|email primary work|attendee email|participant email|learner email|your email|your email address|correo electronico|correo",
  ],
  employee_id: [
    "employee id|employee number|employee no|employee num|emp id|empid|emp no|emp number|worker id|worker number|person id|person number|personnel id|personnel number|personnel no|user id|userid|id number|staff id|staff number|payroll id|payroll number",
  ],
  external_id: ["external id|object id|objectid|entra object id|azure ad object id|aad object id"],
  first_name: [
    "first name|firstname|first|given name|legal first name|preferred first name|forename|vorname|nombre|attendee first name",
  ],
  last_name: [
    "last name|lastname|last|family name|surname|legal last name|nachname|apellido|apellidos|attendee surname",
  ],
  name: [
    "name|full name|user full name|display name|printed name|print name|please print name|your name|your full name|legal name|worker|worker name|employee|employee name|attendee|attendee name|participant|participant name|learner|learner name|student|student name|person|user name|name please print|nombre completo",
  ],
  department: [
    "department|department name|department code|dept|dept name|division|organization|organisation|supervisory organization|agency|bureau|departamento|home department|which department do you work in",
  ],
  tier: ["tier"],
  senior_leader: ["senior leader"],
  audience: ["audience|worker type|employee type|employment type|person type"],
  roles: ["roles"],
  title: ["job title|business title|position title|position|job"],
  slack_user_id: ["slack user id|slack id"],
  teams_user_id: ["teams user id|teams id"],
  left_on: [
    "left on|termination date|term date|separation date|last day of work|last day worked|dot|date of termination|date left|end of employment",
  ],
  from: ["from|effective date|transfer date"],
  course: [
    "course|course title|course name|course code|training|training title|training name|class|class title|class name|item title|event name|event title|learning activity",
  ],
  held_on: [
    "held on|completion date|completed date|completed on|date completed|completion|session date|class date|event date|training date|attended on|attendance date|first join|join time|timestamp|date|fecha",
  ],
  employees: ["employees|employee count|number of employees"],
  contractors: ["contractors|contractor count|number of contractors"],
  unsplit: ["unsplit"],
  named: ["named"],
  record: ["record"],
  session: ["session|session name"],
  note: ["note|notes|comment|comments|remarks"],
  status: [
    "status|attendance|attendance status|attendee status|completion status|enrollment status|enrolment status|registration status|training status|checked in|attended|present|estado",
  ],
} as const;

export type Field = keyof typeof FIELDS;

const BY_HEADING = new Map(
  Object.entries(FIELDS).flatMap(([field, [phrases]]) => [
    [normal(field.replaceAll("_", " ")), field as Field] as const,
    ...phrases.split("|").map((phrase) => [phrase, field as Field] as const),
  ]),
);

/** Fields that hold an address only when their cells do: a user name is one in some systems. */
const MAYBE_EMAIL =
  /^(?:username|user name|user principal name|upn|login|login id|login name|participant id|sign in name)$/;

/** Whoever stands in such a column did not sit in the room as one who learns. */
const OTHERS =
  /\b(?:supervisors?|managers?|hosts?|instructors?|trainers?|facilitators?|presenters?|approvers?|approved|organi[sz]ers?|teachers?|emergency|spouse|dependents?|reports to|personal)\b/;

/** What nobody may keep of a person (contract: no individual race, gender, disability or orientation), and pay. */
const SENSITIVE =
  /\b(?:ssn|social security|gender|sex|race|ethnicity|ethnic|hispanic|birth ?date|birthday|date of birth|dob|age|pay|salary|wages?|hourly|compensation|disability|disabled|veteran|religion|orientation|marital|pronouns?|nationality|citizenship)\b/;

/** `Transcript - Completed Date (UTC)` as `completed date`. */
export const plainHeading = (heading: string): string =>
  normal(heading)
    .replace(/\([^)]*\)|\[[^\]]*\]/g, " ")
    .replace(/#/g, " no ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(/^(?:transcript|completion record|learner record|registration) (?=\S+ \S|status$|date$)/, "");

export type Meaning =
  | { is: "field"; field: Field }
  | { is: "address" }
  | { is: "other person" }
  | { is: "sensitive" }
  | { is: "unknown" };

/** What a heading says of its column. Sensitive words win, and other people, before anything else is seen in them. */
export function meaningOf(heading: string, fields: ReadonlySet<string>): Meaning {
  const plain = plainHeading(heading);
  const own = ownField(heading, fields) ?? BY_HEADING.get(plain);
  if (own !== undefined && fields.has(own)) return { is: "field", field: own };
  if (SENSITIVE.test(plain)) return { is: "sensitive" };
  if (OTHERS.test(plain)) return { is: "other person" };
  if (MAYBE_EMAIL.test(plain)) return { is: "address" };
  if (fields.has("title") && plain === "title") return { is: "field", field: "title" };
  const worded = WORDED.find(({ field, words }) => fields.has(field) && words.test(plain));
  return worded ? { is: "field", field: worded.field } : { is: "unknown" };
}

/** Our own columns by their names, for kinds whose columns are not about people: `service_area`. */
const ownField = (heading: string, fields: ReadonlySet<string>): Field | undefined => {
  const name = plainHeading(heading).replaceAll(" ", "_");
  return fields.has(name) ? (name as Field) : undefined;
};

/** Longer headings by one whole word of theirs, the surest first. */
const WORDED: readonly { field: Field; words: RegExp }[] = [
  { field: "email", words: /^(?!.*\b(?:opt|sent|status|consent)\b).*\be ?mail\b/ },
  { field: "employee_id", words: /\b(?:employee|emp|personnel|worker|staff) (?:id|no|number|num)\b/ },
  { field: "first_name", words: /\b(?:first|given) name\b/ },
  { field: "last_name", words: /\b(?:last|family) name\b|\bsurname\b/ },
  { field: "department", words: /\b(?:department|dept|agency|bureau)\b/ },
  {
    field: "name",
    words:
      /^(?!.*\b(?:course|class|training|event|session|file|company|item|meeting)\b).*\b(?:full|your|printed|employee|attendee|participant) name\b/,
  },
  { field: "held_on", words: /\b(?:completion|completed|session|class) date\b/ },
  { field: "status", words: /\b(?:attendance|attendee|completion|transcript|enrollment) status\b/ },
];

/** How many cells of a line are headings we know. */
export const knownHeadings = (cells: readonly string[], fields: ReadonlySet<string>): number =>
  cells.filter((cell) => cell !== "" && cell.length < 80 && /field|address/.test(meaningOf(cell, fields).is)).length;
