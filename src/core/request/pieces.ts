/**
 * Cuts a text into pieces that are each within `most`, at line ends or spaces where there are some. `lengthOf` says how long
 * a character is once it is written as a platform wants it.
 */
export function piecesOf(text: string, most: number, lengthOf: (char: string) => number): string[] {
  const whole: string[] = [];
  let rest = text.trim();
  for (;;) {
    const end = prefixWithin(rest, most, lengthOf);
    if (end === rest.length) return rest === "" ? whole : [...whole, rest];
    const cut = breakBefore(rest, end);
    whole.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
}

/** Where the longest prefix of whole characters within `most` ends. */
function prefixWithin(text: string, most: number, lengthOf: (char: string) => number): number {
  let [length, at] = [0, 0];
  for (const char of text) {
    length += lengthOf(char);
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
