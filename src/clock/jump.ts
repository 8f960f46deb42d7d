import { Temporal } from "temporal-polyfill";
import { dateAt, isIsoDate } from "../core/calendar/calendar.ts";
import type { Occasion } from "../core/deliveries/occasions.ts";
import { Refusal } from "../core/request/errors.ts";
import { jobsNamed, nextDue, runSweep } from "./clock.ts";
import { reviseMessages } from "./revise.ts";
import type { ClockSetting } from "./setting.ts";

// The clock of the sample city may be put forward, so that a year of messages is seen in a minute. Nothing is skipped over: it
// stops at every moment at which anything falls due, decides it there, and waits until its messages went out.

/** To the next quarterly nudge, to whatever falls due next, or to noon of a day. */
export type JumpTarget = "nudge" | "next" | { day: string };

const MOST_DAYS = 800;
const NOON = "12:00";

/** `settle` waits until every message that is due went out. Returns what was decided on the way. */
export async function jump(
  setting: ClockSetting,
  target: JumpTarget,
  settle: () => Promise<void>,
): Promise<Occasion[]> {
  const deployment = await setting.stores.deployment.get();
  if (!deployment?.sample)
    throw new Refusal("The clock is put forward in the sample city only. This is a city's own data.");
  const until = await endOfJump(setting, target);
  const decided: Occasion[] = [];
  for (let due = await nextDue(setting, jobsNamed(undefined)); due && isBy(due, until); ) {
    decided.push(...(await stopAt(due, setting, settle)));
    due = await nextDue(setting, jobsNamed(undefined));
  }
  if (isBy(setting.clock(), until)) decided.push(...(await stopAt(until, setting, settle)));
  // Nobody does anything on the way, so what was posted is edited once, as it stands in the end.
  await reviseMessages(setting);
  await settle();
  return decided;
}

const isBy = (one: Temporal.Instant, other: Temporal.Instant) => one.epochMilliseconds <= other.epochMilliseconds;

async function stopAt(
  instant: Temporal.Instant,
  setting: ClockSetting,
  settle: () => Promise<void>,
): Promise<Occasion[]> {
  setting.putForward(instant);
  const decided = await runSweep(setting);
  await settle();
  return decided;
}

async function endOfJump(setting: ClockSetting, target: JumpTarget): Promise<Temporal.Instant> {
  if (typeof target === "object") return noonOf(target.day, setting);
  const due = await nextDue(setting, jobsNamed(target === "nudge" ? "quarterly-nudge" : undefined));
  if (due) return due;
  throw new Refusal("Nothing is to come.");
}

function noonOf(day: string, { clock, plan }: ClockSetting): Temporal.Instant {
  const { city } = plan;
  if (!isIsoDate(day)) throw new Refusal(`"${day}" is no date. Write one like ${dateAt(clock(), city)}.`);
  const noon = Temporal.PlainDateTime.from(`${day}T${NOON}`).toZonedDateTime(city.zone).toInstant();
  const days = (noon.epochMilliseconds - clock().epochMilliseconds) / 86_400_000;
  if (days <= 0)
    throw new Refusal(`${day} is past: the clock only goes forward. Start the playground again for today.`);
  if (days > MOST_DAYS) throw new Refusal(`${day} is too far ahead: ${MOST_DAYS} days at a time.`);
  return noon;
}
