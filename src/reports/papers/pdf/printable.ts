import { charactersOf, fontFiles } from "./fonts.ts";

// PDF/UA refuses any character no font has, and one of them would stop the whole paper. Each is replaced by words that say what
// stood there, and the paper's list of what is missing says so.

const SCRIPTS = [
  "Han",
  "Hangul",
  "Hiragana",
  "Katakana",
  "Thai",
  "Khmer",
  "Myanmar",
  "Devanagari",
  "Bengali",
  "Tamil",
  "Ethiopic",
  "Lao",
] as const;

/** Marks that join or vary what stands beside them, and are nothing by themselves. */
const JOINERS = /[\u200B-\u200F\u2060-\u2064]|\p{Variation_Selector}|[\u{E0000}-\u{E007F}]|\p{Emoji_Modifier}/gu;

let known: ((code: number) => boolean) | undefined;

function isKnown(letter: string): boolean {
  known ??= charactersOf(fontFiles());
  return letter === "\n" || known(letter.codePointAt(0) ?? 0);
}

const isPlain = (text: string) => /^[\n -~]*$/.test(text);

/** What no font of ours can show, in words: "[emoji]", "[text in Han script: see the Word version]". */
export function printable(text: string): string {
  if (isPlain(text)) return text;
  const runs = [...text.replace(JOINERS, "")].map((letter) => (isKnown(letter) ? letter : wordFor(letter)));
  // A run of the same is said once.
  return runs.filter((one, at) => one.length === 1 || one !== runs[at - 1] || !one.startsWith("[")).join("");
}

function wordFor(letter: string): string {
  const script = SCRIPTS.find((name) => new RegExp(`\\p{Script=${name}}`, "u").test(letter));
  if (script) return `[text in ${script} script: see the Word version]`;
  return /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(letter)
    ? "[emoji]"
    : "[a letter: see the Word version]";
}

/** Whether anything of it is replaced in a PDF. */
export const isPrintable = (text: string): boolean => printable(text) === text.replace(JOINERS, "");

const LONG = /[^\s\u200B]{31,}/gu;

/** Words over 30 characters may break anywhere. */
export const breakable = (text: string): string => text.replace(LONG, (word) => [...word].join("\u200B"));
