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
