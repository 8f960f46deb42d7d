import { type PersonName, personKey } from "../people/person.ts";
import { cleanText } from "../understanding/clean.ts";
import { nameKeys, nearestPeople, peopleIn } from "../understanding/people.ts";
import { createSentence } from "../understanding/sentence.ts";
import type { SignInLine } from "./sign-in.ts";

/** One row of a list of people: as written, and who that is. */
export interface SheetRow extends SignInLine {
  match:
    | { state: "matched"; person: PersonName; by: "key" | "name" }
    | { state: "several"; people: readonly PersonName[] }
    | { state: "unknown"; nearest: readonly PersonName[] };
}

/** Each row with the person it names: by address, then by number, then by name; several or none are shown, never guessed. */
export function matchRows(rows: readonly SignInLine[], people: readonly PersonName[]): SheetRow[] {
  const keyed = new Map<string, PersonName>();
  for (const person of people)
    for (const key of [person.employeeId, person.email]) if (key) keyed.set(personKey(key), person);
  const named = byNames(people);
  return rows.map((row) => {
    const byKey = [row.email, row.employeeId].flatMap((key) => (key ? (keyed.get(personKey(key)) ?? []) : []));
    const [person] = byKey;
    if (person) return { ...row, match: { state: "matched", person, by: "key" } };
    return { ...row, match: matchName(row, named(row.name || row.said)) };
  });
}

/** Whoever shares a word, or its beginning, with a name: a crowd of 20,000 is not gone through for each row. */
function byNames(people: readonly PersonName[]): (name: string) => PersonName[] {
  const index = new Map<string, PersonName[]>();
  for (const person of people)
    for (const key of nameKeys([person.name, person.email])) {
      const sharing = index.get(key);
      if (sharing) sharing.push(person);
      else index.set(key, [person]);
    }
  return (name) => {
    const found = new Set(nameKeys([name]).flatMap((key) => index.get(key) ?? []));
    return people.length <= 300 ? [...people] : [...found].slice(0, 300);
  };
}

function matchName({ name, said }: SignInLine, people: readonly PersonName[]): SheetRow["match"] {
  const sentence = createSentence(cleanText((name || said).slice(0, 200)));
  const [first, ...others] = peopleIn(sentence, people);
  const meant = first && others.length === 0 && sentence.free().length === 0 ? first.people : [];
  const [only] = meant;
  if (only && meant.length === 1) return { state: "matched", person: only, by: "name" };
  if (meant.length > 1) return { state: "several", people: meant };
  return { state: "unknown", nearest: nearestPeople(name || said, people) };
}
