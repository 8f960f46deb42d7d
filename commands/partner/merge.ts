import { defineCommand } from "../../src/core/command/command.ts";
import { buttons, heading, reply, text } from "../../src/core/reply/reply.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { intoRecord, partnerRecord } from "./fields.ts";
import { partnerLine, partnerOf, WRITING } from "./words.ts";

export const partnerMerge = defineCommand({
  name: "partner merge",
  summary: "Say that two partners are one organization.",
  roles: ["officer"],
  fields: { record: partnerRecord(), into: intoRecord() },
  cues: { tells: "wish", patterns: [[/\bmerge\b.*\bpa-\d{4}-\d{4,}\b/, 6]] },
  examples: ["merge PA-2026-0012 into PA-2026-0003"],
  scope: () => WRITING,
  execute: async ({ record, into }, env) => {
    if (record === into) throw new Refusal("A partner cannot be merged into itself. Nothing was changed.", "into");
    const [from, stays] = [await partnerOf(record, env), await partnerOf(into, env)];
    if (stays.undone || stays.mergedInto !== undefined)
      throw new Refusal(
        `${stays.id} is ${stays.undone ? "undone" : `merged into ${stays.mergedInto}`}. Nothing was changed.`,
        "into",
      );
    const outcome = await env.stores.partners.merge(from.id, stays.id, env.write);
    const after = await partnerOf(stays.id, env);
    return {
      ...reply(
        heading(outcome === "merged" ? `Merged ${from.id} into ${after.id}` : "Merged before"),
        text(partnerLine(after)),
        text(`What was recorded with ${from.name} counts as contact with ${after.name}.`),
        buttons({ label: "Undo", command: "fix restore", values: { record: from.id } }),
      ),
      changed: { record: after.id, department: undefined },
    };
  },
});
