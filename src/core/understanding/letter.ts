/**
 * The message of a text that looks like an e-mail: without its signature, and without the heads of what was forwarded,
 * whose dates and names are not those of a session. A subject stays.
 */
export function messageOf(typed: string): string {
  const text = withoutMarks(typed);
  if (!text.includes("\n")) return text;
  const lines = text.split("\n");
  const forwarded = lines.filter((line) => HEAD.test(line)).length >= 2;
  const kept = forwarded ? lines.map((line) => line.replace(SUBJECT, "")).filter((line) => !HEAD.test(line)) : lines;
  const signs = kept.findIndex(
    (line, at) => at > 0 && (SIGNATURE.test(line) || PHONE.test(line)) && kept.slice(0, at).some(hasWords),
  );
  const message = signs === -1 ? kept : kept.slice(0, signs);
  return message.some(hasWords) ? message.join("\n").trim() : text;
}

/** Codes of emoji and marks of emphasis are the platform's; nothing is said by them. */
const withoutMarks = (text: string): string =>
  text
    .replace(/(?<=^|\s):[a-z][a-z0-9_+-]*:(?=$|[\s.,!?])/gi, "")
    .replace(/(?<=^|[\s|(])([*_])(?=\S)([^*_\n"]*[^*_\s"])\1(?=$|[\s.,:;!?|)])/g, "$2")
    .replace(/^[ \t]*(?:\d{1,2}[.)]|[-*•])[ \t]+(?=\p{L})/gmu, "")
    .trim();

const HEAD =
  /^\s*>?\s*\*?(?:from|to|cc|bcc|sent|date|reply-to|de|para|enviado)\*?:\s|^\s*>?\s*-{3,}.*(?:forwarded|original) message/i;
const SUBJECT = /^\s*>?\s*\*?(?:subject|asunto)\*?:\s*(?:(?:fwd?|re):\s*)*/i;
const SIGNATURE =
  /^\s*(?:--+|__+|(?:many )?(?:thanks|thank you|thx|regards|best|best regards|kind regards|warm regards|sincerely|cheers|gracias|saludos|sent from my \w+.*)[\s,.!]*(?:again|so much)?[\s,.!]*)$/i;

/** A line with a telephone number is somebody's card. */
const PHONE = /\b\d{3}[-. ]\d{3}[-. ]\d{4}\b|\(\d{3}\) ?\d{3}-\d{4}/;

const hasWords = (line: string) => /[\p{L}\p{N}]/u.test(line);
