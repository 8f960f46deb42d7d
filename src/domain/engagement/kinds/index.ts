import type { Choice } from "../../../core/fields/choice.ts";
import { ASKED } from "./asked.ts";
import { activity, HELD } from "./held.ts";
import type { EngagementKind } from "./kind.ts";
import { OPEN } from "./open.ts";

export { ACTIVITY, type Detail, type EngagementKind, type Figure, SPONSORSHIP } from "./kind.ts";

/** Every kind there is. A new one is an entry in one of these lists; its form, its records, its list and its figures follow. */
export const ENGAGEMENT_KINDS: readonly [EngagementKind, ...EngagementKind[]] = [activity, ...HELD, ...ASKED, ...OPEN];

/** The kind with that value; a record of a kind that is gone is an activity in all but its name. */
export const kindOf = (value: string): EngagementKind =>
  ENGAGEMENT_KINDS.find((kind) => kind.value === value) ?? ENGAGEMENT_KINDS[0];

export const typeLabel = (kind: EngagementKind, type: string): string =>
  kind.types?.find(({ value }) => value === type)?.label ?? type;

/** Row D13: the seven fields in which a city works with its communities and institutions. */
export const SECTORS: readonly Choice[] = [
  { value: "education", label: "Education" },
  { value: "criminal-justice", label: "Criminal justice" },
  { value: "environmental-justice", label: "Environmental justice" },
  { value: "health", label: "Health" },
  { value: "housing", label: "Housing" },
  { value: "transportation", label: "Transportation" },
  { value: "economic-success", label: "Economic success" },
];

/** Row D4: what meetings with partners are for. */
export const PURPOSES: readonly Choice[] = [
  { value: "best-practice", label: "Sharing best practices", words: /\bbest practices?\b/ },
  { value: "training", label: "Refining training options", words: /\btraining (?:options?|offers?)\b/ },
  { value: "benchmark", label: "Benchmarking efforts", words: /\bbenchmark(?:s|ing|ed)?\b/ },
];
