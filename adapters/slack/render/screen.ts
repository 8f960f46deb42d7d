import { type Screen, screenWords } from "../../../src/core/reply/reply.ts";
import { LIMITS } from "./limits.ts";
import { sections, type Unit } from "./unit.ts";
import { escaped } from "./words.ts";

/**
 * A screen as three blocks: whose it is with its verdict, the lines, the note. The verdict and the titles are bold, which only
 * Slack's markup can say; what it would take for more of it is taken out of its hands.
 */
export function screenUnits(screen: Screen): Unit[] {
  const { about, verdict, detail, lines, note } = screen;
  const text = screenWords(screen);
  const head = [literal(about), `*${literal(verdict)}*`, ...(detail === undefined ? [] : [literal(detail)])].join("\n");
  const body = lines.map((line) => `${literal(line.mark)} ${boldTitle(line.title, line.words)}`).join("\n");
  // Longer than a block of Slack's, it goes as plain words, of which nothing is cut.
  if ([head, body].some((words) => words.length > LIMITS.section)) return sections(text);
  return [
    { block: { type: "section", text: { type: "mrkdwn", text: head, verbatim: true } }, text },
    ...(body === "" ? [] : [silent({ type: "section", text: { type: "mrkdwn", text: body, verbatim: true } })]),
    ...(note === undefined
      ? []
      : note.length > LIMITS.context / 2
        ? sections(note)
        : [silent({ type: "context", elements: [{ type: "mrkdwn", text: literal(note), verbatim: true }] })]),
  ];
}

/** Its words are in the first unit's. */
const silent = (block: Unit["block"]): Unit => ({ block, text: "" });

const boldTitle = (title: string, words: string): string =>
  `*${literal(title)}*${words === "" ? "" : ` · ${literal(words)}`}`;

/** Nothing in it is markup: a space without width keeps a sign from meaning anything. */
const literal = (words: string): string =>
  escaped(words.replace(/\s+/g, " ").trim())
    .replace(/[*_~`]/g, "\u200b$&\u200b")
    .replace(/:(?=[\w+-]+:)/g, ":\u200b")
    .replace(/^(?=[>•])/, "\u200b");
