import { printDate } from "../../src/core/calendar/calendar.ts";
import type { Confirmation, Env } from "../../src/core/command/command.ts";
import type { Context } from "../../src/core/command/field.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { titleKey } from "../../src/domain/analysis/analysis-steps.ts";
import type { EngagementEntry } from "../../src/domain/engagement/engagements.ts";
import {
  type Detail,
  type EngagementKind,
  kindOf,
  SPONSORSHIP,
  typeLabel,
} from "../../src/domain/engagement/kinds/index.ts";
import { peopleOf } from "../people.ts";
import { type EngagementValues, engagementFields, takes } from "./fields.ts";

/** Attendance above this is asked about. */
const LARGE = 500;

/** Questions and refusals that need all values. */
export function reviewEngagement(values: EngagementValues, { today, city }: Context): Confirmation[] {
  const kind = kindOf(values.kind);
  const { heldOn } = values;
  if (heldOn > today)
    throw new Refusal(`${printDate(heldOn)} has not come yet. Log it once it has been held.`, "heldOn");
  refuseStrange(kind, values);
  refuseImpossible(kind, values, today);
  const total = (values.employees ?? 0) + (values.contractors ?? 0) + (values.residents ?? 0);
  const said = total.toLocaleString("en-US");
  const early = {
    id: "before-plan",
    question: `${printDate(heldOn)} is before the plan began (${printDate(city.planPeriod.start)}): is that right?`,
    yes: `Yes, it was ${printDate(heldOn)}`,
  };
  const large = { id: "large-count", question: `${said} people came: is that right?`, yes: `Yes, record ${said}` };
  const few = {
    id: "small-counts",
    question:
      "The note gives a number under 10, which could point at people. A note is shown to everybody who may read the record. Save it all the same?",
    yes: "Yes, save the note",
  };
  return [
    ...(heldOn < city.planPeriod.start ? [early] : []),
    ...(total > LARGE ? [large] : []),
    ...(kind.survey === true && SMALL_COUNT.test([values.note, values.topic].join(" ")) ? [few] : []),
  ];
}

/** "4 of the Hmong staff", "three women": a number under ten, in digits or words, that is no date, time or share. */
const SMALL_COUNT =
  /(?<![\d.,:/#-])\b(?:[1-9]|two|three|four|five|six|seven|eight|nine)\b(?![\d.,:/%-])(?! (?:%|per ?cent))/i;

/** What is said and has no place in that kind is never left out in silence. */
function refuseStrange(kind: EngagementKind, raw: EngagementValues): void {
  const values = settled(raw);
  const strange = Object.entries(values).find(([name, value]) => value !== undefined && !takes(kind, name));
  if (strange) {
    const name = strange[0] as Detail;
    const label = engagementFields[name].label;
    throw new Refusal(`${kind.label} has no "${label}". Leave it empty, or choose another kind.`, name);
  }
  const { type } = values;
  if (type !== undefined && !kind.types?.some(({ value }) => value === type))
    throw new Refusal(`"${typeLabel(kind, type)}" is no type of ${kind.label.toLowerCase()}.`, "type");
}

function refuseImpossible(kind: EngagementKind, values: EngagementValues, today: string): void {
  const { heldOn, closedOn } = values;
  if (closedOn !== undefined && (closedOn < heldOn || closedOn > today))
    throw new Refusal(`It cannot be ${kind.closes ?? "closed"} on ${printDate(closedOn)}.`, "closedOn");
  refuseCounts(values);
  for (const name of ["asked", "awarded"] as const)
    if (values[name]?.startsWith("-")) throw new Refusal(`${values[name]} is less than nothing.`, name);
  if (kind.value === "feedback" && [values.topic, values.outcome, values.note, values.title].some(isPersonal))
    throw new Refusal("Feedback is kept without names: leave out e-mail addresses and telephone numbers.", "note");
}

/** A part is no more than its whole. */
function refuseCounts({ invited, responses, completers, ...values }: EngagementValues): void {
  if (invited !== undefined && responses !== undefined && responses > invited)
    throw new Refusal(`${responses} responses of ${invited} invited cannot be.`, "responses");
  const came = [values.employees, values.contractors, values.residents].filter((count) => count !== undefined);
  const participants = came.reduce((sum, count) => sum + count, 0);
  if (completers !== undefined && came.length > 0 && completers > participants)
    throw new Refusal(`${completers} of ${participants} participants cannot have completed it.`, "completers");
}

const isPersonal = (words: string | undefined) =>
  words !== undefined && /\S@\S|@\p{L}|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}/u.test(words);

/** An office that a kind knows as its body was named as a partner: "cooperation with OEO". */
function settled(values: EngagementValues): EngagementValues {
  const kind = kindOf(values.kind);
  const moves =
    values.partner !== undefined && values.body === undefined && !takes(kind, "partner") && takes(kind, "body");
  return moves ? { ...values, body: values.partner, partner: undefined } : values;
}

/** What was decided, without a day, was decided today. */
const decided = (values: EngagementValues, { today }: Env): EngagementValues =>
  values.kind === SPONSORSHIP && values.type !== undefined ? { ...values, closedOn: values.closedOn ?? today } : values;

/** Names become people, and what has no title of its own gets one. */
export async function toEntry(raw: EngagementValues, env: Env): Promise<EngagementEntry> {
  const values = decided(settled(raw), env);
  const leaders = await peopleOf(values.ledBy ?? [], env);
  await refuseUnknown(values.about, env);
  const ids = leaders.map(({ id }) => id);
  const title = titleOf(values);
  // The trail names nobody, so a title does not either.
  const alone = title === values.title && values.kind !== SPONSORSHIP;
  const same = alone ? title : [title, values.partner, ...ids].join(" ");
  return { ...values, title, same, ledBy: ids, languages: values.languages ?? [] };
}

/** The analysis, statement or training it belongs to must be on record. */
async function refuseUnknown(about: string | undefined, { stores }: Env): Promise<void> {
  if (about === undefined) return;
  const known = {
    AN: () => stores.analyses.get(about),
    IS: () => stores.statements.get(about),
    TR: () => stores.training.get(about),
  };
  const look = known[about.slice(0, 2) as keyof typeof known];
  if (look !== undefined && !(await look()))
    throw new Refusal(`There is no record ${about}. Nothing was saved.`, "about");
}

/** Two meetings on one day are two: their titles say with whom. */
function titleOf(values: EngagementValues): string {
  const kind = kindOf(values.kind);
  const own = values.title;
  const bare = own === undefined || [kind.label, kind.plural].some((word) => titleKey(word) === titleKey(own));
  if (!bare) return own;
  const type = values.type === undefined ? undefined : typeLabel(kind, values.type);
  const parts = [values.partner ?? values.body, values.about, values.topic, values.source, type];
  const about = parts.filter((part) => part !== undefined).slice(0, 2);
  return [kind.label, ...about].join(APART).slice(0, 200);
}

const APART = " · ";

/** Whether somebody gave it its title; else it follows what is corrected. */
export const hasOwnTitle = ({ kind, title }: { kind: string; title: string }): boolean =>
  title !== kindOf(kind).label && !title.startsWith(`${kindOf(kind).label}${APART}`);
