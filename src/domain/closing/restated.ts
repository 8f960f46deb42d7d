import { printDate } from "../../core/calendar/calendar.ts";
import { closedOn } from "../../core/catalog/closed.ts";
import type { Env } from "../../core/command/command.ts";
import { type Reply, text } from "../../core/reply/reply.ts";

/** What is written about a quarter that was closed changes what was reported: it is accepted, and said (row F10). */
export function restated(answer: Reply, { catalog }: Env): Reply {
  const quarters = new Set((answer.changed?.on ?? []).flatMap((day) => closedOn(catalog, day) ?? []));
  const words = [...quarters].map(({ start, end, closedOn: on }) =>
    text(
      `Restated: the quarter of ${printDate(start)} to ${printDate(end)} was closed on ${printDate(on)}. Reports show what it said then beside what it says now.`,
    ),
  );
  const [first, ...others] = answer.blocks;
  return first && words.length > 0 ? { ...answer, blocks: [first, ...words, ...others] } : answer;
}
