/** What a course belongs to. */
export const PROGRAMS = ["racial-equity", "dei", "eo", "toolkit", "other"] as const;
export type Program = (typeof PROGRAMS)[number];
