import { yearOf } from "../../src/core/calendar/calendar.ts";
import { buttons, text } from "../../src/core/reply/reply.ts";
import { may } from "../../src/core/request/actor.ts";
import { PAPER } from "../report/record.ts";
import { papersTable } from "../report/show.ts";
import type { Section } from "./section.ts";

const MOST = 20;

/** Rows E1, H1: the reports of the year, their versions, who approved them and who has them. */
export const papersSection: Section = {
  topic: "reports",
  label: "Reports",
  words: /\b(?:annual|written|council) reports?\b|\breports\b/,
  show: async (_departments, period, env) => {
    if (!may(env.actor, { to: "read", of: { city: true } }))
      return [text("The city's reports are with the equity officer.")];
    const { start } = yearOf(period.start, env.city);
    const asked = { departments: undefined, start, end: period.end, limit: MOST };
    const { records } = await PAPER.list(asked, env);
    const list = { label: "All reports", command: "report list", values: {} };
    return [...papersTable(records, env), ...(records.length === 0 ? [] : [buttons(list)])];
  },
};
