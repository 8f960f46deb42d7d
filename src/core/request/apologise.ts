import { type Block, heading, type Reply, reply, text } from "../reply/reply.ts";
import { NOTHING_SAVED } from "./ask.ts";
import { DatabaseDown, Denied, incidentCode, OutcomeUnknown, Refusal, SavedBefore } from "./errors.ts";
import type { Request } from "./request.ts";

/** Who is told of incidents. */
interface Listener {
  onIncident(code: string, error: unknown): void;
}

/** A refusal says what to do; anything else is an incident the person can quote, and what was typed is kept. */
export function apologise(bot: Listener, request: Request, error: unknown): Reply {
  if (error instanceof Refusal)
    return { ...reply(text(error.message)), failed: true, fault: error instanceof Denied ? "denied" : "refused" };
  if (error instanceof SavedBefore && error.cause instanceof Refusal) return savedInPart(error.cause);
  const code = incidentCode();
  bot.onIncident(code, error instanceof SavedBefore ? error.cause : error);
  const typed = request.input.kind === "text" ? [text(`You typed: ${request.input.text}`)] : [];
  return {
    ...reply(...sorry(error, code), ...typed),
    failed: true,
    fault: error instanceof DatabaseDown ? "down" : "broken",
  };
}

/** A refusal after something was written: what it says of nothing being saved is not so. */
function savedInPart({ message }: Refusal): Reply {
  const why = message.replace(NOTHING_SAVED, "");
  const words = `Part of it is on record, and the rest is not: ${why} Look at what is on record before you send it again.`;
  return { ...reply(heading("It was saved in part"), text(words)), failed: true, fault: "refused" };
}

function sorry(error: unknown, code: string): Block[] {
  const quote = `Quote ${code} when you ask for help.`;
  if (error instanceof SavedBefore) {
    return [
      heading("It was saved"),
      text(`Something broke before I could show it. Look at what is on record before you send it again. ${quote}`),
    ];
  }
  if (error instanceof DatabaseDown) {
    return [
      heading("Nothing was saved"),
      text(`The database cannot be reached. What you typed is kept: try again in a minute. ${quote}`),
    ];
  }
  if (error instanceof OutcomeUnknown) {
    return [
      heading("It is not certain that this was saved"),
      text(`The database broke off. Send it again: the same request is recorded once, never twice. ${quote}`),
    ];
  }
  return [text(`Something broke on our side and nothing was saved. ${quote}`)];
}
