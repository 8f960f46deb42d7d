import type { NudgeAnswer } from "../../src/domain/nudge/nudges.ts";
import { type PlainKind, plainRecords } from "../fix/plain.ts";
import { answerActions, answerLine } from "./words.ts";

/** NU-…: what a lead answered to a nudge. Undone, it is as if it had not been said. */
export const ANSWER: PlainKind<NudgeAnswer> = {
  prefix: "NU",
  get: (id, env) => env.stores.nudges.get(id),
  changing: ({ department }) => ({ to: "write", of: { department } }),
  setUndone: (id, undone, reason, env) => env.stores.nudges.setUndone(id, undone, reason, env.write),
  line: answerLine,
  actions: answerActions,
};

export const nudgeRecords = plainRecords(ANSWER);
