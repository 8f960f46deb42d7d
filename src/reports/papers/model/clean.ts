// Everything people wrote is cleaned here, once, so that no format has to.

/** Control characters but line breaks, byte order marks, noncharacters, and what overrides the direction of writing. */
const HARMFUL = /(?!\n)\p{Cc}|[\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFF]/gu;
const LONE_SURROGATE = /[\uD800-\uDFFF]/gu;

/** One string as every format can show it. */
export function cleanString(raw: string): string {
  return raw
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n")
    .replace(/\t/g, " ")
    .replace(LONE_SURROGATE, "")
    .replace(HARMFUL, "")
    .normalize("NFC");
}

/** Every string within, keys of records included. */
export function cleanAll<T>(value: T): T {
  return cleaned(value) as T;
}

function cleaned(value: unknown): unknown {
  if (typeof value === "string") return cleanString(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [cleanString(name), cleaned(one)]));
}

/** An address that may be followed; everything else is shown as text. */
export function safeLink(address: string): string | undefined {
  if (!/^(?:https:\/\/|mailto:)[^\s<>"'`\\{}|^]+$/i.test(address)) return undefined;
  return URL.canParse(address) ? address : undefined;
}

/** Written from right to left: its first strong letter is Arabic or Hebrew. */
export function isRightToLeft(words: string): boolean {
  const first = /\p{L}/u.exec(words)?.[0] ?? "";
  return /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}/u.test(first);
}
