import { date } from "../../src/core/fields/date.ts";
import { ownWords } from "../../src/core/fields/own-words.ts";
import { text as textField } from "../../src/core/fields/text.ts";
import { departmentFact, fact } from "../../src/core/records/field.ts";
import { correction } from "../../src/core/records/kind.ts";
import { recordKind } from "../../src/core/records/record-kind.ts";
import { text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { goals } from "../../src/domain/plan/fields/goals.ts";
import { VISIONS, type Vision } from "../../src/domain/vision/visions.ts";
import { actions, visionLine, writing } from "./words.ts";

/** VS-…: undone, an adopted version is a draft again, and a draft counts nowhere. */
export const VISION_RECORD = recordKind<Vision>(
  {
    ...VISIONS,
    listedBy: "vision show",
    store: ({ visions }) => visions,
    touches: ({ department }) => writing(department),
    line: visionLine,
    details: (vision) => [text(vision.text)],
    fields: [
      departmentFact(),
      fact("Version", "number", (one) => one.version),
      fact("Vision statement", "long text", (one) => one.text, { as: "text" }),
      fact("Goals", "list", (one) => one.goals),
      fact("Drafted on", "day", (one) => one.draftedOn),
      fact("Adopted on", "day", (one) => one.adoptedOn),
      fact("Adopted by", "text", (one) => one.adoptedBy),
    ],
    correction: correction({
      fields: {
        text: ownWords({ label: "Vision statement" }),
        goals: { ...goals(), optional: true },
        adoptedOn: date({ label: "Adopted on", optional: true }),
        adoptedBy: textField({ label: "Adopted by", from: "key", optional: true, maxLength: 200, keys: ["by"] }),
      },
      valuesOf: ({ text: said, goals: ids, adoptedOn, adoptedBy }) => ({
        text: said,
        goals: ids,
        adoptedOn,
        adoptedBy,
      }),
      save: (before, values, reason, env) => {
        const { text: said, goals: ids = [], adoptedOn, adoptedBy } = values;
        if ((before.adoptedOn === undefined) !== (adoptedOn === undefined))
          throw new Refusal(
            `${before.id} is ${before.adoptedOn === undefined ? "a draft: adopt it with vision adopt" : "adopted: undo takes the adoption back"}. Nothing was changed.`,
            "changes.adoptedOn",
          );
        const changes = { text: said, goals: ids, adoptedOn, adoptedBy };
        return env.stores.visions.correct(before.id, changes, reason, env.write);
      },
    }),
  },
  { actions },
);
