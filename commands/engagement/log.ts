import { printDate } from "../../src/core/calendar.ts";
import { type Confirmation, defineCommand } from "../../src/core/command.ts";
import { ENGAGEMENT_KINDS } from "../../src/core/engagements.ts";
import { Refusal } from "../../src/core/errors.ts";
import type { Context } from "../../src/core/field.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { date } from "../../src/core/fields/date.ts";
import { department } from "../../src/core/fields/department.ts";
import { eventTitle } from "../../src/core/fields/event-title.ts";
import { headcount } from "../../src/core/fields/headcount.ts";
import { languages } from "../../src/core/fields/languages.ts";
import { ledBy } from "../../src/core/fields/led-by.ts";
import { residents } from "../../src/core/fields/residents.ts";
import { text } from "../../src/core/fields/text.ts";
import { peopleOf } from "../people.ts";
import { recordedReply } from "./receipt.ts";

/** Attendance above this is asked about. */
const LARGE = 500;

const engagementFields = {
  kind: choice({ label: "Kind", choices: ENGAGEMENT_KINDS, default: ENGAGEMENT_KINDS[0].value }),
  title: eventTitle(ENGAGEMENT_KINDS),
  heldOn: date({ default: "today" }),
  department: department({ default: "author's" }),
  ledBy: ledBy(),
  partner: text({ label: "Partner", hint: "Who else held it", from: "key", optional: true, keys: ["partners"] }),
  languages: languages(),
  employees: headcount("employees", { label: "Employees who came" }),
  contractors: headcount("contractors", { label: "Contractors who came" }),
  residents: residents(),
  note: text({ label: "Note", from: "key", optional: true, keys: ["notes", "comment", "nota"] }),
};

const LED = "led|leads?|leading|held|hosted|organi[sz]ed|ran|facilitated|moderated|put on|log|logged|record";

/**
 * What a kind is called outweighs the attendance that `training log` looks for too, as long as no course is named: a
 * lunch-and-learn on Anti-Racism 101 that 12 people attended is a training.
 */
const cuesOf = (words: RegExp): readonly (readonly [RegExp, number])[] => [
  [words, 2],
  [new RegExp(`\\b(?:${LED})\\b.*${words.source}`), 1],
  [new RegExp(`${words.source}.*\\b(?:attended|came|joined|participated|took part)\\b`), 1],
  [new RegExp(`${words.source}.*\\b\\d+ (?:people|employees|staff|of us|folks|contractors)\\b`), 0.75],
];

const OF_ALL_KINDS: readonly (readonly [RegExp, number])[] = [
  [/\bled by\b/, 1],
  [/\b\d+ (?:\w+ )?(?:residents|neighbors|community members)\b/, 2],
  [/\b(?:ledby|residents|partner|languages)\s?[=:]/, 2],
];

/** Row A4: what ambassadors help to lead and support, and who led it. */
export const engagementLog = defineCommand({
  name: "engagement log",
  summary: "Record an equity activity of your department, and who led it.",
  roles: ["employee", "lead", "officer"],
  rootDefault: true,
  fields: engagementFields,
  cues: { tells: "past", patterns: [...ENGAGEMENT_KINDS.flatMap(({ words }) => cuesOf(words)), ...OF_ALL_KINDS] },
  scope: (entry) => ({ to: "log", of: { department: entry.department } }),
  examples: [
    "Ana and Bo led a lunch-and-learn yesterday, 25 people came",
    '"Mapping our streets" led by @ana nov 12, 18 employees and 7 residents',
    'title="Book club" date=2026-11-03 ledBy=@lee employees=9 languages=Spanish',
  ],
  review: (values, context) => reviewEngagement(values, context),
  execute: async (values, env) => {
    const leaders = await peopleOf(values.ledBy, env);
    const entry = { ...values, ledBy: leaders.map(({ id }) => id), languages: values.languages ?? [] };
    return recordedReply(await env.stores.engagements.record(entry, env.write), env);
  },
});

interface Counted {
  heldOn: string;
  employees: number | undefined;
  contractors: number | undefined;
  residents: number | undefined;
}

function reviewEngagement(values: Counted, { today, city }: Context): Confirmation[] {
  const { heldOn } = values;
  if (heldOn > today)
    throw new Refusal(`${printDate(heldOn)} has not come yet. Log it once it has been held.`, "heldOn");
  const total = (values.employees ?? 0) + (values.contractors ?? 0) + (values.residents ?? 0);
  const said = total.toLocaleString("en-US");
  const early = {
    id: "before-plan",
    question: `${printDate(heldOn)} is before the plan began (${printDate(city.planPeriod.start)}): is that right?`,
    yes: `Yes, it was ${printDate(heldOn)}`,
  };
  const large = { id: "large-count", question: `${said} people came: is that right?`, yes: `Yes, record ${said}` };
  return [...(heldOn < city.planPeriod.start ? [early] : []), ...(total > LARGE ? [large] : [])];
}
