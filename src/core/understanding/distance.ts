/**
 * Slips of the keyboard between two words: letters added, lost, changed or swapped with their neighbour. Counting stops
 * beyond `most`, which then is the answer plus one.
 */
export function slips(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const next = nextRow(one, other, row, last, before);
    if (Math.min(...next) > most) return most + 1;
    before = last;
    last = next;
  }
  return Math.min(last[other.length] ?? most + 1, most + 1);
}

function nextRow(
  one: string,
  other: string,
  row: number,
  last: readonly number[],
  before: readonly number[],
): number[] {
  const next = [row];
  for (let at = 1; at <= other.length; at += 1) {
    const changed = (last[at - 1] ?? 0) + (one[row - 1] === other[at - 1] ? 0 : 1);
    const swapped =
      row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1]
        ? (before[at - 2] ?? 0) + 1
        : Number.POSITIVE_INFINITY;
    next.push(Math.min(changed, swapped, (last[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
  }
  return next;
}

/** As many slips as a word of that length may have and still be meant: short words differ by one letter anyway. */
export const allowedSlips = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

/** The letters of a word as bits: two words a few slips apart differ in few of them. */
export function letters(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at += 1) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits;
}

/** Whether two words can be that close at all: a cheap look before counting slips. */
export function mayBeClose(one: number, other: number, most: number): boolean {
  let differing = one ^ other;
  for (let left = 2 * most; differing !== 0; left -= 1) {
    if (left === 0) return false;
    differing &= differing - 1;
  }
  return true;
}
