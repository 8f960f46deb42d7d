import { date } from "../../src/core/fields/date.ts";
import { ownWords } from "../../src/core/fields/own-words.ts";
import type { Progress, ProgressChanges } from "../../src/domain/plan/progress.ts";
import { type PlainKind, plainRecords } from "../fix/plain.ts";
import { progressState } from "./state.ts";
import { progressActions, progressLine, reporting } from "./words.ts";

/** PL-…: what was said of an action. Undone, what was said before counts again. */
const KIND: PlainKind<Progress> = {
  prefix: "PL",
  get: (id, env) => env.stores.progress.get(id),
  changing: ({ department }) => reporting(department),
  setUndone: (id, undone, reason, env) => env.stores.progress.setUndone(id, undone, reason, env.write),
  line: progressLine,
  actions: progressActions,
  correction: {
    fields: {
      state: progressState(),
      note: ownWords({ label: "Progress", optional: true }),
      reportedOn: date({ label: "As of" }),
    },
    valuesOf: ({ state, note, reportedOn }) => ({ state, note, reportedOn }),
    save: ({ id }, values, reason, env) => {
      const { state, note, reportedOn } = values as unknown as ProgressChanges;
      return env.stores.progress.correct(id, { state, note, reportedOn }, reason, env.write);
    },
  },
};

export const progressRecords = plainRecords(KIND);
