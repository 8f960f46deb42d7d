import { absent, type FieldOf, type Found, found, isBlank, unclear } from "../command/field.ts";
import { cleanText } from "../understanding/clean.ts";

const MOST = 500;
const SAID = /\bhttps?:\/\/[^\s<>"]+/i;

/** Where something can be read. Value: an address that begins with https:// or http://. */
export function link(options: { label: string; keys?: readonly string[] }): FieldOf<string, true> {
  return {
    kind: "link",
    label: options.label,
    question: "Where can it be read?",
    hint: "A link that begins with https://",
    optional: true,
    // First: there are numbers and names in addresses.
    rank: 0,
    keys: options.keys ?? [],
    find(sentence) {
      const said = SAID.exec(sentence.text);
      if (!said) return absent;
      const address = said[0].replace(/[.,;:!?)\]]+$/, "");
      sentence.take(said.index, said.index + address.length);
      return readLink(address);
    },
    read: readLink,
    write: (value) => value,
    print: (value) => value,
    control: () => ({ kind: "line", maxLength: MOST }),
  };
}

function readLink(raw: unknown): Found<string> {
  if (isBlank(raw)) return absent;
  const typed = cleanText(String(raw));
  if (typed.length > MOST) return unclear(`The link is ${typed.length} characters long; ${MOST} is the most.`);
  return /^https?:\/\/[^\s/]+\S*$/i.test(typed)
    ? found(typed)
    : unclear(`"${typed.slice(0, 60)}" is not a link. It begins with https://.`);
}
