/** Who writes, and for which request: the same request id writes once. */
export interface Write {
  actor: number;
  request: string;
  /** The year of a new record id, in the city's zone. */
  year: number;
  /** The day it is in the city, for what counts from the day of a change on. */
  today?: string;
  /** By somebody who is administrator only because of ADMIN_EMAILS: the trail says so. */
  bootstrap?: true;
  /** The file it came from: the trail keeps its name, its hash, and which of its lines. */
  file?: FileSource;
  /** Nobody is told: a sample record is news to none of the people it names. */
  quietly?: true;
  /** Told when it is on record: whatever fails after that, nobody may say any more that nothing was saved. */
  onSaved?: () => void;
}

/** Where a record came from. */
export interface FileSource {
  name: string;
  /** SHA-256 of the bytes, hexadecimal. */
  hash: string;
  /** Each line, with the person it named where it named one. */
  lines?: readonly { line: number; person?: number }[];
}

/** The author of what no person entered: imports and the sample city. */
export const IMPORT_AUTHOR = 0;

/** Whether the people a write concerns hear of it. Historical imports and the sample city tell nobody. */
export const tells = ({ actor, quietly }: Write): boolean => actor !== IMPORT_AUTHOR && quietly === undefined;
