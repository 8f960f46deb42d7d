import { printDate } from "../../src/core/calendar/calendar.ts";
import type { MessageKind } from "../../src/core/deliveries/messages.ts";
import { buttons, heading, reply, text } from "../../src/core/reply/reply.ts";
import { endsSoon } from "../../src/domain/roster/posts.ts";
import { type Term, termsFrom } from "../../src/domain/roster/terms.ts";

/** Rows A13, A14: seats for which somebody has to be found within 90 days; all of them, whichever the occasion was. */
export const termsEnd: MessageKind = {
  name: "terms-end",
  label: "Terms that end soon",
  clock: true,
  compose: async (_data, { today, stores }) => {
    const ending = (await termsFrom(today, stores)).filter(({ endsOn }) => endsSoon(endsOn, today));
    if (ending.length === 0) return { skip: "no term ends soon any more" };
    return reply(
      heading(ending.length === 1 ? "A term ends within 90 days" : `${ending.length} terms end within 90 days`),
      text(
        grouped(ending.sort((a, b) => a.endsOn.localeCompare(b.endsOn)))
          .map(inWords)
          .join("\n"),
      ),
      buttons({ label: "Rosters", command: "roster show", values: {} }),
    );
  },
};

/** Seats of one body whose term ends on one day are one line. */
function grouped(terms: readonly Term[]): Term[][] {
  const groups = new Map<string, Term[]>();
  for (const one of terms) {
    const key = `${one.body}\n${one.endsOn}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

/** "Library Board: 3 terms end on Thu 31 Dec 2026 (RO-2026-0004, …)". */
function inWords(terms: readonly Term[]): string {
  const [first, ...others] = terms;
  if (!first) return "";
  const { body, holder, endsOn } = first;
  const records = terms.map(({ record }) => record).join(", ");
  if (others.length > 0) return `- ${body}: ${terms.length} terms end on ${printDate(endsOn)} (${records})`;
  return `- ${body}${holder === undefined ? "" : `, ${holder}`}: ${printDate(endsOn)} (${records})`;
}
