/** A delivery is given up after this many tries; with these waits, about a day after the first. */
export const MOST_ATTEMPTS = 8;

const FACTOR = 5;

/**
 * How long to wait after that many tries, in milliseconds: anything up to 5 s, 25 s, 2 min … 22 h ("full jitter", so that
 * what failed together does not come back together). A time the platform asked for is waited for first.
 */
export function backoff(attempts: number, askedMs: number | undefined, base: number, random: () => number): number {
  return Math.round((askedMs ?? 0) + random() * base * FACTOR ** (attempts - 1));
}
