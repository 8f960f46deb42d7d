import { saysAttended } from "./happened.ts";
import { isEveryday } from "./noise.ts";
import { isKey, type Sentence, type Token } from "./sentence.ts";

/**
 * Words that no field took and that are not everyday talk. A capitalised one is somebody or something that ought to have
 * been understood; where no verb says that anybody attended, every such word may turn the sentence into another one.
 */
export function strangersIn(sentence: Sentence, evidence?: RegExp): string[] {
  const told = saysAttended(sentence.text, evidence);
  const shouted = sentence.text === sentence.text.toUpperCase();
  return sentence
    .free()
    .filter(
      (token) =>
        isKey(sentence, token) || (isStrange(token) && (!told || (!shouted && isCapitalised(sentence, token)))),
    )
    .map((token) => token.raw);
}

export const isStrange = ({ kind, norm }: Token): boolean =>
  kind === "word" && /^\p{L}{3,}$/u.test(norm) && !isEveryday({ norm });

/** With a capital letter that no beginning of a sentence or line explains. */
const isCapitalised = ({ text }: Sentence, token: Token): boolean =>
  /^\p{Lu}/u.test(token.raw) && !/(?:^|[.!?:\n•*-]\s*|["(]\s*)$/.test(text.slice(0, token.start));
