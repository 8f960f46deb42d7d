import type { Env } from "../../src/core/command/command.ts";
import type { ValuesOf } from "../../src/core/command/field.ts";
import { markedDate } from "../../src/core/fields/marked-date.ts";
import { people } from "../../src/core/fields/people.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { departmentFact, fact } from "../../src/core/records/field.ts";
import { correction } from "../../src/core/records/kind.ts";
import { recordKind } from "../../src/core/records/record-kind.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { BOARDS, type Board, POSTS, type Post } from "../../src/domain/roster/posts.ts";
import { peopleOf } from "../people.ts";
import { boardFields, reviewBoard, toBoard } from "./board.ts";
import { boardLine, CITYS, postLine, scopeOf } from "./words.ts";

const postFields = {
  body: textField({
    label: "Committee, service area or division",
    from: "key",
    optional: true,
    keys: ["committee", "area", "division"],
  }),
  people: people({ label: "Who", optional: true, keyOnly: true }),
  member: textField({ label: "Community member", from: "key", optional: true, maxLength: 200 }),
  selectedBy: textField({ label: "Selected by", from: "key", optional: true, maxLength: 200 }),
  termEnd: markedDate({ label: "Term ends on", keys: ["until"] }),
};

/** RO-…: a place of a committee, of the citywide team, or of a head. */
export const POST = recordKind<Post>({
  ...POSTS,
  listedBy: "roster show",
  store: ({ posts }) => posts,
  touches: scopeOf,
  reads: ({ department }) => (department === undefined ? { to: "open" } : { to: "read", of: { department } }),
  line: postLine,
  fields: [
    fact("Kind", "text", (one) => one.kind),
    fact("Body", "text", (one) => one.body),
    fact("E-mail", "text", (one) => one.person?.email, { as: "email" }),
    fact("Name", "text", (one) => one.person?.name ?? one.member),
    departmentFact(),
    fact("Selected by", "text", (one) => one.selectedBy),
    fact("From", "day", (one) => one.fromOn, { as: "from_on" }),
    fact("Term ends on", "day", (one) => one.termEnd, { as: "term_end" }),
    fact("Ended on", "day", (one) => one.endedOn),
  ],
  correction: correction({
    fields: postFields,
    peopleIn: ({ person }) => (person ? [person] : []),
    valuesOf: ({ body, person, member, selectedBy, termEnd }) => ({
      body,
      people: person ? [person.email] : undefined,
      member,
      selectedBy,
      termEnd,
    }),
    save: savePost,
  }),
});

async function savePost(before: Post, raw: ValuesOf<typeof postFields>, reason: string | undefined, env: Env) {
  const { body = "", people: emails, ...values } = raw;
  const chosen = await peopleOf(emails ?? [], env);
  const [person] = chosen;
  if (chosen.length > 1 || (person === undefined) === (values.member === undefined))
    throw new Refusal(
      "One place is one person's: of the city, or of the community. Nothing was changed.",
      "changes.people",
    );
  if (before.kind !== "head" && body === "")
    throw new Refusal("Say which committee or service area. Nothing was changed.", "changes.body");
  const entry = { ...values, body, person: person?.id, department: before.department };
  return env.stores.posts.correct(before.id, entry, reason, env.write);
}

/** RO-…: how a board is seated on a day. */
export const BOARD = recordKind<Board>({
  ...BOARDS,
  belongs: "city",
  listedBy: "roster show",
  store: ({ boards }) => boards,
  touches: () => CITYS,
  line: boardLine,
  fields: [
    fact("Board", "text", (one) => one.name, { as: "name" }),
    fact("As of", "day", (one) => one.asOf),
    fact("Seats", "number", (one) => one.seats),
    fact("Vacancies", "number", (one) => one.vacancies),
    fact("Applicants", "number", (one) => one.applicants),
    fact("Terms end on", "list", (one) => one.termEnds, { as: "term_ends" }),
  ],
  correction: correction({
    fields: boardFields,
    review: (values, context) => reviewBoard(values, context),
    valuesOf: ({ name, seats, vacancies, applicants, termEnds, asOf }) => ({
      name,
      seats,
      vacancies,
      applicants,
      termEnds,
      asOf,
    }),
    save: ({ id }, values, reason, env) => env.stores.boards.correct(id, toBoard(values), reason, env.write),
  }),
});
