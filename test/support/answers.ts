import type { Answers } from "../../src/core/deliveries/answers.ts";

const promised = { hold: async () => true, kept: async () => {} };

/** For who has no database: every answer is this process's own, and none may be handed over. */
export const noAnswers: Answers = {
  claim: async () => promised,
  promise: async () => promised,
  handOver: async () => {
    throw new Error("an answer was handed over");
  },
};
