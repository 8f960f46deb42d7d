import type { NextStep } from "../../domain/pages/parts.ts";
import type { Finding } from "../../domain/plan/finding.ts";
import { counts, plainLabel } from "./tally.ts";

/** What the steps are made from. */
export interface Steps {
  findings: readonly Finding[];
  departments: readonly string[];
  nameOf(code: string): string;
  /** Names of who leads each department. */
  leads: ReadonlyMap<string, readonly string[]>;
  /** "department", in the city's own word. */
  word: string;
  quarter: string;
}

/** The three things that move most: what is late, the requirement most departments are near, and the one nobody reports. */
export function nextSteps(given: Steps): NextStep[] {
  const open = given.findings.filter((one) => counts(one) && one.state !== "met" && one.department !== undefined);
  const steps = [late(open, given), nearest(open, given), silent(open, given)];
  return steps.flatMap((step) => step ?? []);
}

function late(open: readonly Finding[], { nameOf, leads }: Steps): NextStep | undefined {
  const overdue = open.filter(({ state }) => state === "overdue");
  const of = countBy(overdue, ({ department }) => department);
  const [code, count] = of[0] ?? [];
  const first = overdue.find(({ department }) => department === code);
  if (code === undefined || !first) return undefined;
  const who = leads.get(code) ?? [];
  const more = (count ?? 1) > 1 ? `, and ${(count ?? 1) - 1} more.` : ".";
  const led =
    who.length === 0 ? "Nobody leads there yet." : `${list(who)} ${who.length === 1 ? "leads" : "lead"} there.`;
  return {
    title: `Ask ${nameOf(code)} about what is late.`,
    words: `${plainLabel(first.label)}: ${first.words}${more} ${led}`,
    button: { label: `Ask ${nameOf(code)}`, command: "nudge now", values: { department: code } },
  };
}

/** The requirement that most have met already: what is left of it is the least work. */
function nearest(open: readonly Finding[], { findings, quarter, word }: Steps): NextStep | undefined {
  const due = open.filter(({ state }) => state === "due");
  const met = new Map(
    countBy(
      findings.filter(({ state }) => state === "met"),
      ({ obligation }) => obligation,
    ),
  );
  const [[id, count] = []] = countBy(due, ({ obligation }) => obligation).sort(
    ([a], [b]) => (met.get(b) ?? 0) - (met.get(a) ?? 0),
  );
  const first = due.find(({ obligation }) => obligation === id);
  if (id === undefined || count === undefined || !first) return undefined;
  const kinds = countBy(
    due.filter(({ obligation }) => obligation === id),
    ({ words }) => words.replace(/ ?\([^)]*\)/g, ""),
  );
  const said = kinds.slice(0, 2).map(([words, times]) => `${words} in ${times}`);
  return {
    title: `${plainLabel(first.label)}: ${count} ${word}${count === 1 ? " is" : "s are"} not there yet.`,
    words: `${capital(said.join("; "))}.`,
    link: { label: count === 1 ? "Show it" : `Show all ${count}`, href: linkTo(quarter, id) },
  };
}

function silent(open: readonly Finding[], { departments, leads, word }: Steps): NextStep | undefined {
  const quiet = open.filter(({ state }) => state === "not reported");
  const [id, count] = countBy(quiet, ({ obligation }) => obligation)[0] ?? [];
  const first = quiet.find(({ obligation }) => obligation === id);
  if (count === undefined || !first) return undefined;
  const all = count === departments.length;
  const reached = quiet.filter((one) => one.obligation === id && leads.has(one.department ?? "")).length;
  return {
    title: `Ask ${all ? `every ${word}` : `${count} ${word}${count === 1 ? "" : "s"}`} about “${plainLabel(first.label)}”.`,
    words: `${all ? "Nobody has" : `${count} have not`} reported it. One announcement reaches the ${reached} that have leads.`,
    button: {
      label: "Write to the leads",
      command: "admin announce",
      values: { text: `Please report: ${plainLabel(first.label)}.` },
      ask: true,
    },
  };
}

const linkTo = (quarter: string, requirement: string): string =>
  `/overview?period=${encodeURIComponent(quarter)}&requirement=${encodeURIComponent(requirement)}#asked`;

/** The most frequent first. */
function countBy(all: readonly Finding[], by: (one: Finding) => string | undefined): [string, number][] {
  const found = new Map<string, number>();
  for (const one of all) {
    const key = by(one);
    if (key !== undefined) found.set(key, (found.get(key) ?? 0) + 1);
  }
  return [...found].sort(([, a], [, b]) => b - a);
}

const list = (names: readonly string[]) =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
const capital = (words: string) => `${words[0]?.toUpperCase() ?? ""}${words.slice(1)}`;
