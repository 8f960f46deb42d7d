import { printDay } from "../../../core/calendar/calendar.ts";

/** What one record says, without anybody's name: who attended, led or wrote it stays with the city. */
export interface Evidence {
  id: string;
  kind: string;
  department?: string;
  says: string;
}

const KINDS: Readonly<Record<string, string>> = {
  TR: "training",
  RO: "roster",
  OT: "officer's term",
  AM: "ambassador",
  VS: "vision statement",
  AN: "analysis",
  IS: "impact statement",
  CH: "change",
  AR: "recommendation",
  EN: "engagement",
  PA: "partner",
  PL: "plan progress",
  ME: "measure",
};

const kindNamed = (prefix: string) => KINDS[prefix] ?? "record";

export const of = (prefix: string, id: string, department: string | undefined, says: string): Evidence => ({
  id,
  kind: kindNamed(prefix),
  ...(department === undefined ? {} : { department }),
  says,
});

export const joined = (...parts: readonly (string | undefined)[]) =>
  parts.filter((part) => part !== undefined).join(", ");

export const day = (label: string, on: string | undefined) =>
  on === undefined ? undefined : `${label} ${printDay(on)}`;
