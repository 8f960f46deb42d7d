import * as z from "zod";
import { defineRule } from "../rule.ts";

/** Rows A1, A2: two volunteers, at least one a senior leader; more are looked at, not refused. */
export const leadershipTeam = defineRule({
  name: "leadership-team",
  summary: "`size` people on the leadership team, at least `senior` of them senior leaders.",
  words: /\bleadership teams?\b|\bleads?\b/,
  schema: z.strictObject({ size: z.int().min(1).default(2), senior: z.int().min(0).default(1) }),
  judge: ({ size, senior }, { facts: { team }, department }) => {
    const name = (label: string, values: Record<string, string> = {}) => ({
      label,
      command: "roster lead",
      values: { ...(department === undefined ? {} : { department }), ...values },
    });
    if (!team) return { met: undefined, words: "nobody named", remedy: name("Name the leadership team") };
    const leaders = team.filter((member) => member.senior).length;
    const said = { value: team.length, outOf: size, evidence: team.map(({ record }) => record) };
    if (team.length < size)
      return { ...said, met: false, words: `${count(team.length, "lead")} of ${size}`, remedy: name("Name a lead") };
    if (leaders < senior) {
      const missing = leaders === 0 ? "no senior leader" : `${leaders} of ${senior} senior leaders`;
      return {
        ...said,
        met: false,
        words: `${count(team.length, "lead")}, but ${missing}`,
        remedy: name("Name a senior leader", { senior: "true" }),
      };
    }
    const more = team.length > size ? ` instead of ${size}: please check` : "";
    return { ...said, met: true, words: `${count(team.length, "lead")}${more}` };
  },
});

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? "" : "s"}`;
