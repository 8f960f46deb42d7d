import { date } from "../../src/core/fields/date.ts";
import { ownWords } from "../../src/core/fields/own-words.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { goals } from "../../src/domain/plan/fields/goals.ts";
import type { Vision, VisionChanges } from "../../src/domain/vision/visions.ts";
import { type PlainKind, plainRecords } from "../fix/plain.ts";
import { actions, visionLine, visionReceipt, writing } from "./words.ts";

/** VS-…: undone, an adopted version is a draft again, and a draft counts nowhere. */
const KIND: PlainKind<Vision> = {
  prefix: "VS",
  get: (id, env) => env.stores.visions.get(id),
  changing: ({ department }) => writing(department),
  setUndone: (id, undone, reason, env) => env.stores.visions.setUndone(id, undone, reason, env.write),
  line: visionLine,
  actions,
  receipt: visionReceipt,
  correction: {
    fields: {
      text: ownWords({ label: "Vision statement" }),
      goals: { ...goals(), optional: true },
      adoptedOn: date({ label: "Adopted on", optional: true }),
      adoptedBy: textField({ label: "Adopted by", from: "key", optional: true, maxLength: 200, keys: ["by"] }),
    },
    valuesOf: ({ text, goals: ids, adoptedOn, adoptedBy }) => ({ text, goals: ids, adoptedOn, adoptedBy }),
    save: (before, values, reason, env) => {
      const { text, goals: ids = [], adoptedOn, adoptedBy } = values as unknown as VisionChanges;
      if ((before.adoptedOn === undefined) !== (adoptedOn === undefined))
        throw new Refusal(
          `${before.id} is ${before.adoptedOn === undefined ? "a draft: adopt it with vision adopt" : "adopted: undo takes the adoption back"}. Nothing was changed.`,
          "changes.adoptedOn",
        );
      return env.stores.visions.correct(before.id, { text, goals: ids, adoptedOn, adoptedBy }, reason, env.write);
    },
  },
};

export const visionRecords = plainRecords(KIND);
