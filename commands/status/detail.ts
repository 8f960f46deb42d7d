import { printDay } from "../../src/core/calendar/calendar.ts";
import type { Env } from "../../src/core/command/command.ts";
import { type Block, type Button, buttonsOf, text } from "../../src/core/reply/reply.ts";
import { type Actor, may } from "../../src/core/request/actor.ts";
import { mayUse } from "../../src/core/request/permit.ts";
import { type Finding, isGap, type Remedy } from "../../src/domain/plan/finding.ts";
import { metInWords, openInWords, stateInWords } from "./findings.ts";

/** Every obligation of one department, with what proves it and a button for each gap. */
export function detail(findings: readonly Finding[], env: Env): Block[] {
  if (findings.length === 0) return [];
  return [
    text(`${sentence(metInWords(findings))} ${sentence(openInWords(findings))}`),
    findingsTable("Requirements: where you stand", findings),
    ...remedies(findings, env),
  ];
}

/** Obligations of the city as a whole. */
export function ofTheCity(findings: readonly Finding[], env: Pick<Env, "city">): Block[] {
  const own = findings.filter(({ department }) => department === undefined);
  return own.length === 0 ? [] : [findingsTable(`What the plan asks of ${env.city.name} as a whole`, own)];
}

/** What a goal asks for: each obligation with how many departments met it. */
export function acrossDepartments(caption: string, findings: readonly Finding[]): Block {
  const labels = [...new Set(findings.map(({ label }) => label))];
  return {
    kind: "table",
    caption,
    columns: ["What", "Met", "Open"].map((label) => ({ label })),
    rows: labels.map((label) => {
      const of = findings.filter((finding) => finding.label === label);
      return [label, metInWords(of), openInWords(of)];
    }),
  };
}

function findingsTable(caption: string, findings: readonly Finding[]): Block {
  return {
    kind: "table",
    caption,
    columns: ["What", "State", "So far", "By", "Records"].map((label) => ({ label })),
    rows: findings.map((finding) => [
      finding.label,
      stateInWords(finding),
      finding.words,
      printDay(finding.due),
      finding.evidence.length === 0 ? "none" : finding.evidence.join(", "),
    ]),
  };
}

function remedies(findings: readonly Finding[], env: Env): Block[] {
  const gaps = findings.filter(isGap);
  const some = remediesFor(gaps, env);
  return some.length === 0 ? [] : [buttonsOf(some, answersFor(gaps, env))];
}

/** What may be answered instead, by whoever answers for the department. */
function answersFor([gap]: readonly Finding[], { actor, commands }: Env): Button[] {
  const code = gap?.department;
  if (code === undefined || !may(actor, { to: "write", of: { department: code } })) return [];
  return ANSWERS.filter(([, name]) => commands.some((command) => command.name === name && mayUse(actor, command))).map(
    ([label, command]) => ({ label, command, values: { department: code }, ask: true }),
  );
}

/** Instead of doing something about a gap (row F3). */
export const ANSWERS = [
  ["Snooze…", "nudge snooze"],
  ["Not ours…", "nudge exempt"],
  ["Hand over…", "nudge handover"],
] as const;

/** What the person may do about gaps themselves. */
export function remediesFor(gaps: readonly Finding[], { actor, commands }: Env): Button[] {
  return gaps.flatMap(({ remedy, label }): Button[] => {
    const command = commands.find(({ name }) => name === remedy?.command);
    if (!remedy || !command || !writes(actor) || !mayUse(actor, command)) return [];
    // Two that say the same say what for.
    const same = gaps.filter((one) => one.remedy?.label === remedy.label).length > 1;
    const words = same ? `${remedy.label}: ${label.replace(/, reported$/, "")}` : remedy.label;
    return [{ label: words, ...pressOf(remedy) }];
  });
}

/** It opens its form, unless there is nothing to fill in. */
export const pressOf = ({ command, values, affirms }: Remedy): Omit<Button, "label"> => ({
  command,
  values,
  ...(affirms ? {} : { ask: true }),
});

const writes = ({ granted }: Actor) => !granted.includes("auditor");
const sentence = (words: string) => `${words[0]?.toUpperCase() ?? ""}${words.slice(1)}.`;
