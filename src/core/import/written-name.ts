/** A name as it stands on a sheet, taken apart. */
export interface WrittenName {
  name: string;
  /** "(1001)" behind a name is the number of an employee. */
  employeeId: string | undefined;
}

const PRONOUNS = /\b(?:she|he|they|ze|xe|ella|[eé]l|elle)\s*\/\s*[\p{L}/ ]+|\bany pronouns\b/giu;
const TITLES =
  /^(?:(?:dr|mr|mrs|ms|mx|miss|prof|hon|rev|sgt|lt|capt|cpt|chief|officer|councilmember|ald)\.?\s+)+(?=\S)/i;
const DEGREES = /(?:,?\s+(?:ph\.?d|m\.?d|j\.?d|p\.?e|r\.?n|c\.?p\.?a|m\.?p\.?a|m\.?b\.?a|esq|a\.?i\.?c\.?p)\.?)+$/i;
const SHIFT =
  /(?:[\s,–—-]+(?:day|night|morning|afternoon|evening|swing|graveyard|1st|2nd|3rd|first|second|third)\s+shift|(?<=\S\s+\S+)\s*[,–—-]\s*(?:days?|nights?|morning|evening|swing|1st|2nd|3rd))$/i;
const SUFFIX = /^(?:jr|sr|ii|iii|iv)\.?$/i;

/** Pronouns, titles, shifts, numbers and departments taken off; "Torres, Ana" turned. */
export function writtenName(cell: string): WrittenName {
  const numbered = /\((?:#|no\.?\s*)?([A-Z]{0,2}-?\d{2,})\)/i.exec(cell);
  const original = /^(?!.*,)[^()]*\(([\p{L}][\p{L}.'’-]*(?: [\p{L}][\p{L}.'’-]*)+)\)\s*$/u.exec(cell);
  const bare = (original?.[1] ?? cell)
    .replace(/\([^)]*\)|\[[^\]]*\]/g, " ")
    .replace(PRONOUNS, " ")
    .replace(/\s+[#|/–—]\s*.*$|\s+-\s+.*$/u, "")
    .replace(/^\s*(?:[-*•]|\d+[.)])\s*/, "")
    .replace(/\s+/g, " ")
    .trim();
  return { name: turned(stripped(bare)), employeeId: numbered?.[1] };
}

const stripped = (name: string) =>
  name
    .replace(DEGREES, "")
    .replace(SHIFT, "")
    .replace(TITLES, "")
    .replace(/[\s,;]+$/, "")
    .trim();

function turned(name: string): string {
  const [last = "", first, ...more] = name.split(",").map((part) => part.trim());
  if (first === undefined || first === "" || more.length > 0) return name;
  return SUFFIX.test(first) ? `${last} ${first}` : `${first} ${last}`;
}
/**
 * The people on one line of a list without a heading. "Torres, Ana" is one of them and "Ana Torres, Bo Chen" are two: only
 * parts that are whole names are people of their own.
 */
export function namesOnLine(cells: readonly string[]): string[] {
  const parts = cells
    .flatMap((cell) => cell.split(/\band\b|&|;/i))
    .map((cell) => cell.replace(/^\s*(?:[-*•]|\d+[.)])\s*/, "").trim())
    .filter((cell) => cell !== "" && !/^[\d\s.:#/-]+$/.test(cell));
  const whole = parts.every((part) => /\s|@/.test(part.trim()));
  return parts.length < 2 || whole ? parts : [parts.join(", ")];
}

/** The one e-mail address in a text. */
export function addressIn(text: string): string | undefined {
  const found = text.match(/[^\s<>(),;:"]+@[^\s<>(),;:"]+\.[^\s<>(),;:"]+/g) ?? [];
  return found.length === 1 ? found[0] : undefined;
}
