import { departmentName } from "../../src/core/catalog/catalog.ts";
import type { Env } from "../../src/core/command/command.ts";
import type { Block, Screen, ScreenLine } from "../../src/core/reply/reply.ts";
import { capital, howMany, numberWord } from "../../src/core/reply/words.ts";
import { may } from "../../src/core/request/actor.ts";
import type { PageQuarter } from "../../src/domain/pages/parts.ts";
import type { Finding } from "../../src/domain/plan/finding.ts";
import { changesByRequirement } from "../../src/reports/pages/changes.ts";
import { counts, plainLabel, tallyOf, worstFirst } from "../../src/reports/pages/tally.ts";
import { pageButton } from "../page/link.ts";
import { byDepartment } from "./findings.ts";
import { askButton, bar, FIRST, headOf, markSign, noteOf, type Standing, shortQuarter, showAll } from "./screen.ts";

/** The city, or the departments somebody leads: what is late, and the worst three. */
export function cityScreen(given: Standing, quarter: PageQuarter, env: Env): Block[] {
  const { departments, now, before } = given;
  const own = now.filter(({ department }) => department !== undefined);
  const found = byDepartment(own);
  const worst = worstFirst(
    departments.map((code) => ({
      code,
      name: departmentName(env.catalog, code),
      tally: tallyOf(found.get(code) ?? []),
    })),
  );
  const late = worst.flatMap(({ code }) => ((found.get(code) ?? []).some(isOverdue) ? [code] : []));
  const shown = worst.filter(({ code, tally }) => tally.met < tally.of && late[0] !== code).slice(0, FIRST);
  const [help] = late.length > 0 ? late : shown.map(({ code }) => code);
  const nameOf = (code: string) => departmentName(env.catalog, code);
  const screen: Screen = {
    ...headOf(given, own, quarter),
    lines: [
      ...lateLine(late, own.filter(isOverdue), nameOf, env),
      ...shown.map(({ name, tally }) => ({
        mark: "○",
        title: name,
        words: `${tally.met} of ${tally.of} met, ${tally.notReported} not reported`,
      })),
    ],
    ...noteOf([
      nothingYet(
        worst.filter(({ tally }) => tally.met === 0 && tally.of > 0).length -
          shown.filter(({ tally }) => tally.met === 0).length,
      ),
      upMost(before, own, quarter, nameOf, env),
    ]),
  };
  const city = may(env.actor, { to: "read", of: { city: true } });
  const page = city ? pageButton("Open the overview", `/overview?period=${quarter.id}`, env.pages()) : [];
  return [{ kind: "screen", screen }, bar([...page, ...askButton(help, env), showAll(given)], given)];
}

/** One department that is late is named with what is late; several are counted. */
function lateLine(
  codes: readonly string[],
  late: readonly Finding[],
  nameOf: (code: string) => string,
  env: Env,
): ScreenLine[] {
  const [code, ...others] = codes;
  const [first, ...more] = late;
  if (code === undefined || !first) return [];
  const mark = markSign(first);
  if (others.length > 0)
    return [
      { mark, title: `Overdue in ${howMany(codes.length, env.city.words.department)}`, words: namesOf(codes, nameOf) },
    ];
  const [record] = first.evidence;
  const rest = more.length === 0 ? "" : `, and ${more.length} more`;
  return [
    {
      mark,
      title: `Overdue: ${nameOf(code)}`,
      words: `${plainLabel(first.label)}${record === undefined ? "" : ` (${record})`}${rest}`,
    },
  ];
}

const namesOf = (codes: readonly string[], nameOf: (code: string) => string): string => {
  const names = codes.slice(0, FIRST).map(nameOf).join(", ");
  return codes.length > FIRST ? `${names} and ${codes.length - FIRST} more` : names;
};

const nothingYet = (others: number): string | undefined =>
  others <= 0 ? undefined : `${capital(numberWord(others))} more ${others === 1 ? "has" : "have"} met nothing yet.`;

/** The requirement that most have met since. */
function upMost(
  before: readonly Finding[],
  now: readonly Finding[],
  quarter: PageQuarter,
  nameOf: (code: string) => string,
  env: Env,
) {
  const gained = changesByRequirement(before, now, nameOf).filter((one) => one.gained);
  const [most] = gained.sort((a, b) => b.count - a.count);
  if (!most) return undefined;
  return `Up most since ${shortQuarter(quarter)}: ${most.label.toLowerCase()}, ${howMany(most.count, env.city.words.department)}.`;
}

const isOverdue = (one: Finding): boolean => counts(one) && one.state === "overdue";
