import type { Temporal } from "temporal-polyfill";

/** A clock that can be put forward, and then goes on from there; until then it is the clock it was made from. */
export function createClock(real: () => Temporal.Instant) {
  let ahead = 0;
  const now = () => (ahead === 0 ? real() : real().add({ milliseconds: ahead }));
  return {
    now,
    putForward: (to: Temporal.Instant) => {
      ahead += to.epochMilliseconds - now().epochMilliseconds;
    },
  };
}
