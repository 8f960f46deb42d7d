import { printDay } from "../../../core/calendar/calendar.ts";
import { canonicalJson, paperHash, sha256 } from "../model/canonical.ts";
import type { Paper } from "../model/paper.ts";

/** What one record says, without anybody's name: who attended, led or wrote it stays with the city. */
export interface Evidence {
  id: string;
  kind: string;
  department?: string;
  says: string;
}

export const evidenceHash = (one: Evidence): string => sha256(canonicalJson(one));

/** The evidence of a paper as JSON Lines: first the paper it belongs to, then each record with the SHA-256 of what it says. */
export function evidenceFile(paper: Paper, all: readonly Evidence[]): Uint8Array {
  const { kind, period, version, asOf, evidence } = paper;
  const head = { paper: { kind, period, version, asOf, fingerprint: paperHash(paper), auditHead: evidence.auditHead } };
  const records = [...all].sort((a, b) => (a.id < b.id ? -1 : 1)).map((one) => ({ ...one, sha256: evidenceHash(one) }));
  return new TextEncoder().encode(`${[head, ...records].map(canonicalJson).join("\n")}\n`);
}

const KINDS: Readonly<Record<string, string>> = {
  TR: "training",
  RO: "roster",
  OT: "term of office",
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
  RP: "paper",
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
