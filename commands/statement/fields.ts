import { addBusinessDays } from "../../src/core/calendar/business-days.ts";
import type { Env } from "../../src/core/command/command.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { date } from "../../src/core/fields/date.ts";
import { markedDate } from "../../src/core/fields/marked-date.ts";
import { record } from "../../src/core/fields/record.ts";
import { text } from "../../src/core/fields/text.ts";
import { title } from "../../src/core/fields/title.ts";
import type { IsoDate } from "../../src/core/places/city.ts";
import { councilFile } from "../../src/domain/statement/fields/council-file.ts";
import { TRIGGERS } from "../../src/domain/statement/statements.ts";

export const statementRecord = () => ({ ...record(), hint: "Its number, like IS-2026-0003" });

export const short = (label: string, keys: readonly string[], hint?: string) =>
  text({ label, from: "key", optional: true, maxLength: 200, keys, ...(hint ? { hint } : {}) });

/** What the law asks about the file (row H2). */
export const fileFields = {
  file: councilFile(),
  title: title({ from: "quotes" }),
  trigger: choice({
    label: "Why it is made",
    question: "Why is the statement made?",
    choices: TRIGGERS,
    keys: ["trigger", "type", "why"],
  }),
  requestedBy: short("Requested by", ["chair", "requester"], "The committee's chair, when the chair asked for it"),
  requestedOn: {
    ...date({ label: "Requested on", optional: true }),
    keys: ["requested"],
    find: () => ({ state: "absent" }) as const,
  },
  committee: short("Committee", []),
  hearingOn: markedDate({
    label: "Hearing",
    words: "hearing|heard|hears (?:it|this)|goes to committee|committee|council",
    keys: ["hearing", "heard", "on"],
  }),
};

/** Row C5: so many business days before the hearing, as the plan says. */
export async function dueBefore(hearingOn: IsoDate | undefined, env: Env): Promise<IsoDate | undefined> {
  if (hearingOn === undefined) return undefined;
  return addBusinessDays(hearingOn, -env.plan.statements.dueBusinessDays, await env.workCalendar());
}
