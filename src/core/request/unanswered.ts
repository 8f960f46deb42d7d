import type { Command } from "../command/command.ts";
import { buttons, facts, heading, type Reply, reply, text } from "../reply/reply.ts";
import { sameLength } from "../understanding/clean.ts";
import { nearestCommands } from "../understanding/find-command.ts";
import { isQuestion } from "../understanding/judge.ts";
import { printedIn } from "../understanding/printed.ts";
import type { Actor } from "./actor.ts";
import { mayUse } from "./permit.ts";
import type { Place } from "./request.ts";
import { suggestionOf } from "./suggestion.ts";

/** "How many …?", "did we …": what is typed to be answered, not to be recorded. */
export const isAsked = (said: string): boolean => isQuestion(sameLength(said).trim());

/** A text that no command fits: the nearest ones, each with words that work; for a question only what answers. */
export function nearestTo(said: string, actor: Actor, place: Place, commands: readonly Command[]): Reply {
  const asked = isAsked(said);
  const usable = commands.filter((command) => mayUse(actor, command) && (!asked || command.reads === true));
  const near = nearestCommands(usable, said);
  const printed = printedIn(place, commands);
  const [title, line] = asked
    ? ["I can't answer that yet", "Nothing was changed. I can look these up:"]
    : ["I did not understand that", "Nothing was recorded. Perhaps you meant one of these:"];
  return reply(
    heading(title),
    text(line),
    facts(
      ...near.map((command) => ({
        label: command.name,
        value: [command.summary, ...command.examples.slice(0, 1).map((one) => `Try: ${printed(command, one)}`)].join(
          " ",
        ),
      })),
    ),
    buttons(...near.map(suggestionOf)),
  );
}
