import type { Command } from "../command/command.ts";
import { type Button, buttons, type Reply, reply, text } from "../reply/reply.ts";
import { normal } from "../understanding/clean.ts";
import type { Actor } from "./actor.ts";
import { mayUse } from "./permit.ts";

/** What is only polite, or asks who this is: one short line, and where it helps what one may do first. */
const COURTESIES: readonly { said: RegExp; line: string; offers?: true }[] = [
  {
    said: /^(?:hi|hello|hey|hiya|howdy|hola|good (?:morning|afternoon|evening|day)|buen(?:os|as) (?:dias|tardes|noches)|greetings)(?: (?:there|all|everyone|team|bot|assistant|equity assistant))?$/,
    line: "Hello! What would you like to do?",
    offers: true,
  },
  {
    said: /^(?:(?:ok|okay|great|perfect|awesome|cool) )?(?:thanks|thank you|thank u|thx|ty|many thanks|gracias|muchas gracias|much appreciated|cheers)(?: (?:so much|very much|a lot|a million|again|all|bot|for (?:the|your) help))*$/,
    line: "You're welcome.",
  },
  {
    said: /^(?:ok|okay|k|kk|got it|alright|all right|sounds good|great|perfect|awesome|cool|nice|good|fine|sure|vale)$/,
    line: "Good. Nothing more to do.",
  },
  { said: /^(?:bye|goodbye|see you|see ya|adios|hasta luego|good night)$/, line: "Goodbye." },
  {
    said: /^(?:who|what) are you|^what is this|^are you (?:a )?(?:bot|human|robot|person)$|^quien eres$/,
    line: "I'm Equity Assistant. I record the city's racial equity work and tell each department what is still missing.",
    offers: true,
  },
  {
    said: /^(?:what (?:can|do) you do|what can i (?:do|say|ask)(?: here)?|how does this work|how do you work|que puedes hacer)$/,
    line: "Tell me what was done, and I record it. Ask me what is on record, what is due or where things stand.",
    offers: true,
  },
];

/** Emoji alone, or the code a platform writes for it: a nod. */
const NOD = /^(?:\s|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\u200d|:[a-z0-9_+-]+:)+$/u;

/** Three first steps, of those this person may take. */
const OFFERS: readonly Button[] = [
  { label: "Log a training", command: "training log", values: {}, ask: true, tone: "primary" },
  { label: "My record", command: "me", values: {} },
  { label: "Where things stand", command: "status", values: {} },
  { label: "All commands", command: "help", values: {} },
];
const MOST_OFFERS = 3;

/** The answer to a courtesy and to nothing else; undefined when more was said. */
export function courtesyFor(said: string, actor: Actor, commands: readonly Command[]): Reply | undefined {
  if (NOD.test(said)) return reply(text("👍"));
  const plain = plainWords(said);
  const one = COURTESIES.find((each) => each.said.test(plain));
  if (!one) return undefined;
  const may = ({ command }: Button) =>
    commands.some(({ name, ...rest }) => name === command && mayUse(actor, { name, ...rest }));
  return reply(text(one.line), ...(one.offers ? [buttons(...OFFERS.filter(may).slice(0, MOST_OFFERS))] : []));
}

/** Lower case, without marks and without the bot's own name. */
const plainWords = (said: string): string =>
  normal(said)
    .replace(/@?equity assistant/g, " ")
    .replace(/[^\p{L}\p{N}\s]/gu, " ")
    .replace(/\bplease\b|\bpor favor\b/g, " ")
    .replace(/\s+/g, " ")
    .trim();
