import { readFileSync } from "node:fs";
import { commands } from "../../../commands/index.ts";
import type { Answer } from "../../../src/core/understanding/answer.ts";
import { createSentence } from "../../../src/core/understanding/sentence.ts";
import { contextIn, milwaukee, type Phrase, understandPhrase, type World } from "./harness.ts";

/** What a sensible equity officer expects of a phrase; test/corpus/README.md says what each part means. */
export interface Expectation {
  command: string | null;
  values?: Record<string, unknown>;
  missing?: string[];
  ambiguous?: Record<string, unknown[]>;
  confirm?: true;
  refused?: true;
  mayAsk?: true;
}

export type Example = Phrase & { expect: Expectation };

/**
 * `silent` would record something wrong without asking: that must never happen. `wrong` is anything else that helps
 * nobody: nothing done where something was told, or a wrong value filled in beside a question.
 */
export type Verdict = "right" | "asking" | "wrong" | "silent";

/** Commands that write nothing: whatever they make of a sentence, no record is wrong afterwards. */
const reads = (name: string): boolean => commands.find((one) => one.name === name)?.reads === true;
const COUNTS = ["employees", "contractors", "unsplit"];
/** A default may fill these, so that a phrase need not list them. */
const UNLISTED: Record<string, readonly string[]> = {
  "training log": ["note"],
  status: ["department", "period", "topic"],
  "roster lead": ["senior"],
  "analysis start": ["subject"],
  "analysis register": ["subject"],
};

export const examplesIn = (file: string): Example[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Example);

/** Phrases for commands, and for choices and changes of records, that exist already. */
export function isBuilt({ expect }: Example): boolean {
  const command = commands.find((one) => one.name === expect.command);
  if (expect.command !== null && !command) return false;
  const { record, changes, topic } = expect.values ?? {};
  if (topic !== undefined) return command?.fields["topic"]?.read(topic, undefined as never).state === "found";
  return changes === undefined || mayChange(String(record));
}

/** Whether corrections know more than training records yet. */
function mayChange(record: string): boolean {
  const field = commands.find(({ name }) => name === "fix")?.fields["changes"];
  const world = milwaukee();
  const context = contextIn(world, world.people[0]?.email ?? "", "2026-11-21T20:05:00Z");
  const known = field?.find(createSentence(`${record} kind=new title="x"`), context);
  return record.startsWith("TR-") || known?.state === "found";
}

export function verdictOn(expect: Expectation, answer: Answer, world: World): Verdict {
  const harmless = answer.command === null || reads(answer.command);
  const verdict = judged(expect, answer, world, harmless);
  const records = !harmless && answer.refused === null;
  // Whatever helps nobody is silent when it would be recorded without another question.
  if (verdict === "wrong" && isComplete(answer) && (records || answer.command === expect.command)) return "silent";
  return verdict === "unasked" ? (records && isComplete(answer) ? "silent" : "asking") : verdict;
}

/** `unasked`: nothing at all ought to be recorded. */
function judged(expect: Expectation, answer: Answer, world: World, reads: boolean): Verdict | "unasked" {
  if (expect.refused) return answer.refused !== null ? "right" : "unasked";
  if (expect.command === null) return reads || answer.refused !== null ? "right" : "unasked";
  if (answer.command !== expect.command || answer.refused !== null) return "wrong";
  return verdictOnValues(expect, answer, world);
}

const isComplete = (answer: Answer) =>
  questionsOf(answer).length === 0 && answer.confirm.length === 0 && answer.refused === null;

function verdictOnValues(expect: Expectation, answer: Answer, world: World): Verdict {
  const missing = (expect.missing ?? []).filter((name) => mustBeSaid(name, answer));
  const needed = [...missing, ...Object.keys(expect.ambiguous ?? {})];
  const unasked = needed.some((name) => !isAsked(name, answer)) || (expect.confirm === true && isComplete(answer));
  const tolerated = expect.mayAsk && !isComplete(answer);
  if ((unasked && !tolerated) || !valuesAgree(expect, answer, world)) return "wrong";
  return expect.mayAsk || asksOnly(expect, answer, needed) ? "right" : "asking";
}

/** A text that its command holds optional need not be asked for: the phrases were written before the commands. */
function mustBeSaid(name: string, answer: Answer): boolean {
  const field = commands.find((one) => one.name === answer.command)?.fields[name];
  return field?.kind !== "text" || !field.optional;
}

