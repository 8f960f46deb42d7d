import { printDate } from "../../src/core/calendar/calendar.ts";
import { defineCommand } from "../../src/core/command/command.ts";
import type { Context, ValuesOf } from "../../src/core/command/field.ts";
import { date } from "../../src/core/fields/date.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { wholeNumber } from "../../src/core/fields/whole-number.ts";
import { buttons, heading, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { termEnds } from "../../src/domain/roster/fields/term-ends.ts";
import type { BoardEntry } from "../../src/domain/roster/posts.ts";
import { boardLine, CITYS } from "./words.ts";

/** Row A14: counts, and nothing about anybody who applied. Also what a correction may change. */
export const boardFields = {
  name: textField({ label: "Board or committee", from: "quotes", maxLength: 200, keys: ["board"] }),
  seats: wholeNumber({ label: "Seats", noun: /seats?/ }),
  vacancies: wholeNumber({ label: "Vacancies", noun: /vacanc(?:y|ies)/, optional: true, keys: ["vacant", "vacancy"] }),
  applicants: wholeNumber({ label: "Applicants", noun: /applicants?/, optional: true }),
  termEnds: termEnds(),
  asOf: date({ default: "today", label: "As of" }),
};

export type BoardValues = ValuesOf<typeof boardFields>;

export const toBoard = ({ termEnds: days, ...values }: BoardValues): BoardEntry => ({
  ...values,
  termEnds: days ?? [],
});

export function reviewBoard({ seats, vacancies, termEnds: days, asOf }: BoardValues, { today }: Context): [] {
  if (asOf > today) throw new Refusal(`${printDate(asOf)} has not come yet.`, "asOf");
  if (vacancies !== undefined && vacancies > seats)
    throw new Refusal(`${vacancies} of ${seats} seats cannot be vacant.`, "vacancies");
  if ((days ?? []).length > seats - (vacancies ?? 0))
    throw new Refusal(
      `${days?.length} terms cannot end on ${seats - (vacancies ?? 0)} seats that are taken.`,
      "termEnds",
    );
  return [];
}

export const rosterBoard = defineCommand({
  name: "roster board",
  summary: "Record how a board or committee is seated: seats, vacancies, terms, applicants in numbers.",
  roles: ["officer"],
  fields: boardFields,
  cues: {
    tells: "wish",
    patterns: [[/\b\d+ seats?\b.*\b(?:vacan|applicant|term)|\bvacanc(?:y|ies)\b.*\bseats?\b/, 4]],
  },
  examples: ['board "Equal Rights Commission" 9 seats, 2 vacancies, 14 applicants, terms=2027-01-31 x3'],
  scope: () => CITYS,
  review: reviewBoard,
  execute: async (values, env) => {
    const { outcome, record: board } = await env.stores.boards.record(toBoard(values), env.write);
    const of = { record: board.id };
    const edit = { label: "Edit", command: "fix", values: of, ask: true };
    if (outcome === "on record")
      return reply(
        heading("On record for that day already"),
        text(`${board.id} says: ${boardLine(board)}. Nothing new was saved; correct it instead.`),
        buttons(edit),
      );
    return {
      ...reply(
        heading(`Recorded ${board.id}`),
        text(boardLine(board)),
        buttons(edit, { label: "Undo", command: "fix undo", values: of }),
      ),
      changed: { record: board.id, department: undefined },
    };
  },
});
