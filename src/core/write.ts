/** Who writes, and for which request: the same request id writes once. */
export interface Write {
  actor: number;
  request: string;
  /** The year of a new record id, in the city's zone. */
  year: number;
  /** By somebody who is administrator only because of ADMIN_EMAILS: the trail says so. */
  bootstrap?: true;
}

/** The author of what no person entered: imports and the sample city. */
export const IMPORT_AUTHOR = 0;
