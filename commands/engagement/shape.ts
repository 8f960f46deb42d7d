import type { Need } from "../../src/core/command/command.ts";
import type { Input } from "../../src/core/reply/reply.ts";
import { type Detail, ENGAGEMENT_KINDS, type EngagementKind, kindOf } from "../../src/domain/engagement/kinds/index.ts";
import { type EngagementValues, type engagementFields, labelOf, takes } from "./fields.ts";

/** The inputs of the kind that is chosen, named as that kind names them; what is filled in stays to be seen. */
export function shapedForm(inputs: readonly Input[]): Input[] {
  const chosen = inputs.find(({ name }) => name === "kind");
  const value = chosen?.value || ENGAGEMENT_KINDS[0].value;
  const kind = kindOf(value);
  return inputs
    .filter(({ name, value: said, error }) => takes(kind, name) || said !== "" || error !== undefined)
    .map((input) => (input.name === "kind" ? { ...input, value } : inputOf(kind, input)));
}

function inputOf(kind: EngagementKind, input: Input): Input {
  if (!kind.shows.includes(input.name as Detail)) return input;
  const name = input.name as Detail;
  const needed = kind.needs.some((group) => group.length === 1 && group[0] === name);
  const control =
    name === "type"
      ? { kind: "choice" as const, options: (kind.types ?? []).map(({ value, label }) => ({ value, label })) }
      : input.control;
  return { ...input, label: labelOf(kind, name), optional: !needed, control };
}

/** What that kind cannot do without. */
export function neededFor({ kind: value }: Partial<EngagementValues>): Need<keyof typeof engagementFields>[] {
  if (value === undefined) return [];
  const kind = kindOf(value);
  return kind.needs.map((names) => ({ names, because: `${kind.label}: ${inWords(kind, names)} needed.` }));
}

const inWords = (kind: EngagementKind, names: readonly Detail[]) =>
  `${names.map((name) => labelOf(kind, name).toLowerCase()).join(" or ")} is`;
