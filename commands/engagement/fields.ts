import type { ValuesOf } from "../../src/core/command/field.ts";
import { money } from "../../src/core/fields/amount.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { counted } from "../../src/core/fields/counted.ts";
import { date } from "../../src/core/fields/date.ts";
import { department } from "../../src/core/fields/department.ts";
import { headcount } from "../../src/core/fields/headcount.ts";
import { languages } from "../../src/core/fields/languages.ts";
import { markedDate } from "../../src/core/fields/marked-date.ts";
import { record } from "../../src/core/fields/record.ts";
import { text } from "../../src/core/fields/text.ts";
import { eventTitle } from "../../src/domain/engagement/fields/event-title.ts";
import { ledBy } from "../../src/domain/engagement/fields/led-by.ts";
import { namedAfter } from "../../src/domain/engagement/fields/named-after.ts";
import { residents } from "../../src/domain/engagement/fields/residents.ts";
import {
  type Detail,
  ENGAGEMENT_KINDS,
  type EngagementKind,
  kindOf,
  PURPOSES,
  SECTORS,
} from "../../src/domain/engagement/kinds/index.ts";
import { engagementKind, engagementType } from "./kind.ts";

const said = (label: string, keys: readonly string[], hint?: string) =>
  text({ label, from: "key", optional: true, keys, maxLength: 1000, ...(hint === undefined ? {} : { hint }) });

/** Everything a record of any kind may say, in the order of the form; engagement-kinds.ts says which kind asks for what. */
export const engagementFields = {
  kind: engagementKind(ENGAGEMENT_KINDS),
  type: engagementType(ENGAGEMENT_KINDS),
  title: eventTitle(ENGAGEMENT_KINDS.slice(0, 1)),
  heldOn: date({ default: "today" }),
  department: department({ default: "author's" }),
  ledBy: { ...ledBy(), optional: true as const, keys: [...ledBy().keys, "owner", "head", "helper"] },
  about: {
    ...record({ optional: true }),
    label: "About",
    hint: "A record's number, like AN-2026-0002",
    rank: 3,
    keys: ["statement", "analysis"],
  },
  partner: namedAfter({
    label: "Partner",
    hint: "Who else held it; several with semicolons between",
    words: /\b(?:met|meeting|meetings|partnered|together|co-?hosted|co-?held|jointly)\s+with\s+(?:the\s+)?(?=\p{Lu})/iu,
    keys: ["partners"],
  }),
  body: namedAfter({
    label: "Body",
    hint: "The office, commission or forum",
    words: /\b(?:cooperat(?:ed|ion)|coordinated)\s+with\s+(?:the\s+)?(?=\p{Lu})/iu,
    keys: ["with", "forum", "from", "office", "commission", "auditor"],
  }),
  sector: choice({ label: "Sector", choices: SECTORS, optional: true }),
  purpose: choice({ label: "Purpose", choices: PURPOSES, optional: true }),
  source: namedAfter({
    label: "Source",
    words: /\bfeedback\s+(?:from|through|via)\s+(?:the\s+)?/i,
    keys: ["channel", "place", "site", "requester"],
  }),
  topic: namedAfter({
    label: "Topic",
    words:
      /(?<=\b(?:met|meeting|cooperat\w+|coordinated|interviewed|surveyed|feedback|heard)\b.*)\b(?:about|regarding)\s+(?:the\s+)?/i,
    keys: ["theme", "themes", "area", "role", "topics"],
  }),
  languages: languages(),
  invited: counted({
    label: "Invited",
    after:
      /^\s*(?:(?:people|employees|staff|residents|organi[sz]ations)\s+)?(?:were\s+|was\s+)?(?:invited|asked|surveyed)\b/i,
    // "48 of 120 responded": the second number is of those who were asked.
    before:
      /\b(?:invited|surveyed|sent (?:out )?to)\s+$|(?<=\b\d[\d,]*\s+of\s+(?:the\s+)?)$(?<=\b(?:surve|poll|quest)\w*.*)/i,
    keys: [],
  }),
  responses: counted({
    label: "Responses",
    after:
      /^\s*(?:of\s+(?:(?:them|those)|(?:the\s+)?\d[\d,]*)\s+)?(?:(?:people|employees|staff|residents|organi[sz]ations)\s+)?(?:responses?|responded|answered|replied|answers|were interviewed)\b/i,
    before: /\binterviewed\s+$/i,
    keys: ["response", "answers", "n", "interviewed"],
  }),
  employees: headcount("employees", { label: "Employees who came" }),
  contractors: headcount("contractors", { label: "Contractors who came" }),
  residents: residents(),
  seats: counted({ label: "Seats", after: /^\s*(?:seats|places|spots)\b/i, keys: ["places"] }),
  completers: counted({
    label: "How many completed it",
    after: /^\s*(?:of\s+(?:them|those|whom)\s+)?(?:completed|finished|graduated|completers)\b/i,
    keys: ["completed", "graduates"],
  }),
  opportunities: counted({
    label: "Opportunities",
    hint: "How many, when this entry stands for more than one",
    after: /^\s*(?:\w+\s+){0,2}opportunities\b/i,
    keys: [],
  }),
  outcome: said("Outcome", ["alignment", "actions", "answer", "support", "adapted"]),
  startsOn: markedDate({ label: "Starts on", keys: ["starts", "start"] }),
  dueOn: markedDate({
    label: "Due on",
    words: "due|deadline|renewal(?: due)?|renews",
    keys: ["due", "deadline", "renewal", "until"],
  }),
  nextOn: markedDate({ label: "Next meeting on", words: "next(?: meeting| one| session)?", keys: ["next"] }),
  closedOn: markedDate({ label: "Closed on", keys: ["closed", "answered", "done", "ended", "decided"] }),
  asked: money({
    label: "Amount asked",
    hint: "Like 2500 or 2,500.00",
    optional: true,
    keyOnly: true,
    keys: ["amount", "requested"],
  }),
  awarded: money({
    label: "Amount awarded",
    hint: "Like 2500 or 2,500.00",
    optional: true,
    keyOnly: true,
    keys: ["award"],
  }),
  note: text({ label: "Note", from: "key", optional: true, keys: ["notes", "comment", "nota"] }),
};

export type EngagementValues = ValuesOf<typeof engagementFields>;

const EVERY_KIND = ["kind", "heldOn", "department", "note"];

export const takes = (kind: EngagementKind, name: string): boolean =>
  EVERY_KIND.includes(name) || kind.shows.includes(name as Detail);

/** What a detail is called in that kind: "Owner" and not "Led by". */
export function labelOf(kind: EngagementKind, name: Detail): string {
  return kind.labels?.[name] ?? engagementFields[name].label;
}

/** The details a record of that kind says, in the order of its form. */
export const detailsOf = (value: string): Detail[] =>
  (Object.keys(engagementFields) as (keyof typeof engagementFields)[]).filter(
    (name): name is Detail => !EVERY_KIND.includes(name) && takes(kindOf(value), name),
  );
