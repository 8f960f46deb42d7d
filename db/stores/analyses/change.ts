import { eq, sql } from "drizzle-orm";
import { toPerson } from "../../../src/core/deliveries/deliveries.ts";
import { tells, type Write } from "../../../src/core/request/write.ts";
import type { AnalysisEntry } from "../../../src/domain/analysis/analyses.ts";
import { titleKey } from "../../../src/domain/analysis/analysis-steps.ts";
import { type Database, rowsOf } from "../../database.ts";
import { constraintOf } from "../../errors.ts";
import { idList } from "../../ids.ts";
import { analyses } from "../../schema/index.ts";
import { writeOnce } from "../../write.ts";
import { enqueue } from "../deliveries/enqueue.ts";
import { lockAnalysis } from "./read.ts";

export function invite(database: Database, id: string, people: readonly number[], write: Write): Promise<number[]> {
  return writeOnce<number[]>(database, write, "analysis.invite", async (orm) => {
    const rows = await rowsOf<{ person: number }>(
      orm,
      sql`insert into analysis_people (record, person, invited_by)
        select ${id}, person, ${write.actor} from unnest(${idList(people)}::bigint[]) as person
        on conflict do nothing returning person::float8 as person`,
    );
    const fresh = rows.map(({ person }) => person);
    const invitations = fresh.map((person) => ({
      kind: "analysis-invitation",
      recipient: toPerson(person),
      occasion: id,
      data: { record: id },
    }));
    if (tells(write)) await enqueue(orm, invitations);
    return fresh.length === 0
      ? { unwritten: fresh }
      : { outcome: fresh, subject: id, details: { after: { invited: fresh } } };
  });
}

export async function exempt(database: Database, id: string, reason: string | undefined, write: Write): Promise<void> {
  await writeOnce<string>(database, write, "analysis.exempt", async (orm) => {
    const before = await lockAnalysis(orm, id);
    await orm
      .update(analyses)
      .set({ exempt: reason ?? null })
      .where(eq(analyses.id, id));
    const details = { before: { exempt: before.exempt }, after: { exempt: reason } };
    return { outcome: id, subject: id, details };
  });
}

type Corrected = "corrected" | "unchanged" | "conflict";

export function correct(
  database: Database,
  id: string,
  entry: AnalysisEntry,
  reason: string | undefined,
  write: Write,
): Promise<Corrected> {
  return unlessOnRecord<Corrected>(() =>
    writeOnce<Corrected>(database, write, "analysis.correct", async (orm) => {
      const { title, kind, subject, department } = await lockAnalysis(orm, id);
      const before: AnalysisEntry = { title, kind, subject, department };
      const names = ["title", "kind", "subject", "department"] as const;
      if (names.every((name) => before[name] === entry[name])) return { unwritten: "unchanged" };
      const after = { ...entry, subject: entry.subject ?? null, titleKey: titleKey(entry.title) };
      await orm.update(analyses).set(after).where(eq(analyses.id, id));
      return { outcome: "corrected", subject: id, details: { before, after: entry, reason } };
    }),
  );
}

export function setUndone(
  database: Database,
  id: string,
  undone: boolean,
  reason: string | undefined,
  write: Write,
): Promise<"done" | "conflict"> {
  return unlessOnRecord<"done" | "conflict">(() =>
    writeOnce<"done">(database, write, undone ? "analysis.undo" : "analysis.restore", async (orm) => {
      const before = await lockAnalysis(orm, id);
      if (before.undone === undone) return { unwritten: "done" };
      await orm
        .update(analyses)
        .set({ voidedAt: undone ? sql`now()` : null })
        .where(eq(analyses.id, id));
      return { outcome: "done", subject: id, details: { undone, reason } };
    }),
  );
}

/** The index of open items says whether another record stands for the same item. */
async function unlessOnRecord<Outcome>(work: () => Promise<Outcome>): Promise<Outcome | "conflict"> {
  try {
    return await work();
  } catch (error) {
    if (constraintOf(error) === "analyses_open") return "conflict";
    throw error;
  }
}
