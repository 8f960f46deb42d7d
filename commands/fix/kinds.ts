import type { Env } from "../../src/core/command/command.ts";
import type { RecordKind as DeclaredKind } from "../../src/core/records/kind.ts";
import type { Correction, RecordKind } from "../../src/core/records/records.ts";
import type { Scope } from "../../src/core/request/actor.ts";
import { Refusal } from "../../src/core/request/errors.ts";
import { ambassadorRecords } from "../ambassador/record.ts";
import { RECOMMENDATION } from "../analysis/recommendation.ts";
import { analysisRecords } from "../analysis/record.ts";
import { changeRecords } from "../change/record.ts";
import { engagementRecords } from "../engagement/record.ts";
import { measureRecords } from "../measure/kind.ts";
import { nudgeRecords } from "../nudge/record.ts";
import { partnerRecords } from "../partner/record.ts";
import { progressRecords } from "../plan/record.ts";
import { rosterRecords } from "../roster/records.ts";
import { statementRecords } from "../statement/record.ts";
import { trainingRecords } from "../training/record.ts";
import { visionRecords } from "../vision/record.ts";

/** Every kind of record there is, by the first letters of its ids. */
const KINDS: readonly RecordKind[] = [
  trainingRecords,
  ambassadorRecords,
  rosterRecords,
  analysisRecords,
  engagementRecords,
  partnerRecords,
  measureRecords,
  visionRecords,
  progressRecords,
  nudgeRecords,
  changeRecords,
  asBefore(RECOMMENDATION),
  statementRecords,
];

/** A kind that is declared, for as long as not all are. */
function asBefore(kind: DeclaredKind): RecordKind {
  const { prefix, correction } = kind;
  return {
    prefix,
    scope: async (id, env) => {
      const one = await kind.get(id, env);
      return one && kind.touches(one, env);
    },
    undo: (id, reason, env) => kind.undo(id, reason, env),
    restore: (id, env) => kind.restore(id, env),
    ...(correction
      ? {
          correction: {
            ...correction,
            form: (id, env, changes) => correction.form(id, env, { changes, reason: "" }),
          } satisfies Correction,
        }
      : {}),
  };
}

const unknown = (id: string) =>
  new Refusal(`There is no record ${id}. Its number is on its receipt; "training sessions" lists the latest.`);

/** The kind of a record, or a refusal that says where numbers are found. */
export function kindOf(id: string): RecordKind {
  const kind = KINDS.find(({ prefix }) => id.startsWith(`${prefix}-`));
  if (!kind) throw unknown(id);
  return kind;
}

/** How records of that kind are corrected; training, whose corrections are the everyday ones, is "fix" itself. */
export const correctionOf = (id: string | undefined): Correction | undefined =>
  KINDS.find(({ prefix }) => id?.startsWith(`${prefix}-`))?.correction;

/** A record named in a button, a form or a sentence is looked up, and what may be done with it checked, every time. */
export async function changeScope(id: string, env: Env): Promise<Scope> {
  const scope = await kindOf(id).scope(id, env);
  if (!scope) throw unknown(id);
  return scope;
}
