import { text } from "../../src/core/reply/reply.ts";
import { termLine } from "../../src/domain/roster/officer-terms.ts";
import type { Section } from "./section.ts";

/** Who holds the office, who stands in, and until when (rows A7, A8). */
export const officerSection: Section = {
  topic: "officer",
  label: "Equity officer",
  words: /\b(?:(?:chief |acting )?equity officer|officer's term|term of office)\b/,
  show: async (_departments, { start, end }, env) => {
    const terms = await env.stores.officerTerms.within(start, end < env.today ? end : env.today);
    if (terms.length === 0) return [text("Equity officer: no appointment on record.")];
    return terms.map((one) => text(`${one.id}: ${termLine(one, env)}.`));
  },
};
