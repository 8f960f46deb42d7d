import { type Catalog, departmentName } from "../../../core/catalog/catalog.ts";
import type { City, IsoDate } from "../../../core/places/city.ts";
import { anchorOf } from "../../../core/records/audit.ts";
import type { Analysis } from "../../../domain/analysis/analyses.ts";
import type { Change } from "../../../domain/change/changes.ts";
import type { PaperRecord } from "../../../domain/paper/records.ts";
import type { Plan } from "../../../domain/plan/plan.ts";
import type { Statement } from "../../../domain/statement/statements.ts";
import type { Paper } from "../model/paper.ts";
import type { PaperEnv } from "./gather.ts";

/** What a paper about one record is about; of a report, what it says and the SHA-256 of its files. */
export type About =
  | { kind: "statement"; record: Statement }
  | { kind: "analysis"; record: Analysis }
  | { kind: "report"; record: PaperRecord; paper: Paper; files: readonly { format: string; sha256: string }[] };

/** Everything such a paper is made from, read once. Sections are pure functions of it. */
export interface RecordFacts {
  plan: Plan;
  city: City;
  catalog: Catalog;
  today: IsoDate;
  auditHead: string;
  officers: readonly string[];
  about: About;
  /** What followed from it, or from what it rests on. */
  changes: readonly Change[];
  /** The analysis that a statement names. */
  restsOn: Analysis | undefined;
  /** Sections that somebody wrote words for. */
  written: ReadonlySet<string>;
}

/** More than follow from one record. */
const MOST = 1000;

export async function gatherRecord(
  about: About,
  written: ReadonlySet<string>,
  { plan, city, catalog, today, stores }: PaperEnv,
): Promise<RecordFacts> {
  const named = about.kind === "statement" ? (about.record.answers["analysis"] ?? "").trim().toUpperCase() : "";
  const [audit, recipients, restsOn] = await Promise.all([
    stores.audit.state(),
    stores.recipients.on(today),
    /^AN-\d{4}-\d{4,}$/.test(named) ? stores.analyses.get(named) : undefined,
  ]);
  const [officers, changes] = await Promise.all([
    stores.people.byId(recipients.officers, today),
    Promise.all(
      [about.record.id, ...(restsOn ? [restsOn.id] : [])].map((of) =>
        stores.changes.page({ departments: undefined, of, limit: MOST }),
      ),
    ),
  ]);
  return {
    ...{ plan, city, catalog, today, about, written },
    auditHead: audit.head ? anchorOf(audit.head) : "not sealed yet",
    officers: officers.map(({ name }) => name),
    changes: changes.flatMap(({ records }) => records),
    restsOn: restsOn?.undone ? undefined : restsOn,
  };
}

/** "IS-2026-0003, council file 211268", for the cover and every page's foot. */
export function coversOf({ about }: Pick<RecordFacts, "about">): string {
  switch (about.kind) {
    case "statement":
      return `${about.record.id}, council file ${about.record.file}`;
    case "analysis":
      return about.record.id;
    case "report":
      return `${about.record.id}, ${about.paper.covers}`;
    default:
      return about satisfies never;
  }
}

/** The department that wrote it; a report is the office's. */
export const departmentOf = ({ about, catalog }: Pick<RecordFacts, "about" | "catalog">): string | undefined =>
  about.kind === "report" ? undefined : departmentName(catalog, about.record.department);
