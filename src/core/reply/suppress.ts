/** The smallest count of a survey or of demographics that is shown; anything smaller could point at somebody. */
const SMALLEST = 10;

/** A count that may be shown, one that is too small, one that would give a small one away, and one that is not known. */
export type Shown = number | "fewer than 10" | "withheld" | undefined;

/**
 * Row D6 and the small cell rule: counts under 10 are not shown. Where the total of the counts is shown beside them, a
 * single small one could be subtracted out of it, so the smallest of the others is withheld as well.
 */
export function suppressed(counts: readonly (number | undefined)[], withTotal: boolean): Shown[] {
  const small = counts.filter((count) => count !== undefined && count < SMALLEST).length;
  const others = counts.filter((count) => count !== undefined && count >= SMALLEST);
  const given = withTotal && small === 1 && others.length > 0 ? counts.indexOf(Math.min(...(others as number[]))) : -1;
  return counts.map((count, at) => {
    if (count === undefined) return undefined;
    if (count < SMALLEST) return "fewer than 10";
    return at === given ? "withheld" : count;
  });
}

/** Whether a share of these can be shown: neither part, nor what is left of the whole, may be small. */
export const mayShowShare = (part: number, whole: number): boolean =>
  part >= SMALLEST && (whole === part || whole - part >= SMALLEST);
