import {
  absent,
  ambiguous,
  type FieldOf,
  type Found,
  found,
  unclear,
  type ValuesOf,
} from "../../src/core/command/field.ts";
import { choice } from "../../src/core/fields/choice.ts";
import { languages } from "../../src/core/fields/languages.ts";
import { people } from "../../src/core/fields/people.ts";
import { record } from "../../src/core/fields/record.ts";
import { text } from "../../src/core/fields/text.ts";
import { openQuote, type Sentence } from "../../src/core/understanding/sentence.ts";
import { SECTORS } from "../../src/domain/engagement/kinds/index.ts";
import { PARTNER_CLASSES } from "../../src/domain/partner/partners.ts";

const AROUND =
  /^\s*(?:please\s+)?(?:add|register|record|new partner:?)?\s*(?:the\s+)?(?<name>.*?)(?:\s+as an? (?:new |community )*partner)?(?:\s+to (?:the|our) partners?(?: database)?)?[\s.!,]*$/is;

/** What an organisation is called: in quotes, or what is left of a short request. Value: the name. */
function partnerName(): FieldOf<string, false> {
  return {
    ...text({ label: "Organization", from: "key", maxLength: 200, keys: ["name", "org", "partner"] }),
    // First: no other field reads into a name. "Sixteenth Street Health Center" is no department.
    rank: 0,
    find: nameIn,
  };
}

const TELLS = /^(?:remove|drop|delete|end|stop|we|they|is|are|do|don't|not|no)\b/;

function nameIn(sentence: Sentence): Found<string> {
  const quote = openQuote(sentence);
  if (quote) {
    sentence.take(quote.start, quote.end);
    return found(quote.text);
  }
  const until = sentence.tokens.find(({ taken }) => taken)?.start ?? sentence.text.length;
  const said = sentence.text.slice(0, until);
  const name = AROUND.exec(said)?.groups?.["name"]?.replace(/[\s,;]+$/, "") ?? "";
  if (!/\p{L}{2}/u.test(name)) return absent;
  if (name.split(/\s+/).length > 8) return unclear("I am not sure where its name begins and ends.");
  // "Urban League stopped working with us" tells something; a name is capitals and the words that join them.
  const small = name
    .split(/\s+/)
    .filter((word) => !/^\p{Lu}|^\d|^(?:of|and|for|the|de|la|del|los|y|on|in|at|&)$/u.test(word));
  const told = small.length > 0 && (/\p{Lu}/u.test(name) || small.length > 3 || TELLS.test(name));
  if (told && !/^\s*(?:please\s+)?(?:add|register|record|new partner)\b/i.test(said))
    return unclear("I am not sure what it is called; put its name in quotes.");
  const start = said.indexOf(name);
  sentence.take(start, start + name.length);
  return found(name);
}

/** A partner of the database (row D8); also what a correction may change. */
export const partnerFields = {
  name: partnerName(),
  contact: text({
    label: "Business contact",
    hint: "How the organization is reached at work: office, telephone, e-mail",
    from: "key",
    optional: true,
    maxLength: 300,
    keys: ["phone", "email"],
  }),
  focus: text({ label: "Focus", from: "key", optional: true, maxLength: 300 }),
  sector: choice({ label: "Sector", choices: SECTORS, optional: true }),
  class: choice({ label: "Class", choices: PARTNER_CLASSES, optional: true }),
  languages: languages(),
  consent: choice({
    label: "Agreed to be listed",
    optional: true,
    choices: [
      { value: "true", label: "Yes" },
      { value: "false", label: "No" },
    ],
    keys: ["listed", "list"],
  }),
  owner: { ...people({ label: "Looked after by", optional: true, keyOnly: true }), keys: ["owner"] },
};

export type PartnerValues = ValuesOf<typeof partnerFields>;

/** The number of a partner's record. */
export const partnerRecord = () => ({ ...record(), label: "Partner", hint: "Its number, like PA-2026-0012" });

/** "PA-2026-0003 into PA-2026-0001": the one that stays. */
export function intoRecord(): FieldOf<string, false> {
  const plain = record();
  return {
    ...plain,
    label: "The one that stays",
    hint: "Its number, like PA-2026-0001",
    keys: ["into"],
    rank: 0,
    find(sentence, context) {
      const match = /\b(?:into|with)\s+([a-z]{2}-\d{4}-\d{4,})\b/i.exec(sentence.text);
      if (match) {
        sentence.take(match.index, match.index + match[0].length);
        return plain.read(match[1], context);
      }
      const ids = sentence.tokens
        .filter(({ kind, taken }) => kind === "record" && !taken)
        .map(({ raw }) => raw.toUpperCase());
      return ids.length > 1 ? ambiguous(ids, "Which of the two stays?") : absent;
    },
  };
}
