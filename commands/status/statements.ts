import { addDays } from "../../src/core/calendar/calendar.ts";
import { text } from "../../src/core/reply/reply.ts";
import {
  ASSIST_DAYS,
  fallsIn,
  isLate,
  isRequired,
  type Statement,
  withoutAssist,
} from "../../src/domain/statement/statements.ts";
import { departmentTable, type Section } from "./section.ts";

/** More than a city has in a year. */
const MOST = 1000;

/** Statements of the period, and those nobody is on record as having helped with (rows C4, C5). */
export const statementsSection: Section = {
  topic: "statements",
  label: "Statements",
  words: /(?<!vision )\b(?:impact |rei impact )?statements?\b/,
  show: async (departments, { start, end }, env) => {
    const { stores, city, today } = env;
    const asked = { departments, start, end, limit: MOST };
    const assists = {
      kind: "assist",
      departments: undefined,
      author: undefined,
      start: addDays(start, -ASSIST_DAYS),
      end,
    };
    const [page, given] = await Promise.all([stores.statements.page(asked), stores.engagements.list(assists, MOST)]);
    const all = page.records.filter((one) => fallsIn(one, start, end));
    const without = withoutAssist(all, new Set(given.flatMap(({ about }) => about ?? [])));
    const word = city.words.statement;
    const ids = without.length === 0 ? "" : ` ${without.map(({ id }) => id).join(", ")}`;
    const of = (code: string) => all.filter(({ department }) => department === code);
    const count = (some: readonly Statement[]) => String(some.length);
    return [
      text(`${word}s without assistance on record: ${without.length} of ${all.length}.${ids}`),
      departmentTable(
        `${word}s required, submitted, late, and without assistance on record`,
        ["Required", "Submitted", "Late", "Without assistance"],
        departments,
        (code) =>
          of(code).length === 0
            ? Array<string>(4).fill("none on record")
            : [
                count(of(code).filter(isRequired)),
                count(of(code).filter(({ submittedOn }) => submittedOn !== undefined)),
                count(of(code).filter((one) => isLate(one, today))),
                count(without.filter(({ department }) => department === code)),
              ],
        env,
      ),
    ];
  },
};
