import type { IsoDate } from "../../core/places/city.ts";
import type { Write } from "../../core/request/write.ts";
import type { CourseRow, DepartmentRow, HeadcountRow, PersonRow } from "./kinds.ts";

declare module "../../core/command/stores.ts" {
  interface Stores {
    imports: ImportStore;
  }
}

/** What an import did, or with `dryRun` would do, to each of its rows, in order. */
export type RowOutcome = "added" | "changed" | "unchanged";

/** Whole files at once, each in one transaction; a dry run writes nothing. */
export interface ImportStore {
  departments(rows: readonly DepartmentRow[], write: Write, dryRun: boolean): Promise<RowOutcome[]>;
  people(rows: readonly PersonRow[], on: IsoDate, write: Write, dryRun: boolean): Promise<RowOutcome[]>;
  courses(rows: readonly CourseRow[], write: Write, dryRun: boolean): Promise<RowOutcome[]>;
  headcounts(rows: readonly HeadcountRow[], write: Write, dryRun: boolean): Promise<RowOutcome[]>;
}
