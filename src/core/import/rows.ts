/** A line of a file that is not blank, with its number from 1. */
export interface GridRow {
  line: number;
  cells: string[];
}

/** A file as rows of text, whatever it was written in. */
export interface Grid {
  rows: GridRow[];
  /** What was not read of it, in words. */
  notes: string[];
}