const questionsOf = (answer: Answer) => [...answer.missing, ...Object.keys(answer.ambiguous)];

/** "Who or how many" is one question, asked by any of its fields. */
const sameQuestion = (name: string): string[] => (name === "people" ? ["people", ...COUNTS] : [name]);

const isAsked = (name: string, answer: Answer) => sameQuestion(name).some((one) => questionsOf(answer).includes(one));

function asksOnly(expect: Expectation, answer: Answer, needed: readonly string[]): boolean {
  const allowed = new Set(needed.flatMap(sameQuestion));
  if (expect.confirm) for (const count of COUNTS) allowed.add(count);
  if (questionsOf(answer).some((name) => !allowed.has(name))) return false;
  if (answer.confirm.length > 0 && !expect.confirm) return false;
  if (expect.confirm && answer.confirm.length === 0 && !COUNTS.some((count) => isAsked(count, answer))) return false;
  return Object.entries(expect.ambiguous ?? {}).every(([name, candidates]) =>
    candidates.every((candidate) => answer.ambiguous[name]?.some((offered) => same(name, offered, candidate))),
  );
}

/** What is filled in is as expected, or is a field the bot asks about; nothing else is filled in. */
function valuesAgree(expect: Expectation, answer: Answer, world: World): boolean {
  const expected = expect.values ?? {};
  const unlisted = UNLISTED[expect.command ?? ""] ?? [];
  const listed = Object.entries(expected).every(
    ([name, value]) =>
      isAsked(name, answer) ||
      same(name, answer.values[name], value) ||
      (expect.mayAsk && !isComplete(answer) && !(name in answer.values)),
  );
  return (
    listed &&
    Object.entries(answer.values).every(
      ([name, value]) =>
        name in expected || unlisted.includes(name) || isAsked(name, answer) || countsNamed(name, value, answer, world),
    )
  );
}

/** A count that says no more than how many of that audience are named. */
function countsNamed(name: string, value: unknown, answer: Answer, world: World): boolean {
  const named = Array.isArray(answer.values["people"]) ? (answer.values["people"] as string[]) : [];
  const audience = { employees: "employee", contractors: "contractor" }[name];
  const known = world.people.filter((person) => named.includes(person.email) && person.audience === audience);
  return audience !== undefined && known.length === value;
}

const plainText = (value: unknown) =>
  String(value)
    .toLowerCase()
    .replace(/^["'“‘\s]+|["'”’.!;\s]+$/g, "")
    .replace(/^of /, "");

function same(name: string, one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) return [...one].sort().join() === [...other].sort().join();
  if (["title", "reason", "note", "about"].includes(name)) return plainText(one) === plainText(other);
  if (typeof one === "object" && typeof other === "object" && one !== null && other !== null) {
    const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
    return names.every((part) =>
      same(part, (one as Record<string, unknown>)[part], (other as Record<string, unknown>)[part]),
    );
  }
  return one === other;
}

export interface Score {
  total: number;
  right: number;
  /** Right, or a question. */
  helpful: number;
  silent: number;
  report: string;
}

export async function scoreOf(examples: readonly Example[], world: World): Promise<Score> {
  const judged = await Promise.all(
    examples.map(async (example) => {
      const answer = await understandPhrase(world, example);
      return { example, answer, verdict: verdictOn(example.expect, answer, world) };
    }),
  );
  const count = (verdict: Verdict) => judged.filter((one) => one.verdict === verdict).length;
  const failing = judged
    .filter(({ verdict }) => verdict !== "right")
    .map(({ example, answer, verdict }) => `${verdict} ${lineOf(example, answer)}`);
  return {
    total: examples.length,
    right: count("right"),
    helpful: count("right") + count("asking"),
    silent: count("silent"),
    report: [`${count("right")} of ${examples.length} right, ${count("asking")} asking`, ...failing].join("\n"),
  };
}

function lineOf(example: Example, answer: Answer): string {
  const { id: _id, defaulted: _defaulted, ...rest } = answer;
  const said = Object.entries(rest).filter(([, part]) => part !== null && JSON.stringify(part).length > 2);
  const short = JSON.stringify({ ...Object.fromEntries(said), command: answer.command });
  return `${example.id} ${JSON.stringify(example.text)} (${example.at.slice(0, 10)})\n  wanted ${JSON.stringify(example.expect)}\n  got    ${short}`;
}
