/** Slack's own markup in what a person wrote, as plain words; mentions stay `<@U…>`, which the core reads as people. */
export function plainWords(raw: string, botUserId: string | undefined): string {
  return raw
    .replace(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g, (_all, id: string) => (id === botUserId ? "" : `<@${id}>`))
    .replace(/<(?!@)([^<>]*)>/g, (_all, inside: string) => labelOf(inside))
    .replace(/&(lt|gt|amp);/g, (_all, name: string) => ENTITIES[name] ?? "")
    .trim();
}

const ENTITIES: Record<string, string> = { lt: "<", gt: ">", amp: "&" };

/** `#C1|parks` is #parks, `mailto:a@b|a@b` is a@b, `https://x|x` is x, `!here` is @here. */
function labelOf(inside: string): string {
  const bar = inside.indexOf("|");
  const [target, label] = bar < 0 ? [inside, ""] : [inside.slice(0, bar), inside.slice(bar + 1)];
  if (target.startsWith("#")) return `#${label || target.slice(1)}`;
  if (target.startsWith("!")) return label || `@${target.slice(1)}`;
  return label || target.replace(/^mailto:/, "");
}

/** Ids of the people a text mentions; a text with more of them than this is no entry anybody types. */
const MOST_MENTIONS = 100;

export function mentionsIn(raw: string): string[] {
  const ids = [...raw.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g)].flatMap((match) => match[1] ?? []);
  return [...new Set(ids)].slice(0, MOST_MENTIONS);
}

/** What Slack would take for markup, taken for itself: no mention and no link of a person's making is live. */
export function escaped(text: string): string {
  return text.replace(/[&<>]/g, (char) => ESCAPES[char] ?? char);
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Cuts a text into pieces that are each within `most` once escaped, at line ends or spaces where there are some. */
export function pieces(text: string, most: number): string[] {
  const whole: string[] = [];
  let rest = text.trim();
  while (escaped(rest).length > most) {
    const end = breakBefore(rest, prefixWithin(rest, most));
    whole.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === "" ? whole : [...whole, rest];
}

/** The longest prefix, in whole characters, that is within `most` once escaped. */
function prefixWithin(text: string, most: number): number {
  let [length, at] = [0, 0];
  for (const char of text) {
    length += (ESCAPES[char] ?? char).length;
    if (length > most) return at;
    at += char.length;
  }
  return at;
}

function breakBefore(text: string, end: number): number {
  const head = text.slice(0, end);
  for (const mark of ["\n", " "]) {
    const at = head.lastIndexOf(mark);
    if (at > end / 2) return at;
  }
  return end;
}
