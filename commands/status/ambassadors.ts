import { departmentTable, type Section } from "./section.ts";

/** Ambassadors active today, and recruited, left and net in the period (row A3). */
export const ambassadorsSection: Section = {
  topic: "ambassadors",
  label: "Ambassadors",
  words: /\bambassadors?\b/,
  show: async (departments, { start, end }, env) => {
    const totals = new Map((await env.stores.ambassadors.totals(start, end)).map((row) => [row.department, row]));
    const cells = (code: string) => {
      const { active, recruited, left } = totals.get(code) ?? { active: 0, recruited: 0, left: 0 };
      return [String(active), `${recruited} joined, ${left} left`];
    };
    const caption = "Ambassadors active today; who joined and left in the period";
    return [departmentTable(caption, ["Active", "In the period"], departments, cells, env)];
  },
};
