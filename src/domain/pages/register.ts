import type { Button } from "../../core/reply/reply.ts";

/** All records of a kind, page by page: what was asked for, and what there is of it. */
export interface RegisterPage {
  kind: "register";
  city: string;
  /** "impact statements", as in the address of the page. */
  plural: string;
  title: string;
  asOf: string;
  /** Of which department, or of the whole city; of which days. */
  of: string;
  period: { id: string; words: string };
  department: string | undefined;
  withUndone: boolean;
  /** In place of the kind's own order; one of the core's sorts. */
  sort: string | undefined;
  total: number;
  /** There are more than `total`, and nobody has counted them. */
  more: boolean;
  columns: readonly RegisterColumn[];
  rows: readonly { id: string; undone: boolean; cells: readonly string[] }[];
  /** The record after which the next page begins. */
  next: string | undefined;
  /** Whether an earlier page comes before this one. */
  later: boolean;
  /** Departments to choose from; one or none where there is nothing to choose. */
  departments: readonly { code: string; name: string }[];
  periods: readonly { id: string; label: string }[];
  registers: readonly { plural: string; title: string }[];
  /** The same records as a file. */
  downloads: readonly Button[];
}

interface RegisterColumn {
  label: string;
  numeric: boolean;
  /** The orders its head offers: from the newest, from the oldest; none where there is no index for it. */
  sorts: readonly string[];
}
