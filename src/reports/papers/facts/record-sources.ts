import { cleanString } from "../model/clean.ts";
import { type Evidence, of } from "./evidence.ts";
import type { RecordFacts } from "./record.ts";
import { analysis, change, statement } from "./sources.ts";

/** What a paper about one record names: that record, and what it rests on or led to. */
export function evidenceOfRecord(facts: RecordFacts): Map<string, Evidence> {
  const { about, changes, restsOn } = facts;
  const all = [
    ...changes.map((one) => change(one, facts)),
    ...(restsOn ? [analysis(restsOn, facts)] : []),
    ofSubject(about, facts),
  ];
  return new Map(all.map((one) => [one.id, { ...one, says: cleanString(one.says) }]));
}

function ofSubject({ kind, record }: RecordFacts["about"], facts: RecordFacts): Evidence {
  switch (kind) {
    case "statement":
      return statement(record, facts);
    case "analysis":
      return analysis(record, facts);
    case "report":
      return of("RP", record.id, undefined, `${record.title}, ${record.period}, version ${record.version}`);
    default:
      return kind satisfies never;
  }
}
