import { planPeriod, printPeriod } from "../calendar/calendar.ts";
import { departmentName } from "../catalog/catalog.ts";
import { type Command, type CommandSpec, defineCommand, type Env } from "../command/command.ts";
import { after } from "../fields/after.ts";
import { department } from "../fields/department.ts";
import { period, periodOf } from "../fields/period.ts";
import { type Block, heading, reply, text } from "../reply/reply.ts";
import { cityOrLed, may, type Scope } from "../request/actor.ts";
import { printFact } from "./field.ts";
import type { RecordKind } from "./kind.ts";
import type { Recorded } from "./name.ts";
import { PAGE, pageEnd } from "./paging.ts";
import type { Listed, Listing } from "./store.ts";

type Said = Pick<CommandSpec<never>, "summary" | "roles" | "examples"> & Partial<Pick<CommandSpec<never>, "cues">>;

/**
 * The command that lists a kind: of a department or the city, of a period, page by page. Its name is the kind's `listedBy`.
 * @public For kinds whose list says no more than their facts (docs/adding-a-record.md).
 */
export function recordList<One extends Recorded>(kind: RecordKind<One>, said: Said): Command {
  return defineCommand({
    ...said,
    name: kind.listedBy,
    fields: { department: department({ optional: true }), period: period({ optional: true }), after: after() },
    scope: ({ department: code }, { actor }) => cityOrLed(code, actor),
    execute: async (values, env) => {
      const asked = values.period === undefined ? planPeriod(env.city) : periodOf(values.period, env.city);
      const code = departmentIn(cityOrLed(values.department, env.actor));
      const departments = code === undefined ? undefined : [code];
      const { start, end } = asked;
      const listed = await kind.list({ departments, start, end, after: values.after, limit: PAGE }, env);
      const where = code === undefined ? env.city.name : departmentName(env.catalog, code);
      return reply(
        heading(`${capital(kind.plural)} · ${where} · ${printPeriod(asked)}`),
        ...table(kind, listed, env),
        ...pageEnd(listed, { command: kind.listedBy, values }),
      );
    },
  });
}

/**
 * A page of a kind as its reader may see it: what is not theirs to read is neither shown nor counted. `more` says whether
 * there were more records than the page holds, theirs or not.
 */
export async function readListed(kind: RecordKind, asked: Listing, env: Env) {
  const listed = await kind.list(asked, env);
  const records = listed.records.filter((one) => may(env.actor, kind.reads(one, env)));
  const page = records.length === listed.records.length ? listed : { records, total: records.length, next: undefined };
  return { ...page, more: listed.next !== undefined };
}

/** The department a scope is about; undefined is the city. */
export const departmentIn = (scope: Scope): string | undefined =>
  "of" in scope && "department" in scope.of ? scope.of.department : undefined;

export const capital = (words: string): string => `${words[0]?.toUpperCase() ?? ""}${words.slice(1)}`;

function table<One extends Recorded>(kind: RecordKind<One>, { records }: Listed<One>, env: Env): Block[] {
  if (records.length === 0) return [text("None is on record for this period.")];
  const columns = ["Record", ...kind.fields.map(({ label }) => label)].map((label) => ({ label }));
  const rows = records.map((one) => [one.id, ...kind.fields.map((field) => printFact(field, one, env))]);
  return [{ kind: "table", caption: `${capital(kind.plural)} on record`, columns, rows, list: true }];
}
