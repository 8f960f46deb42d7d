import { addDays, previousQuarter, quarterOf } from "../../core/calendar/calendar.ts";
import type { City, IsoDate } from "../../core/places/city.ts";
import type { TrainingStore } from "../../domain/training/store.ts";
import type { Job } from "./scheduler.ts";

/**
 * Who is trained is counted before anybody asks: today, at the end of the quarter that a status compares with, and tomorrow,
 * so that nobody waits for the first count of a day.
 */
export const countTrained = (store: Pick<TrainingStore, "trained">, city: City, today: () => IsoDate): Job => ({
  name: "count-trained",
  when: "* * * * *",
  run: async () => {
    const on = today();
    await store.trained(undefined, on);
    await store.trained(undefined, previousQuarter(quarterOf(on, city), city).end);
    await store.trained(undefined, addDays(on, 1));
  },
});
