import { toPerson } from "../../core/deliveries/deliveries.ts";
import { reminders } from "../../plan/escalation.ts";
import { nudgesOf } from "../../plan/nudged.ts";
import { type Clock, type ClockJob, endOf, instantAt, quartersAround, toEach } from "./job.ts";

/** Rows F4, F5: what is left, privately, along the plan's escalation; one message a day to whoever is told of several. */
export const followUp: ClockJob = {
  name: "follow-up",
  label: "Reminder",
  occasions: (clock) =>
    reminders({ ...clock, nudged: nudgesOf(quartersAround(clock), asked(clock)) }).map(
      ({ nudged: { department, quarter, end }, step, occasion, day, to }) => ({
        job: "follow-up",
        subject: department,
        occasion,
        dueAt: instantAt(day, clock.plan.nudges.at, clock.plan.city),
        until: endOf(end, clock.plan.city),
        since: undefined,
        deliveries: toEach(to.map(toPerson), {
          kind: "follow-up",
          occasion: `${quarter} ${day}`,
          data: { quarter, day },
        }),
        ...(step === "senior-leader" ? { nobody: "no senior leader on the team" } : {}),
      }),
    ),
};

const asked = (clock: Clock) => ({ ...clock, past: clock.nudged });
