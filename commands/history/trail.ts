import { Temporal } from "temporal-polyfill";
import { printInstant } from "../../src/core/calendar/calendar.ts";
import type { Env } from "../../src/core/command/command.ts";
import type { AuditEntry } from "../../src/core/records/audit.ts";
import { detailsInWords } from "../../src/core/records/trail.ts";
import type { Block } from "../../src/core/reply/reply.ts";
import { text } from "../../src/core/reply/reply.ts";

/** Changes that are shown at once. */
export const MOST = 50;

/** Who changed what, when, from what to what and why; `of` where they are of several records. */
export async function changesTable(
  found: readonly AuditEntry[],
  caption: string,
  env: Env,
  { of = false }: { of?: boolean } = {},
): Promise<Block[]> {
  if (found.length === 0) return [];
  const names = await namesIn(found, env);
  const rows = found.slice(0, MOST).map((entry) => {
    const when = printInstant(Temporal.Instant.fromEpochMilliseconds(Math.floor(entry.at)), env.city);
    const what = entry.action.replace(".", ": ");
    return [
      when,
      entry.actorName,
      what,
      ...(of ? [entry.subject] : []),
      detailsInWords({ ...entry, details: named(entry.details, names) }, env.actor.id),
    ];
  });
  const columns = ["When", "Who", "What", ...(of ? ["Record"] : []), "Old → new, and why"].map((label) => ({ label }));
  const more =
    found.length > MOST
      ? [text(`The list ends with the newest ${MOST}. Ask for a shorter period to see the rest.`)]
      : [];
  return [{ kind: "table", caption, columns, rows, list: true }, ...more];
}

type Names = ReadonlyMap<number, string>;

/** The trail keeps numbers of people, and never their names. */
async function namesIn(found: readonly AuditEntry[], { stores, today }: Env): Promise<Names> {
  const ids = new Set(
    found.flatMap(({ details }) => [details, details["before"], details["after"]].flatMap(numbersIn)),
  );
  const people = ids.size === 0 ? [] : await stores.people.byId([...ids], today);
  return new Map(people.map(({ id, name }) => [id, name]));
}

const OF_PEOPLE = /^(?:people|ledBy|owner|person)$/;

const numbersIn = (facts: unknown): number[] =>
  Object.entries(facts ?? {}).flatMap(([name, value]) =>
    OF_PEOPLE.test(name) ? [value].flat().filter((one): one is number => typeof one === "number") : [],
  );

const named = (details: Record<string, unknown>, names: Names): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(details).map(([key, value]) => [
      key,
      key === "before" || key === "after" ? withNames(value as Record<string, unknown>, names) : value,
    ]),
  );

const withNames = (facts: Record<string, unknown> | undefined, names: Names) =>
  Object.fromEntries(
    Object.entries(facts ?? {}).map(([name, value]) => [
      name,
      OF_PEOPLE.test(name) ? [value].flat().map((one) => names.get(one as number) ?? one) : value,
    ]),
  );
