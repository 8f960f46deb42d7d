import type { Command } from "../command/command.ts";
import type { Field } from "../command/field.ts";
import type { Reading } from "../request/reading.ts";
import { isComplete, type Understood } from "./understand.ts";

/** What `equity understand` prints for one sentence (contract.md, Operator commands). */
export interface Answer {
  id?: string;
  /** Undefined as `null` when nothing should happen. */
  command: string | null;
  /** What would be recorded: ISO dates, codes, e-mail addresses, numbers. */
  values: Record<string, unknown>;
  defaulted: string[];
  missing: string[];
  ambiguous: Record<string, unknown[]>;
  confirm: string[];
  refused: string | null;
  /** Words that nothing used, as typed. */
  leftOver: string[];
  /** Whether the command changes the record. */
  writes: boolean;
}

const NOTHING: Answer = {
  command: null,
  values: {},
  defaulted: [],
  missing: [],
  ambiguous: {},
  confirm: [],
  refused: null,
  leftOver: [],
  writes: false,
};

/** Nothing happens; `because` says why, where there is a reason. */
export const nothingHappens = (because: string | null = null): Answer => ({ ...NOTHING, refused: because });

/** A reading as plain data; a text that no command fits is no reading. */
export function answerOf(reading: Pick<Reading, "command" | "understood"> | undefined): Answer {
  if (!reading) return nothingHappens();
  const { command, understood } = reading;
  if (understood.nothing !== undefined) return nothingHappens(understood.nothing);
  return {
    command: command.name,
    values: plainValues(command, understood),
    defaulted: understood.defaulted,
    missing: understood.missing,
    ambiguous: plainCandidates(command, understood),
    // While something else is asked, the form shows it all.
    confirm: isComplete(understood) ? understood.confirm.map(({ question }) => question) : [],
    refused: understood.refused ?? null,
    leftOver: understood.leftOver,
    writes: command.writes,
  };
}

function plainValues(command: Command, { values }: Understood): Record<string, unknown> {
  const said = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said.map(([name, value]) => [name, plain(command.fields[name], value)]));
}

function plainCandidates(command: Command, { ambiguous }: Understood): Record<string, unknown[]> {
  return Object.fromEntries(
    Object.entries(ambiguous).map(([name, candidates]) => [
      name,
      differing(candidates.map((candidate) => plain(command.fields[name], candidate))),
    ]),
  );
}

/** A choice between yes and no is a boolean for a program. */
function plain(field: Field<unknown> | undefined, value: unknown): unknown {
  if (field?.kind === "choice" && (value === "true" || value === "false")) return value === "true";
  return value;
}

/** Candidates that are lists of people share those who are certain: what is asked is who the others are. */
function differing(candidates: unknown[]): unknown[] {
  const lists = candidates.filter((candidate): candidate is unknown[] => Array.isArray(candidate));
  if (lists.length < candidates.length) return candidates;
  const certain = lists.length > 1 ? (lists[0] ?? []).filter((one) => lists.every((list) => list.includes(one))) : [];
  return [...new Set(lists.flat())].filter((one) => !certain.includes(one));
}
