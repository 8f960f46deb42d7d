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
        ending
          .sort((a, b) => a.endsOn.localeCompare(b.endsOn))
          .map(inWords)
          .join("\n"),
      ),
      buttons({ label: "Rosters", command: "roster show", values: {} }),
    );
  },
};

const inWords = ({ record, body, holder, endsOn }: Term) =>
  `- ${body}${holder === undefined ? "" : `, ${holder}`}: ${printDate(endsOn)} (${record})`;
