import { runSweep } from "../clock/clock.ts";
import { reviseMessages } from "../clock/revise.ts";
import { howMany } from "../core/reply/words.ts";
import type { Parts } from "./parts.ts";

/** So many minutes a machine's clock may differ from the database's: by more, messages would go out at a wrong hour. */
const MOST_MINUTES = 5;

/** What is wrong with this machine's clock, by the database's. */
export async function clockTrouble({ stores, wallClock }: Pick<Parts, "stores" | "wallClock">) {
  const minutes = Math.round((wallClock() - (await stores.deployment.now())) / 60_000);
  if (Math.abs(minutes) <= MOST_MINUTES) return undefined;
  const apart = `${howMany(Math.abs(minutes), "minute")} ${minutes > 0 ? "ahead of" : "behind"}`;
  return `the clock of this machine is ${apart} the database's: nothing goes out by itself until one of them is set right`;
}

/** What is due is decided, and what was posted is edited; on a clock that is wrong, neither: a message is not taken back. */
export async function sweepOnce(parts: Parts): Promise<void> {
  const trouble = await clockTrouble(parts);
  if (trouble !== undefined) {
    parts.log.error({ trouble }, "the clock waits");
    return;
  }
  await runSweep(parts);
  parts.metrics.swept();
  await reviseMessages(parts);
  parts.messages?.wake();
}
