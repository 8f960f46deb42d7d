import type { AuditEntry } from "./audit.ts";

/** The smallest count of a group that is shown to anybody but whoever entered it. */
const SMALLEST = 10;

/** "staff: 12 → 11 · because one was counted twice": what an entry of the trail says, for `reader`. */
export function detailsInWords(
  { details, actor }: Pick<AuditEntry, "details" | "actor">,
  reader: number | undefined,
): string {
  const shown = actor === reader ? details : withoutSmallGroups(details);
  const { before, after, reason, ...others } = shown;
  const changes = changesIn(asObject(before), asObject(after));
  const more = Object.entries(others).map(([name, value]) => `${name}: ${valueInWords(value)}`);
  const why = reason === undefined || reason === null ? [] : [`because ${valueInWords(reason)}`];
  return [...changes, ...more, ...why].join(" · ");
}

function changesIn(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .filter((name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null))
    .map((name) => {
      const now = valueInWords(after[name]);
      return name in before ? `${name}: ${valueInWords(before[name])} → ${now}` : `${name}: ${now}`;
    });
}

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

function valueInWords(value: unknown): string {
  if (value === null || value === undefined || value === "") return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "nothing" : value.map(valueInWords).join(", ");
  if (typeof value !== "object") return String(value);
  return Object.entries(value)
    .map(([name, one]) => `${name} ${valueInWords(one)}`)
    .join(", ");
}

/** Counts of groups stand inside a value, by the group's name; a small one is its author's alone (row D6). */
const withoutSmallGroups = (details: Record<string, unknown>): Record<string, unknown> => each(details, 1);

const each = (of: object, depth: number) =>
  Object.fromEntries(Object.entries(of).map(([name, value]) => [name, hidden(value, depth)]));

/** `depth` counts the names above a value: "after", a field, a group. */
function hidden(value: unknown, depth: number): unknown {
  if (Array.isArray(value)) return value.map((one) => hidden(one, depth));
  if (typeof value === "object" && value !== null) return each(value, depth + 1);
  const isSmall = typeof value === "number" && value > 0 && value < SMALLEST;
  return isSmall && depth > 2 ? "fewer than 10" : value;
}
