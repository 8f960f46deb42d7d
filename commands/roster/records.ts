import type { Env } from "../../src/core/command/command.ts";
import { markedDate } from "../../src/core/fields/marked-date.ts";
import { people } from "../../src/core/fields/people.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import type { Correction, RecordKind } from "../../src/core/records/records.ts";
import type { Button } from "../../src/core/reply/reply.ts";
import { may } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { Board, Post } from "../../src/domain/roster/posts.ts";
import { type PlainKind, plainRecords } from "../fix/plain.ts";
import { peopleOf } from "../people.ts";
import { type BoardValues, boardFields, reviewBoard, toBoard } from "./board.ts";
import { leadRecords } from "./record.ts";
import { boardLine, CITYS, postLine, scopeOf } from "./words.ts";

function buttonsFor(id: string, undone: boolean): Button[] {
  const values = { record: id };
  return undone
    ? [{ label: "Put it back", command: "fix restore", values }]
    : [
        { label: "Edit", command: "fix", values, ask: true },
        { label: "Undo", command: "fix undo", values },
      ];
}

const POSTS: PlainKind<Post> = {
  prefix: "RO",
  get: (id, env) => env.stores.posts.get(id),
  changing: scopeOf,
  setUndone: (id, undone, reason, env) => env.stores.posts.setUndone(id, undone, reason, env.write),
  line: postLine,
  actions: (post, { actor }) => (may(actor, scopeOf(post)) ? buttonsFor(post.id, post.undone) : []),
  correction: {
    fields: {
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
    },
    peopleIn: ({ person }) => (person ? [person] : []),
    valuesOf: ({ body, person, member, selectedBy, termEnd }) => ({
      body,
      people: person ? [person.email] : undefined,
      member,
      selectedBy,
      termEnd,
    }),
    save: savePost,
  },
};

interface PostValues {
  body: string | undefined;
  people: string[] | undefined;
  member: string | undefined;
  selectedBy: string | undefined;
  termEnd: string | undefined;
}

async function savePost(before: Post, raw: Record<string, unknown>, reason: string | undefined, env: Env) {
  const { body = "", people: emails, ...values } = raw as unknown as PostValues;
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

const BOARDS: PlainKind<Board & { department: undefined }> = {
  prefix: "RO",
  get: async (id, env) => {
    const board = await env.stores.boards.get(id);
    return board && { ...board, department: undefined };
  },
  changing: () => CITYS,
  setUndone: (id, undone, reason, env) => env.stores.boards.setUndone(id, undone, reason, env.write),
  line: boardLine,
  actions: (board, { actor }) => (may(actor, CITYS) ? buttonsFor(board.id, board.undone) : []),
  correction: {
    fields: boardFields,
    review: (values, context) => reviewBoard(values as unknown as BoardValues, context),
    valuesOf: ({ name, seats, vacancies, applicants, termEnds, asOf }) => ({
      name,
      seats,
      vacancies,
      applicants,
      termEnds,
      asOf,
    }),
    save: ({ id }, values, reason, env) =>
      env.stores.boards.correct(id, toBoard(values as unknown as BoardValues), reason, env.write),
  },
};

const KINDS = [leadRecords, plainRecords(POSTS), plainRecords(BOARDS)] as const;

/** RO-…: places on leadership teams and elsewhere, and boards; one sequence of numbers, so a look tells which it is. */
export const rosterRecords: RecordKind = {
  prefix: "RO",
  scope: async (id, env) => (await kindOf(id, env))?.scope(id, env),
  undo: async (id, reason, env) => (await sureKind(id, env)).undo(id, reason, env),
  restore: async (id, env) => (await sureKind(id, env)).restore(id, env),
  correction: {
    // What is said about a place is no field of a board: whichever it is takes its own.
    fields: Object.assign({}, ...KINDS.map(({ correction }) => correction?.fields)),
    form: async (id, env, wanted) => (await correctionOf(id, env)).form(id, env, wanted),
    correct: async (id, changes, reason, env) => (await correctionOf(id, env)).correct(id, changes, reason, env),
  },
};

async function kindOf(id: string, env: Env): Promise<RecordKind | undefined> {
  for (const kind of KINDS) if (await kind.scope(id, env)) return kind;
  return undefined;
}

async function sureKind(id: string, env: Env): Promise<RecordKind> {
  const kind = await kindOf(id, env);
  if (!kind) throw new Error(`${id} is not there`);
  return kind;
}

async function correctionOf(id: string, env: Env): Promise<Correction> {
  const { correction } = await sureKind(id, env);
  if (!correction)
    throw new Refusal(
      `${id} is a place on a leadership team: undo it, or end it with "roster lead end". Nothing was changed.`,
    );
  return correction;
}
