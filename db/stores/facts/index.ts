import {
  type CityFacts,
  type Facts,
  type FactsAsked,
  type FactsStore,
  NOTHING,
} from "../../../src/domain/plan/facts.ts";
import type { TierTraining } from "../../../src/domain/training/trained.ts";
import type { Database } from "../../database.ts";
import { tierTraining } from "../training/trained.ts";
import { visionStore } from "../visions.ts";
import { ambassadorFacts } from "./ambassadors.ts";
import { analysisFacts } from "./analyses.ts";
import { engagementFacts } from "./engagements.ts";
import { countedFacts, measureFacts } from "./measures.ts";
import { statementFacts } from "./statements.ts";
import { teams } from "./team.ts";
import { trainingRecords } from "./training-records.ts";
import { visionFacts } from "./visions.ts";

export function factsStore(database: Database): FactsStore {
  return { load: (asked) => load(database, asked) };
}

async function load(database: Database, asked: FactsAsked): Promise<CityFacts> {
  const { orm } = database;
  const [only] = asked.departments.length === 1 ? asked.departments : [];
  const [team, ambassadors, analyses, trained, standings, engagements, figures, counted, statements, trainingOf] =
    await Promise.all([
      teams(orm, asked),
      ambassadorFacts(orm, asked),
      analysisFacts(orm, asked),
      tierTraining(database, only, asked.on),
      visionStore(database).current(asked.on),
      engagementFacts(orm, asked),
      measureFacts(orm, asked),
      countedFacts(orm, asked),
      statementFacts(database, asked),
      only === undefined || !asked.proof ? [] : trainingRecords(orm, only, asked.on),
    ]);
  const tiers = byDepartment(trained);
  const visions = visionFacts(standings);
  const of = (code: string): Facts => ({
    ...NOTHING,
    team: team.get(code),
    ambassadors: ambassadors.get(code),
    vision: visions.get(code),
    analyses: analyses.get(code) ?? {},
    trained: tiers.get(code) ?? [],
    trainingRecords: code === only ? trainingOf : [],
    statements: statements.get(code) ?? {},
    engagements: engagements.get(code) ?? NOTHING.engagements,
    ...figures.get(code),
  });
  const { reported, latest } = figures.get(null) ?? NOTHING;
  const city: Facts = {
    ...NOTHING,
    engagements: engagements.get(null) ?? NOTHING.engagements,
    reported: new Map([...counted, ...reported]),
    latest: new Map([...counted, ...latest]),
  };
  return { city, departments: new Map(asked.departments.map((code) => [code, of(code)])) };
}

function byDepartment(rows: readonly TierTraining[]): Map<string, TierTraining[]> {
  const found = new Map<string, TierTraining[]>();
  for (const row of rows) found.set(row.department, [...(found.get(row.department) ?? []), row]);
  return found;
}
