import type { Env } from "../../src/core/command/command.ts";
import type { Block, Screen } from "../../src/core/reply/reply.ts";
import { capital, numberWord } from "../../src/core/reply/words.ts";
import type { PageQuarter } from "../../src/domain/pages/parts.ts";
import { type Finding, isGap } from "../../src/domain/plan/finding.ts";
import { byUrgency } from "../../src/plan/urgency.ts";
import { markOf } from "../../src/reports/pages/tally.ts";
import { pageButton } from "../page/link.ts";
import { remediesFor } from "./detail.ts";
import { askButton, bar, FIRST, gapLine, headOf, noteOf, type Standing, showAll } from "./screen.ts";

/** One department: the three most urgent things, and what whoever looks may do about them. */
export function departmentScreen(code: string, given: Standing, quarter: PageQuarter, env: Env): Block[] {
  const own = given.now.filter(({ department }) => department === code);
  const gaps = byUrgency(own.filter(isGap));
  const first = gaps.slice(0, FIRST);
  const more = gaps.length - first.length;
  const waits = own.filter((one) => markOf(one) === "waits").length;
  const head = headOf(given, own, quarter);
  const screen: Screen = {
    ...head,
    detail: waits === 0 ? head.detail : `${head.detail} · ${waits} not started yet`,
    lines: first.map(gapLine),
    ...noteOf([more === 0 ? undefined : `${capital(numberWord(more))} more ${more === 1 ? "is" : "are"} open.`]),
  };
  return [{ kind: "screen", screen }, buttonsFor(code, gaps, given, env)];
}

/** A lead does something about it, an officer asks; either finds the page and the whole answer. */
function buttonsFor(code: string, gaps: readonly Finding[], given: Standing, env: Env): Block {
  const page = pageButton("Open the page", `/departments/${code}?period=${given.asked.id}`, env.pages());
  const all = showAll(given, gaps.length > FIRST ? `Show all ${numberWord(gaps.length)} here` : "Show all here");
  if (!env.actor.leads.includes(code))
    return bar([...page, ...askButton(gaps.length === 0 ? undefined : code, env), all], given);
  const [one = [], rest = []] = halves(remediesFor(gaps.slice(0, FIRST), env), FIRST - 1);
  const [shown, hidden] = halves([...one, ...page, all], FIRST);
  return bar(shown, given, [...hidden, ...rest]);
}

const halves = <T>(all: readonly T[], at: number): [T[], T[]] => [all.slice(0, at), all.slice(at)];
