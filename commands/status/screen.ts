import type { Period } from "../../src/core/calendar/calendar.ts";
import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Env } from "../../src/core/command/command.ts";
import { type Block, type Button, buttonsOf, type ScreenLine } from "../../src/core/reply/reply.ts";
import { capital, numberWord } from "../../src/core/reply/words.ts";
import { mayUse } from "../../src/core/request/permit.ts";
import type { PageQuarter, Tally } from "../../src/domain/pages/parts.ts";
import type { Finding } from "../../src/domain/plan/finding.ts";
import { plainLabel, tallyOf } from "../../src/reports/pages/tally.ts";

/** As many lines as a screen shows first. */
export const FIRST = 3;

/** What a screen is made from. */
export interface Standing {
  /** "Milwaukee", "Public Works", "Infrastructure". */
  whose: string;
  departments: readonly string[];
  asked: Period;
  now: readonly Finding[];
  before: readonly Finding[];
  /** What its buttons carry: the period, and the area. */
  values: Record<string, string>;
}

const SIGNS: Readonly<Record<string, string>> = { overdue: "▲", due: "◷", "not reported": "○" };
export const markSign = ({ state }: Finding): string => SIGNS[state] ?? "·";

/** "▲ Overdue: statements submitted on time · 0 of 1, one late (IS-2026-0003)". */
export function gapLine(gap: Finding): ScreenLine {
  const [record] = gap.state === "overdue" ? gap.evidence : [];
  const proof = record === undefined || gap.words.includes(record) ? "" : ` (${record})`;
  const label = plainLabel(gap.label);
  return {
    mark: markSign(gap),
    title: `${capital(gap.state)}: ${label[0]?.toLowerCase() ?? ""}${label.slice(1)}`,
    words: `${gap.words}${proof}`,
  };
}

export function headOf({ whose, asked, before, departments }: Standing, own: readonly Finding[], quarter: PageQuarter) {
  const tally = tallyOf(own);
  const then = tallyOf(before.filter(({ department }) => department !== undefined && departments.includes(department)));
  const said = [
    `${then.met} at the end of ${shortQuarter(quarter)}`,
    ...(tally.due === 0 ? [] : [`${tally.due} due`]),
    ...(tally.notReported === 0 ? [] : [`${tally.notReported} not reported`]),
  ];
  return { about: `${whose} · ${asked.label}`, verdict: verdictOf(tally, quarter), detail: said.join(" · ") };
}

/** "Q3", with its year where that is another. */
export const shortQuarter = ({ before, label }: PageQuarter): string => {
  const [name = "", year] = before.label.split(" ");
  return label.endsWith(` ${year}`) ? name : before.label;
};

/** "26 of 264 requirements are met. One is overdue, 31 days are left." */
function verdictOf({ met, of, overdue }: Tally, { over, daysLeft, label }: PageQuarter): string {
  const late = overdue === 0 ? "Nothing" : capital(numberWord(overdue));
  if (over)
    return `${met} of ${of} requirements were met. ${late} ${overdue > 1 ? "were" : "was"} overdue when ${label} closed.`;
  const left = daysLeft === 0 ? "it closes today" : `${daysLeft} ${daysLeft === 1 ? "day is" : "days are"} left`;
  return `${met} of ${of} requirements ${of === 1 ? "is" : "are"} met. ${late} ${overdue > 1 ? "are" : "is"} overdue, ${left}.`;
}

export const noteOf = (said: readonly (string | undefined)[]): { note?: string } => {
  const note = said.filter((one) => one !== undefined).join(" ");
  return note === "" ? {} : { note };
};

/** One press asks whoever leads there; only for whoever may. */
export function askButton(code: string | undefined, { commands, actor, catalog }: Env): Button[] {
  const command = commands.find(({ name }) => name === "nudge now");
  if (code === undefined || !command || !mayUse(actor, command)) return [];
  return [{ label: `Ask ${departmentName(catalog, code)}`, command: command.name, values: { department: code } }];
}

export const showAll = ({ values }: Standing, label = "Show all here"): Button => ({
  label,
  command: "status",
  values: { ...values, show: "all" },
});

/** The first is what most people go on with. */
export function bar(shown: readonly Button[], { values, asked }: Standing, hidden: readonly Button[] = []): Block {
  const [first, ...others] = shown;
  return buttonsOf(first ? [{ ...first, tone: "primary" }, ...others] : [], [
    ...hidden,
    { label: "Another department or period…", command: "status", values, ask: true },
    { label: "Export…", command: "report export", values: { period: asked.id }, ask: true },
  ]);
}
