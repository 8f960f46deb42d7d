import { absent, type FieldOf, type Found, found, isBlank, unclear } from "../command/field.ts";
import { cleanText } from "../understanding/clean.ts";

/** Those a sentence is searched for; a form takes any other, too. */
const KNOWN =
  "English Spanish Hmong Somali Arabic Burmese Karen Rohingya Swahili French Russian Ukrainian Vietnamese Chinese Cantonese Mandarin Tagalog Korean Japanese Lao Khmer Nepali Dari Pashto Amharic Tigrinya Oromo Punjabi Hindi Urdu Polish German Portuguese Romanian Chuukese Samoan Tongan Yupik Inupiaq ASL".split(
    " ",
  );
const MOST = 10;
const ONE = `(?:${KNOWN.join("|")})`;
/** "in Spanish and Hmong", "Spanish-language". */
const SAID = new RegExp(String.raw`\b(?:in\s+)?${ONE}(?:(?:\s*,\s*|\s+and\s+|\s*[&/+]\s*)${ONE})*\b`, "gi");

/** The languages something was held in. Value: their names. */
export function languages(): FieldOf<string[], true> {
  return {
    kind: "languages",
    label: "Languages",
    question: "In which languages?",
    hint: "For example Spanish, Hmong",
    optional: true,
    // Before the department: "in Spanish" names none.
    rank: 15,
    keys: ["language", "idioma", "idiomas"],
    find(sentence) {
      const said = [...sentence.text.matchAll(SAID)].filter(({ 0: words }) => /^in\s|,|\band\b/i.test(words));
      for (const { index, 0: words } of said) sentence.take(index, index + words.length);
      const names = said.flatMap(({ 0: words }) => namesIn(words.replace(/^in\s+/i, "")));
      return names.length === 0 ? absent : found([...new Set(names)]);
    },
    read: readLanguages,
    write: (value) => value.join(", "),
    print: (value) => value.join(", "),
    control: () => ({ kind: "line", maxLength: 300 }),
  };
}

function readLanguages(raw: unknown): Found<string[]> {
  if (isBlank(raw)) return absent;
  const names = [...new Set(namesIn(cleanText(Array.isArray(raw) ? raw.join(", ") : String(raw))))];
  const strange = names.find((name) => !/^[\p{L}][\p{L}\s()'-]{1,39}$/u.test(name));
  if (strange !== undefined) return unclear(`"${strange}" is not the name of a language.`);
  return names.length > MOST ? unclear(`These are ${names.length} languages; ${MOST} is the most.`) : found(names);
}

function namesIn(words: string): string[] {
  const said = words
    .split(/\s*[,;/&+]\s*|\s+and\s+/i)
    .map((one) => one.trim())
    .filter((one) => one !== "");
  return said.map((one) => KNOWN.find((known) => known.toLowerCase() === one.toLowerCase()) ?? one);
}
