import { printDate } from "../../src/core/calendar/calendar.ts";
import type { Env } from "../../src/core/command/command.ts";
import type { Context, ValuesOf } from "../../src/core/command/field.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { date } from "../../src/core/fields/date.ts";
import { markedDate } from "../../src/core/fields/marked-date.ts";
import { people } from "../../src/core/fields/people.ts";
import { fact } from "../../src/core/records/field.ts";
import { correction } from "../../src/core/records/kind.ts";
import { recordList } from "../../src/core/records/list.ts";
import { recordKind } from "../../src/core/records/record-kind.ts";
import type { Scope } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import {
  appointedBy,
  OFFICER_TERMS,
  type OfficerTerm,
  type OfficerTermEntry,
  standingOf,
  termLine,
} from "../../src/domain/roster/officer-terms.ts";
import { councilFile } from "../../src/domain/statement/fields/council-file.ts";
import { peopleOf } from "../people.ts";

export const OFFICE: Scope = { to: "write", of: { city: true } };

/** What is typed when one is recorded, and what a correction may change. */
export const officerTermFields = {
  people: people({ label: "Who" }),
  standing: choice({
    label: "As",
    default: "officer",
    choices: [
      { value: "officer", label: "Equity officer" },
      { value: "acting", label: "Acting equity officer", words: /\bacting\b/ },
    ],
  }),
  appointedBy: choice({
    label: "Appointed by",
    optional: true,
    keys: ["by"],
    choices: ({ plan }) =>
      plan.roles.map(({ id, name }) => ({ value: id, label: name, words: appointing(name.toLowerCase()) })),
  }),
  appointedOn: date({ label: "Appointed on" }),
  confirmedOn: markedDate({
    label: "Confirmed by the council on",
    words: "confirmed(?: by the (?:[a-z]+ )*(?:council|assembly))?",
    keys: ["confirmed"],
  }),
  file: councilFile({ optional: true }),
  termEnd: markedDate({ label: "Term ends on", words: "term ends|until|through", keys: ["term", "until"] }),
};

const appointing = (name: string) =>
  new RegExp(`\\bappointed by (?:the )?${name}\\b|\\b(?:the )?${name} (?:has )?appointed\\b`);

type Values = ValuesOf<typeof officerTermFields>;

export function reviewTerm({ appointedOn, confirmedOn, termEnd }: Values, { today }: Context): [] {
  const early = (day: string | undefined) => day !== undefined && day < appointedOn;
  if (appointedOn > today) throw new Refusal(`${printDate(appointedOn)} has not come yet.`, "appointedOn");
  if (confirmedOn !== undefined && confirmedOn > today)
    throw new Refusal(
      `${printDate(confirmedOn)} has not come yet. Add it once the council has confirmed.`,
      "confirmedOn",
    );
  if (confirmedOn !== undefined && early(confirmedOn))
    throw new Refusal(
      `${printDate(confirmedOn)} is before the appointment on ${printDate(appointedOn)}.`,
      "confirmedOn",
    );
  if (termEnd !== undefined && early(termEnd))
    throw new Refusal(`A term cannot end on ${printDate(termEnd)}, before it began.`, "termEnd");
  return [];
}

export async function toTerm({ people: emails, standing, ...values }: Values, env: Env): Promise<OfficerTermEntry> {
  const [person, another] = await peopleOf(emails, env);
  if (!person || another) throw new Refusal("One person at a time, please. Nothing was saved.", "people");
  return { ...values, person: person.id, acting: standing === "acting" };
}

/** OT-…: it says who was appointed, and gives no rights: those come with the role. */
export const OFFICER_TERM = recordKind<OfficerTerm>({
  ...OFFICER_TERMS,
  belongs: "city",
  listedBy: "admin officer list",
  store: ({ officerTerms }) => officerTerms,
  touches: () => OFFICE,
  reads: () => ({ to: "open" }),
  line: termLine,
  days: ({ appointedOn }) => [appointedOn],
  fields: [
    fact("E-mail", "text", ({ person }) => person.email, { as: "email" }),
    fact("Name", "text", ({ person }) => person.name),
    fact("As", "text", standingOf, { as: "standing" }),
    fact("Appointed by", "text", appointedBy),
    fact("Appointed on", "day", (one) => one.appointedOn),
    fact("Confirmed on", "day", (one) => one.confirmedOn),
    fact("Council file", "text", (one) => one.file, { as: "file" }),
    fact("Term ends on", "day", (one) => one.termEnd, { as: "term_end" }),
  ],
  correction: correction({
    fields: officerTermFields,
    peopleIn: ({ person }) => [person],
    review: (values, context) => reviewTerm(values, context),
    valuesOf: ({ person, acting, appointedBy: by, appointedOn, confirmedOn, file, termEnd }) => ({
      people: [person.email],
      standing: acting ? "acting" : "officer",
      appointedBy: by,
      appointedOn,
      confirmedOn,
      file,
      termEnd,
    }),
    save: async ({ id }, values, reason, env) =>
      env.stores.officerTerms.correct(id, await toTerm(values, env), reason, env.write),
  }),
});

export const adminOfficerList = recordList(OFFICER_TERM, {
  summary: "List who was appointed equity officer, confirmed by the council, or stood in.",
  roles: ["officer", "auditor"],
  cues: { tells: "question", patterns: [[/\bwho\b.*\b(?:acting|appointed|confirmed)\b.*\bofficer\b/, 6]] },
  examples: ["admin officer list"],
});
