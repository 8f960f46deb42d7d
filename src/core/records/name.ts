/** What every record is, whatever it is about. */
export interface Recorded {
  /** "AR-2026-0005". */
  id: string;
  /** Undefined: of the city as a whole. */
  department: string | undefined;
  undone: boolean;
  /** Who put it on record, and when, in milliseconds since 1970; undefined where that was not kept. */
  authorName?: string | undefined;
  recordedAt?: number | undefined;
}

/** What a kind is called, and what of it the trail keeps: said once, for its store and for its commands. */
export interface KindName<Fact extends string = string> {
  /** The first two letters of its ids: of one kind, or of one family whose kinds share a sequence of numbers. */
  prefix: string;
  family?: string;
  /** In words, as in "there is no … AR-2026-0005". */
  noun: string;
  /** In words; also what its export is called. */
  plural: string;
  /** First word of its actions on the trail, "recommendation.correct"; the noun unless given. */
  trail?: string;
  /** The facts whose new and old values the trail keeps. */
  audited: readonly Fact[];
  /**
   * Of those: facts in people's own words. A new record does not repeat them on the trail, a correction does: there the old
   * words would be lost.
   */
  ownWords?: readonly Fact[];
  /** Of those: facts that may name somebody, so that the trail keeps only that they changed. */
  hidden?: readonly Fact[];
}
