import { readdirSync, readFileSync } from "node:fs";
import type { Answer } from "../../../src/core/understanding/answer.ts";
import { heldout, milwaukee, type Phrase, portland, sampleOf, understandPhrase, type World } from "./harness.ts";
import { type Expectation, isBuilt, verdictOn } from "./score.ts";

/** What became of a sentence. Only the last two are faults. */
export type Outcome = "right" | "asks reasonably" | "asks needlessly" | "silently wrong";
export const OUTCOMES: readonly Outcome[] = ["right", "asks reasonably", "asks needlessly", "silently wrong"];

/**
 * A sentence with what a careful clerk would do with it: `record` these values at once, `ask` first, record `none` of it, or
 * `either` record these values or ask.
 */
export interface Line extends Phrase {
  kind?: string;
  plan?: string;
  expect: "record" | "ask" | "none" | "either" | "confirm" | Expectation;
  command?: string;
  values?: Record<string, unknown>;
  also?: { command?: string; values?: Record<string, unknown> };
}

export interface Scored {
  line: Line;
  answer: Answer;
  outcome: Outcome;
  /** A careful clerk would record it at once. */
  clear: boolean;
  kind: string;
}

export interface Corpus {
  name: string;
  lines: readonly Line[];
  world(line: Line): World;
}

const FOLDER = "test/corpus";

const linesIn = (file: string): Line[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Line);

/** Every corpus: the project's own, another city's, the aimed lines, and the sets that were scored before they were looked at. */
export function corpora(): Corpus[] {
  const rose = heldout();
  const worlds: Record<string, World> = {
    milwaukee: milwaukee(),
    portland: portland(),
    anchorage: sampleOf("anchorage"),
    rosecity: rose,
  };
  const sample = worlds["milwaukee"] as World;
  const within = (folder: string) =>
    readdirSync(`${FOLDER}/${folder}`)
      .filter((file) => file.endsWith(".jsonl"))
      .map((file) => ({
        name: `${folder}${file.replace(".jsonl", "")}`,
        lines: linesIn(`${FOLDER}/${folder}${file}`),
      }));
  const built = (lines: Line[]) => lines.filter((line) => typeof line.expect === "string" || isBuilt(line as never));
  return [
    { name: "everyday", lines: built(within("").flatMap(({ lines }) => lines)), world: () => sample },
    { name: "another city", lines: built(linesIn(`${FOLDER}/heldout/phrases.jsonl`)), world: () => rose },
    ...[...within("aimed/"), ...within("unseen/")].map(({ name, lines }) => ({
      name,
      lines,
      world: ({ plan = "milwaukee" }: Line) => worlds[plan] ?? sample,
    })),
  ];
}

export async function scoreCorpus({ lines, world }: Corpus): Promise<Scored[]> {
  const scored: Scored[] = [];
  for (const line of lines) {
    const answer = await understandPhrase(world(line), line);
    scored.push({ line, answer, outcome: outcomeOf(line, answer, world(line)), ...sortOf(line) });
  }
  return scored;
}

function sortOf({ expect, kind, id }: Line): Pick<Scored, "clear" | "kind"> {
  if (typeof expect === "string") return { clear: expect === "record", kind: kind ?? "other" };
  const { command, missing, ambiguous, confirm, refused, mayAsk } = expect;
  const clear = command !== null && !missing && !ambiguous && !confirm && !refused && !mayAsk;
  return { clear, kind: id.replace(/-?\d+$/, "") };
}

function outcomeOf(line: Line, answer: Answer, world: World): Outcome {
  return typeof line.expect === "string" ? clerks(line, answer) : ours(line.expect, answer, world);
}

/** The project's own expectations say more: which field has to be asked about, and with which candidates. */
function ours(expect: Expectation, answer: Answer, world: World): Outcome {
  const verdict = verdictOn(expect, answer, world);
  if (verdict === "silent") return "silently wrong";
  if (verdict !== "right") return "asks needlessly";
  return asks(answer) ? "asks reasonably" : "right";
}

const asks = ({ missing, ambiguous, confirm, refused }: Answer): boolean =>
  missing.length > 0 || Object.keys(ambiguous).length > 0 || confirm.length > 0 || refused !== null;

function clerks(line: Line, answer: Answer): Outcome {
  const { expect } = line;
  if (answer.command === null)
    return expect === "none" ? "right" : expect === "record" ? "asks needlessly" : "asks reasonably";
  if (asks(answer)) return expect === "record" ? "asks needlessly" : "asks reasonably";
  return done(line, answer);
}

/** It was done without a question. */
function done(line: Line, answer: Answer): Outcome {
  if (line.expect === "none") return answer.writes ? "silently wrong" : "right";
  const wanted = [line, ...(line.also ? [line.also] : [])];
  if (line.expect !== "ask" && wanted.some((want) => fits(want, answer))) return "right";
  return readInstead(line, answer) ? "asks needlessly" : "silently wrong";
}

/** Another command that only reads: nothing is wrong afterwards, and nothing is done. */
const readInstead = (line: Line, answer: Answer) => !answer.writes && answer.command !== line.command;

const fits = (want: Pick<Line, "command" | "values">, answer: Answer): boolean =>
  (want.command === undefined || want.command === answer.command) &&
  Object.entries(want.values ?? {}).every(([name, value]) => same(answer.values[name], value));

function same(got: unknown, want: unknown): boolean {
  if (Array.isArray(want)) return Array.isArray(got) && [...got].sort().join() === [...want].sort().join();
  return String(got).toLowerCase() === String(want).toLowerCase();
}
