import type { Confirmation, Env } from "../../src/core/command/command.ts";
import { correction } from "../../src/core/records/kind.ts";
import { buttons, heading, type RawValues, type Reply, reply, text } from "../../src/core/reply/reply.ts";
import type { ChangeOutcome, TrainingRecord } from "../../src/domain/training/store.ts";
import { ensureCounts, reviewTraining, type TrainingValues, toEntry } from "./entry.ts";
import { trainingFields, trainingLog } from "./log.ts";
import { actions, conflictReply, names, receipt, summary } from "./receipt.ts";

/** "fix TR-…": the fields of the log itself. Another version is appended, and the totals follow. */
export const trainingCorrection = correction<TrainingRecord, typeof trainingFields>({
  fields: trainingFields,
  needs: trainingLog.needs,
  peopleIn: ({ named }) => named,
  review: reviewTraining,
  asks: takenOff,
  valuesOf,
  save: async (before, values, reason, env) => {
    const entry = await toEntry(values, env);
    ensureCounts(entry);
    return correctedReply(await env.stores.training.correct(before.id, entry, reason, env.write), reason, env);
  },
});

function valuesOf(record: TrainingRecord): RawValues {
  const { course, heldOn, department, named, employees, contractors, unsplit, note } = record;
  return { course, heldOn, department, people: named.map(({ email }) => email), employees, contractors, unsplit, note };
}

/** A list of names replaces the one on record: whoever is no longer on it would no longer be trained. */
function takenOff(before: TrainingRecord, { people = [] }: TrainingValues): Confirmation[] {
  const gone = before.named.filter((person) => !people.includes(person.email));
  if (gone.length === 0) return [];
  const question = `That takes ${names(gone)} off ${before.id}: is that right?`;
  return [
    { id: "taken-off", question, yes: `Yes, take off ${gone.length === 1 ? names(gone) : `${gone.length} people`}` },
  ];
}

/** From what was stored, not from what was read before: the same request again is answered alike. */
function correctedReply(result: ChangeOutcome, reason: string | undefined, env: Env): Reply {
  if (result.outcome === "conflict") return conflictReply(result.with, env);
  const { before, record: after } = result;
  if (result.outcome === "unchanged")
    return reply(
      heading("Nothing to change"),
      text(`${after.id} says that already: ${summary(after, env)}`),
      buttons(...actions(after, env)),
    );
  const said = receipt(`Corrected ${after.id}`, after, env, [
    text(`It said: ${summary(before, env)}`),
    ...(reason === undefined ? [] : [text(`Reason: ${reason}`)]),
  ]);
  return { ...said, changed: { record: after.id, department: after.department, on: [before.heldOn, after.heldOn] } };
}
