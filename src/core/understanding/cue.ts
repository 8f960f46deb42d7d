import type { Command } from "../command/command.ts";
import { sameLength } from "./clean.ts";
import type { Stretch } from "./sentence.ts";

/** Whether a word is among those by which the command was recognised: it is part of it, and nobody's name. */
export function isCue(token: Stretch, { cues }: Pick<Command, "cues">, text: string): boolean {
  const said = sameLength(text.replace(/'/g, " "));
  return (cues?.patterns ?? []).some(([pattern]) => {
    const match = pattern.exec(said);
    return match !== null && token.start >= match.index && token.end <= match.index + match[0].length;
  });
}
