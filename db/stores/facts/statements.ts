import type { FactsAsked, StatementFact, Window } from "../../../src/domain/plan/facts.ts";
import type { Database } from "../../database.ts";
import { statementStore } from "../statements.ts";

/** By department and window: statements required, submitted, attached and late, whatever called for them (row C5). */
export async function statementFacts(
  database: Database,
  { on, since, statements }: FactsAsked,
): Promise<Map<string, Partial<Record<Window, StatementFact>>>> {
  const found = new Map<string, Partial<Record<Window, StatementFact>>>();
  const totals = await Promise.all(statements.map((window) => statementStore(database).totals(since[window], on, on)));
  for (const [at, window] of statements.entries()) {
    for (const { department, required, submitted, attached, late, evidence } of totals[at] ?? []) {
      const of = found.get(department) ?? {};
      const before = of[window] ?? { required: 0, submitted: 0, attached: 0, late: 0, records: [] };
      const sum = {
        required: before.required + required,
        submitted: before.submitted + (required > 0 ? submitted : 0),
        attached: before.attached + attached,
        late: before.late + late,
        records: [...before.records, ...evidence],
      };
      found.set(department, { ...of, [window]: sum });
    }
  }
  return found;
}
