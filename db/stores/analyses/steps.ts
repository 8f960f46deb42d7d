import { eq, sql } from "drizzle-orm";
import { toPerson } from "../../../src/core/deliveries/deliveries.ts";
import type { IsoDate } from "../../../src/core/places/city.ts";
import { tells, type Write } from "../../../src/core/request/write.ts";
import type { Analysis, Move, MoveOutcome, StepOutcome, StepSave } from "../../../src/domain/analysis/analyses.ts";
import { MOVES } from "../../../src/domain/analysis/analyses.ts";
import { evaluationDueIn, stepsLeft } from "../../../src/domain/analysis/analysis-steps.ts";
import type { Answers } from "../../../src/domain/analysis/analysis-template.ts";
import { type Database, type Orm, rowsOf } from "../../database.ts";
import { analyses, analysisAnswers } from "../../schema/index.ts";
import { type Done, writeOnce } from "../../write.ts";
import { enqueue } from "../deliveries/enqueue.ts";
import { lockAnalysis, readAnalysis } from "./read.ts";

type StepWork = Done<StepOutcome> | { unwritten: StepOutcome };

/** One save of one step, appended as a version. A writer who saw an older version overwrites nothing. */
export function saveStep(database: Database, id: string, save: StepSave, write: Write): Promise<StepOutcome> {
  return writeOnce<StepOutcome>(database, write, "analysis.step", async (orm) => {
    const analysis = await lockAnalysis(orm, id);
    return isOpen(analysis) ? append(orm, analysis, save, write) : { unwritten: { outcome: "closed" } };
  });
}

const isOpen = ({ state, undone }: Analysis) => !undone && (state === "draft" || state === "returned");

async function append(orm: Orm, { id, steps }: Analysis, save: StepSave, write: Write): Promise<StepWork> {
  const current = steps.find(({ step }) => step === save.step);
  const before: Answers = current?.answers ?? {};
  const version = current?.version ?? 0;
  const after = merged(before, save.answers);
  const changed = Object.keys({ ...before, ...after }).filter((name) => after[name] !== before[name]);
  if (changed.length === 0) return { unwritten: { outcome: "unchanged" } };
  if (save.base !== undefined && save.base !== version)
    return { unwritten: { outcome: "overtaken", base: await answersAt(orm, id, save.step, save.base) } };
  const next = version + 1;
  await orm
    .insert(analysisAnswers)
    .values({ record: id, step: save.step, version: next, answers: after, author: write.actor });
  return {
    outcome: { outcome: "saved" },
    subject: id,
    details: { after: { step: save.step, version: next, changed } },
  };
}

function merged(before: Answers, given: Answers): Answers {
  return Object.fromEntries(Object.entries({ ...before, ...given }).filter(([, value]) => value !== ""));
}

async function answersAt(orm: Orm, id: string, step: string, version: number): Promise<Answers> {
  const [row] = await rowsOf<{ answers: Answers | string }>(
    orm,
    sql`select answers from analysis_answers where record = ${id} and step = ${step} and version = ${version}`,
  );
  const answers = row?.answers ?? {};
  return typeof answers === "string" ? (JSON.parse(answers) as Answers) : answers;
}

type MoveWork = Done<MoveOutcome["outcome"]> | { unwritten: MoveOutcome["outcome"] };

/** From one state to the next, where the state allows it; submitting needs every step. */
export async function move(
  database: Database,
  id: string,
  wanted: Move,
  on: IsoDate,
  write: Write,
): Promise<MoveOutcome> {
  const outcome = await writeOnce<MoveOutcome["outcome"]>(
    database,
    write,
    `analysis.${wanted.to}`,
    async (orm): Promise<MoveWork> => {
      const before = await lockAnalysis(orm, id);
      if (before.undone || !MOVES[wanted.to].includes(before.state)) return { unwritten: "not now" };
      const left = before.template ? stepsLeft(before.template, before.steps) : [];
      if (wanted.to === "submitted" && left.length > 0) return { unwritten: "incomplete" };
      const after = { state: wanted.to, ...columnsOf(wanted, before, on, write) };
      await orm.update(analyses).set(after).where(eq(analyses.id, id));
      await tellOwner(orm, before, wanted, write);
      return { outcome: "moved", subject: id, details: { before: { state: before.state }, after } };
    },
  );
  const analysis = await readAnalysis(database.orm, id);
  if (!analysis) throw new Error(`${id} is not there`);
  return { outcome, analysis };
}

/** Whoever is responsible hears what the review came to, unless it was their own. */
async function tellOwner(orm: Orm, { id, owner }: Analysis, { to }: Move, write: Write): Promise<void> {
  const reviewed = to === "returned" || to === "completed";
  if (!reviewed || owner === write.actor || !tells(write)) return;
  const data = { record: id, state: to };
  const occasion = `${id} ${to} ${write.request}`;
  await enqueue(orm, [{ kind: "analysis-reviewed", recipient: toPerson(owner), occasion, data }]);
}

/** What each move writes down beside the state. */
function columnsOf(wanted: Move, before: Analysis, on: IsoDate, write: Write) {
  switch (wanted.to) {
    case "submitted":
      return {
        submittedOn: on,
        evaluationDue: before.template ? evaluationDueIn(before.template, before.steps) : undefined,
      };
    case "returned":
      return { comment: wanted.comment, reviewer: write.actor };
    case "completed":
      return {
        completedOn: on,
        reviewer: write.actor,
        decision: wanted.closing.decision,
        policyChange: wanted.closing.policy,
        resourceChange: wanted.closing.resource,
        noChange: wanted.closing.noChange,
      };
    case "evaluated":
      return { evaluatedOn: on, resultsMet: wanted.evaluation.met, evaluation: wanted.evaluation.found };
    case "withdrawn":
      return { withdrawnOn: on, reason: wanted.reason };
    default:
      return wanted satisfies never;
  }
}
