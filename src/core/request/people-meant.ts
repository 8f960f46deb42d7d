import type { Catalog } from "../catalog/catalog.ts";
import type { Command } from "../command/command.ts";
import type { Stores } from "../command/stores.ts";
import { listParts } from "../fields/people-list.ts";
import type { PersonName } from "../people/person.ts";
import type { IsoDate } from "../places/city.ts";
import type { RawValues } from "../reply/reply.ts";
import { nameWords } from "../understanding/people.ts";
import { createSentence } from "../understanding/sentence.ts";

/** Words that a list of people may hold: a crew of some hundreds. */
const MOST_WORDS = 2000;

/** People whom words may name, or lists by an id; the fields look among them. */
export async function peopleMeant(
  { people }: Stores,
  { courseNames, departmentNames }: Catalog,
  { texts, lists }: { texts: readonly string[]; lists: readonly string[] },
  today: IsoDate,
): Promise<PersonName[]> {
  const words = [
    ...new Set([
      ...texts.flatMap((one) => nameWords(createSentence(one.slice(0, 20_000)))),
      ...lists.flatMap((one) => nameWords(createSentence(one), MOST_WORDS)),
    ]),
  ];
  const keys = lists.flatMap(listParts).filter((part) => /^(?=.*[\d@])\S+$/.test(part));
  const unknown = words.some((word) => !courseNames.words.has(word) && !departmentNames.words.has(word));
  const [named, keyed] = await Promise.all([
    unknown ? people.named(words, today) : [],
    keys.length > 0 ? people.byKeys(keys, today) : [],
  ]);
  return [...new Map([...named, ...keyed].map((person) => [person.id, person])).values()];
}

/** The texts of a form or a button that list people, by the names that such fields have in any command. */
export function peopleLists(values: RawValues, commands: readonly Command[]): string[] {
  const names = new Set(
    commands.flatMap(({ fields }) =>
      Object.entries(fields).flatMap(([name, { kind }]) => (kind === "people" ? [name] : [])),
    ),
  );
  const listed = (name: string, value: unknown): string[] => {
    if (names.has(name.split(".").at(-1) ?? "")) return [Array.isArray(value) ? value.join(", ") : String(value ?? "")];
    return typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([part, one]) => listed(part, one))
      : [];
  };
  return Object.entries(values).flatMap(([name, value]) => listed(name, value));
}
