import type { SavedAnswers } from "../../core/import/read-file.ts";
import type { IsoDate } from "../../core/places/city.ts";
import type { Write } from "../../core/request/write.ts";
import type { CourseRow, DepartmentRow, HeadcountRow, PersonRow } from "./kinds.ts";
import type { PersonOnRecord } from "./person-change.ts";
import type { OnRecord } from "./training-file.ts";

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
  /** What was said of a file with those headings before. */
  answers(kind: string, headingHash: string): Promise<SavedAnswers | undefined>;
  saveAnswers(kind: string, headingHash: string, answers: SavedAnswers): Promise<void>;
  /** What stands of a file that was imported before, and of records that we exported. */
  trainingOnRecord(hash: string, records: readonly string[]): Promise<OnRecord>;
  /** Everybody, as an import compares them: `planPeople` says beforehand what the rows would do. */
  peopleOnRecord(): Promise<PersonOnRecord[]>;
  courses(rows: readonly CourseRow[], write: Write, dryRun: boolean): Promise<RowOutcome[]>;
  headcounts(rows: readonly HeadcountRow[], write: Write, dryRun: boolean): Promise<RowOutcome[]>;
}
