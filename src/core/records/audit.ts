// The trail is sealed in batches: a seal holds a digest of each of its entries, and a hash over them, itself and the seal
// before it. Whoever edits, removes or slips in an entry afterwards contradicts a seal; whoever makes the seals anew
// contradicts the head that was written down elsewhere: in the log, in the officer's digest, by whoever read /readyz.

/** The newest seal: "12:9f86d08…" is what is written down elsewhere. */
export interface AuditHead {
  seal: number;
  hash: string;
  /** Milliseconds since 1970. */
  at: number;
}

/** The end of what is sealed, and what is not yet: there a removal leaves no trace. */
export interface AuditState {
  head: AuditHead | undefined;
  unsealed: { entries: number; since: number | undefined };
}

export interface AuditVerdict extends AuditState {
  seals: number;
  entries: number;
  /** In words, one each; none when everything is as it was sealed. */
  problems: string[];
}

/** One change, as the trail holds it. */
export interface AuditEntry {
  id: number;
  /** Milliseconds since 1970. */
  at: number;
  actor: number;
  actorName: string;
  /** "training.undo". */
  action: string;
  /** A record's id, "person:12", "deployment". */
  subject: string;
  /** What is new, what was old, and why. */
  details: Record<string, unknown>;
  /** The seal that holds it; undefined until it is sealed. */
  seal: number | undefined;
}

export interface AuditFilter {
  /** Of this thing. */
  subject?: string | undefined;
  /** Of any of these. */
  subjects?: readonly string[];
  /** Of this person, or by them. */
  person?: number | undefined;
  /** Made by this person, or of a record that was entered for one of these departments. */
  of?: { author: number; departments: readonly string[] } | undefined;
  /** Of records only, and not of people and settings. */
  records?: boolean | undefined;
  /** Instants, in milliseconds since 1970; `end` is not included. */
  start?: number | undefined;
  end?: number | undefined;
  limit: number;
}

export interface AuditStore {
  /** Newest first. */
  entries(filter: AuditFilter): Promise<AuditEntry[]>;
  /** Seals what is there. "busy" when a write of long standing holds the table: the next one seals it. */
  seal(): Promise<{ state: "sealed"; entries: number; head: AuditHead | undefined } | { state: "busy" }>;
  state(): Promise<AuditState>;
  /** The number of the newest entry; 0 where there is none. A write that is not done yet may still add one before it. */
  newest(): Promise<number>;
  /** Compares every entry with its seal, and every seal with the one before. `anchor` is a head that was written down. */
  verify(anchor?: string): Promise<AuditVerdict>;
}

export const anchorOf = ({ seal, hash }: AuditHead): string => `${seal}:${hash}`;
