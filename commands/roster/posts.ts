import { printDate } from "../../src/core/calendar/calendar.ts";
import { defineCommand, type Env } from "../../src/core/command/command.ts";
import { date } from "../../src/core/fields/date.ts";
import { department } from "../../src/core/fields/department.ts";
import { markedDate } from "../../src/core/fields/marked-date.ts";
import { people } from "../../src/core/fields/people.ts";
import { record } from "../../src/core/fields/record.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { buttons, heading, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { namedAfter } from "../../src/domain/engagement/fields/named-after.ts";
import type { Post, PostEntry } from "../../src/domain/roster/posts.ts";
import { peopleOf } from "../people.ts";
import { area } from "../status/area.ts";
import { CITYS, postLine, postOf, scopeOf } from "./words.ts";

const who = () => people({ label: "Who", optional: true });
const termEnd = () => markedDate({ label: "Term ends on", words: "term ends|until|through", keys: ["term", "until"] });
const NEW_PLACE = /\b(?:add|name|appoint|put|make|new|select)\b/;

/** Row A13: a committee's members, from within the city or from its community. */
export const rosterCommittee = defineCommand({
  name: "roster committee",
  summary: "Name members of a committee, from within the city or from the community.",
  grave: true,
  roles: ["officer"],
  fields: {
    body: { ...committeeName(), optional: false as const },
    people: who(),
    member: textField({ label: "Community member", from: "key", optional: true, maxLength: 200, keys: ["community"] }),
    termEnd: termEnd(),
  },
  anyOf: [{ names: ["people", "member"], because: "Say who: somebody of the city, or a member of the community." }],
  cues: {
    tells: "wish",
    patterns: [
      [/\bcommittee\b/, 2],
      [NEW_PLACE, 1],
    ],
  },
  examples: [
    'committee "Community Involvement Committee" @lee until 2027-06-30',
    'committee "Sponsorship Committee" member="Rosa Diaz"',
  ],
  scope: () => CITYS,
  execute: async ({ body, people: emails, member, termEnd: until }, env) => {
    const inside = await peopleOf(emails ?? [], env);
    const place = { kind: "committee", body, department: undefined, selectedBy: undefined, termEnd: until } as const;
    return named(
      [
        ...inside.map(({ id }): PostEntry => ({ ...place, person: id, member: undefined })),
        ...(member === undefined ? [] : [{ ...place, person: undefined, member }]),
      ],
      env,
    );
  },
});

function committeeName() {
  const found = namedAfter({
    label: "Committee",
    words: /\b(?:to|on|of|for)\s+(?:the\s+)?(?=\p{Lu}[\p{L}\s]*\bcommittee\b)/iu,
    keys: ["committee"],
  });
  const quoted = textField({ label: "Committee", from: "quotes", optional: true });
  return {
    ...found,
    find: (...said: Parameters<typeof found.find>) => {
      const named = found.find(...said);
      return named.state === "absent" ? quoted.find(...said) : named;
    },
  };
}

/** Row A10: who leads equity in a service area, and sits on the citywide team. */
export const rosterCet = defineCommand({
  name: "roster cet",
  summary: "Name service area leads to the citywide equity team.",
  grave: true,
  roles: ["officer"],
  fields: {
    people: people({ label: "Who" }),
    area: { ...area(), optional: false as const },
    selectedBy: textField({
      label: "Selected by",
      from: "key",
      optional: true,
      maxLength: 200,
      keys: ["by", "selected"],
    }),
    termEnd: termEnd(),
  },
  cues: {
    tells: "wish",
    patterns: [
      [/\b(?:citywide (?:equity )?team|cet)\b/, 3],
      [NEW_PLACE, 1],
    ],
  },
  examples: ['cet @lee area="Public Safety" by="the deputy administrator"'],
  scope: () => CITYS,
  execute: async ({ people: emails, area: body, selectedBy, termEnd: until }, env) => {
    const chosen = await peopleOf(emails, env);
    const place = { kind: "cet", body, member: undefined, department: undefined, selectedBy, termEnd: until } as const;
    return named(
      chosen.map(({ id }) => ({ ...place, person: id })),
      env,
    );
  },
});

