import { createHash } from "node:crypto";
import type { Block, Paper } from "./paper.ts";

/** JSON with sorted keys and nothing undefined: the same content is the same text, whoever writes it. */
export const canonicalJson = (value: unknown): string => JSON.stringify(sorted(value));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, one]) => [name, sorted(one)]));
}

export const sha256 = (text: string | Uint8Array): string => createHash("sha256").update(text).digest("hex");

/**
 * What is approved: all of the paper but where it stands on its way, which changes as it goes.
 */
export function canonicalPaper({ status: _status, ...content }: Paper): string {
  return canonicalJson(content);
}

/** Approval binds to this. */
export const paperHash = (paper: Paper): string => sha256(canonicalPaper(paper));

/** Of a section's figures. */
export const factsHash = (facts: readonly Block[]): string => sha256(canonicalJson(facts));
