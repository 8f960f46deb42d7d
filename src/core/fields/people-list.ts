import { type PersonName, personKey } from "../people/person.ts";
import { cleanText, storable } from "../understanding/clean.ts";
import { nameKeys, nameWords, type PersonMention } from "../understanding/people.ts";
import { createSentence, type Sentence } from "../understanding/sentence.ts";

/** Characters of a list: some hundreds of people. A sheet of thousands has [Add names]. */
export const MOST_OF_LIST = 10_000;

/** What stands between commas, semicolons and line ends. */
export const listParts = (text: string): string[] =>
  text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** A list with whoever stands in it by address or id taken out; what is left of it is to be read as names. */
export function byIds(text: string, people: readonly PersonName[]): { mentions: PersonMention[]; rest: string } {
  const keyed = new Map<string, PersonName[]>();
  for (const person of people)
    for (const key of new Set([person.email, person.employeeId].flatMap((one) => (one ? [personKey(one)] : []))))
      keyed.set(key, [...(keyed.get(key) ?? []), person]);
  const mentions: PersonMention[] = [];
  const lines = storable(text)
    .split(/[;\n]/)
    .map((line) =>
      line
        .split(",")
        .filter((part) => {
          const meant = keyed.get(personKey(part));
          if (meant) mentions.push({ said: part.trim(), people: meant, start: 0, end: 0 });
          return !meant && part.trim() !== "";
        })
        .join(","),
    );
  return { mentions, rest: lines.filter((line) => line.trim() !== "").join("\n") };
}

/** Shorter than what is read at once. */
const CHUNK = 2500;

/** A list of names in sentences that are not too long, each with the people who may be meant in it. */
export function sentencesOf(list: string, people: readonly PersonName[]): [Sentence, readonly PersonName[]][] {
  if (list.length <= CHUNK) return list === "" ? [] : [[createSentence(cleanText(list)), people]];
  const named = people.map((person) => ({ person, keys: nameKeys([person.name, person.email]) }));
  return chunksOf(list).map((chunk) => {
    const sentence = createSentence(cleanText(chunk));
    const said = new Set(nameKeys(nameWords(sentence, CHUNK)));
    const meant = named.filter(({ person, keys }) => person.handles.length > 0 || keys.some((key) => said.has(key)));
    return [sentence, meant.map(({ person }) => person)];
  });
}

function chunksOf(list: string): string[] {
  const chunks = [""];
  for (const part of list.split(/(?<=\n)|(?<=,)(?!.*\n)/)) {
    const last = chunks.at(-1) ?? "";
    if (last.length + part.length > CHUNK) chunks.push(part);
    else chunks[chunks.length - 1] = last + part;
  }
  return chunks;
}