/** Row B6: who heads a department or one of its divisions; their discussions of equity are counted. */
export const rosterHead = defineCommand({
  name: "roster head",
  summary: "Say who heads a department or one of its divisions.",
  grave: true,
  roles: ["lead", "officer"],
  fields: {
    people: people({ label: "Who" }),
    department: department({ default: "author's" }),
    division: textField({
      label: "Division",
      hint: "Empty for the whole department",
      from: "key",
      optional: true,
      maxLength: 200,
    }),
  },
  cues: {
    tells: "wish",
    patterns: [
      [/\b(?:department|division) heads?\b|\bheads? of (?:the |our )?(?:department|division)\b/, 2],
      [NEW_PLACE, 1],
    ],
  },
  examples: ["head @marcus", 'head @denise division="Water Works"'],
  scope: ({ department: code }) => ({ to: "write", of: { department: code } }),
  execute: async ({ people: emails, department: code, division }, env) => {
    const heads = await peopleOf(emails, env);
    const place = { kind: "head", body: division ?? "", member: undefined, department: code } as const;
    return named(
      heads.map(({ id }) => ({ ...place, person: id, selectedBy: undefined, termEnd: undefined })),
      env,
    );
  },
});

async function named(entries: readonly PostEntry[], env: Env): Promise<Reply> {
  const outcomes = await env.stores.posts.name(entries, env.today, env.write);
  const fresh = outcomes.filter(({ outcome }) => outcome === "named").map(({ post }) => post);
  const before = outcomes.filter(({ outcome }) => outcome !== "named").map(({ post }) => post);
  const undo = (post: Post) => ({
    label: fresh.length > 1 ? `Undo ${post.id}` : "Undo",
    command: "fix undo",
    values: { record: post.id },
  });
  const [first] = [...fresh, ...before];
  return {
    ...reply(
      heading(fresh.length === 0 ? "There already" : `Named ${fresh.map(({ id }) => id).join(", ")}`),
      ...fresh.map((post) => text(postLine(post, env))),
      ...before.map((post) => text(`Before: ${post.id}, ${postLine(post, env)}`)),
      ...(fresh.length === 0 ? [] : [buttons(...fresh.map(undo))]),
    ),
    changed: { record: first?.id ?? "", department: first?.department },
  };
}

export const rosterEnd = defineCommand({
  name: "roster end",
  summary: "End a place on a committee, on the citywide team or as a head.",
  grave: true,
  roles: ["lead", "officer"],
  fields: {
    record: { ...record(), hint: "Its number, like RO-2026-0037" },
    on: date({ default: "today", label: "Ended on" }),
    reason: textField({ label: "Reason", from: "because", optional: true, keys: ["why"] }),
  },
  cues: {
    tells: "wish",
    patterns: [[/\b(?:end|ended|ends)\b.*\bro-\d{4}-\d{4,}\b|\bro-\d{4}-\d{4,}\b.*\b(?:end|ended|ends)\b/, 6]],
  },
  examples: ["end RO-2026-0037 because the term is over"],
  scope: async ({ record: id }, env) => scopeOf(await postOf(id, env)),
  execute: async ({ record: id, on, reason }, env) => {
    const before = await postOf(id, env);
    if (on < before.fromOn)
      throw new Refusal(`${id} began on ${printDate(before.fromOn)}; it cannot end before.`, "on");
    const outcome = await env.stores.posts.end(id, on, reason, env.write);
    const after = await postOf(id, env);
    return {
      ...reply(heading(outcome === "ended" ? `Ended ${id}` : `${id} was ended before`), text(postLine(after, env))),
      changed: { record: id, department: after.department },
    };
  },
});
