import { printDate } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Env } from "../../src/core/command/command.ts";
import type { Scope } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import type { Board, Post } from "../../src/domain/roster/posts.ts";

/** Committees, the citywide team and boards are the city's: the officer writes, leads and auditors read. */
export const CITYS: Scope = { to: "write", of: { city: true } };

/** Who heads a department is that department's to say. */
export const scopeOf = ({ department }: Pick<Post, "department">): Scope =>
  department === undefined ? CITYS : { to: "write", of: { department } };

export const holderOf = ({ person, member }: Post): string => person?.name ?? `${member ?? ""} (community)`;

/** "Lee Nakamura · Community Involvement Committee · term ends Wed 30 Jun 2027". */
export function postLine(post: Post, { catalog }: Pick<Env, "catalog">): string {
  const { kind, body, department, selectedBy, termEnd, endedOn } = post;
  const where = {
    committee: body,
    cet: `Citywide equity team, ${body}`,
    head: `Head of ${body === "" ? "" : `${body}, `}${departmentName(catalog, department ?? "")}`,
  }[kind];
  const said = [
    holderOf(post),
    where,
    ...(selectedBy === undefined ? [] : [`selected by ${selectedBy}`]),
    ...(termEnd === undefined ? [] : [`term ends ${printDate(termEnd)}`]),
    ...(endedOn === undefined ? [] : [`ended ${printDate(endedOn)}`]),
  ];
  return said.join(" · ");
}

/** "Equal Rights Commission · 9 seats, 2 vacant, 14 applicants · as of Sat 21 Nov 2026". */
export function boardLine({ name, seats, vacancies, applicants, termEnds, asOf }: Board): string {
  const counts = [
    `${seats} seats`,
    vacancies === undefined ? "vacancies not reported" : `${vacancies} vacant`,
    ...(applicants === undefined ? [] : [`${applicants} applicants`]),
    ...(termEnds.length === 0
      ? []
      : [`${termEnds.length} terms ending, the first on ${printDate(termEnds[0] ?? asOf)}`]),
  ];
  return `${name} · ${counts.join(", ")} · as of ${printDate(asOf)}`;
}

export async function postOf(id: string, env: Env): Promise<Post> {
  const post = await env.stores.posts.get(id);
  if (!post)
    throw new Refusal(
      `${id} is no place on a committee, on the citywide team or as a head. "roster show" lists them.`,
      "record",
    );
  return post;
}
