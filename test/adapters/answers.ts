import { expect, test } from "vitest";

// What every adapter does alike with an answer that its platform does not take: it is shown at last, simplified, handed over
// and listed, or the platform is told to send the question again. Nothing that was saved ends in silence.

export interface AnswersUnderTest {
  /** Ways to ask; each records a training of so many people, and gives back the HTTP status. */
  asks: Readonly<Record<string, (people: number) => Promise<number>>>;
  /** What the platform may do to the next answer. */
  faults: Readonly<Record<string, () => void>>;
  /** Every word of an answer that whoever asked has seen. */
  seen(): string;
  heal(): void;
  rows<Row>(statement: string): Promise<Row[]>;
}

/** Deliveries that the officer finds in `status deliveries`. */
const LISTED =
  "select count(*)::int as count from deliveries where kind = 'answer' and state in ('failed', 'unconfirmed')";
/** A platform is well again after so many milliseconds, and what waits goes out: not more often, for a worker may hold it. */
const WELL_MS = 2_500;
const HURRY = `with opened as (update rate_limits set free_at = now(), used_at = now() where free_at > now())
  update deliveries set next_at = now() where kind = 'answer' and state = 'pending' and data ? 'draft'`;

/** `npm run soak` tries every fault on every way to ask; else each fault is tried on one of them, and each of them several. */
const whole = process.env.SOAK === "1";

let people = 100;

export function answersArrive(
  adapter: () => AnswersUnderTest,
  asks: readonly string[],
  faults: readonly string[],
): void {
  const all = asks.flatMap((ask, row) =>
    faults.flatMap((fault, column) => (whole || column % asks.length === row ? [[ask, fault] as const] : [])),
  );

  test.each(all)(
    "%s, while the platform answers with %s: shown, listed, or asked again",
    { timeout: 90_000 },
    async (ask, fault) => {
      const { asks, faults: spoil, seen, heal, rows } = adapter();
      people += 1;
      const words = `${people} employees`;
      const listed = async () => (await rows<{ count: number }>(LISTED))[0]?.count ?? 0;
      const before = await listed();
      spoil[fault]?.();
      const status = await asks[ask]?.(people);
      expect([200, 503]).toContain(status);
      const hurry = setInterval(() => {
        heal();
        void rows(HURRY);
      }, WELL_MS);
      const arrived = async () => status === 503 || seen().includes(words) || (await listed()) > before;
      await expect
        .poll(arrived, { timeout: 60_000, interval: 200 })
        .toBe(true)
        .finally(() => clearInterval(hurry));
      heal();
      const saved = `select count(distinct id)::int as count from training_records where employees = ${people}`;
      expect(await rows(saved)).toEqual([{ count: status === 503 ? expect.any(Number) : 1 }]);
    },
  );
}
