import { type Phrase, understandPhrase, type World } from "../core/understanding/harness.ts";
import { corpora } from "../core/understanding/measure.ts";
import { median } from "./lib.ts";
import type { Figure } from "./scale.ts";

// How long it takes to understand what people type, and what somebody types to make it take long. In CPU time: a busy
// machine makes nobody's sentence harder.

const HOSTILE = 2_000;
const LENGTH = 3_000;
const RUNS = 3;

const AUTHOR = { id: "bench", as: "ana.torres@milwaukee.example", at: "2026-11-21T18:00:00Z" };

async function cpuOf(world: World, phrase: Phrase): Promise<number> {
  const before = process.cpuUsage();
  await understandPhrase(world, phrase);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** What texts are made of that are meant to be slow: repeats, near misses, nested marks, everything that opens something. */
const PIECES = [
  "12 people took EO yesterday ",
  "anti racism anti racizm ",
  "department of public ",
  "a",
  "1",
  "1,",
  "12-",
  "@",
  "<@U1> ",
  "@ana.torres, ",
  "ana and bo and ",
  "=",
  "course=",
  "note: ",
  '"',
  "'s '",
  "(",
  "\n- Bo Chen",
  "> ",
  "On Mon, Ana wrote:\n> ",
  "because ",
  "not not ",
  "if ",
  "q1 ",
  "2026-q1..",
  "jan 3 and 4 and ",
  "december twenty first ",
  "1/2/",
  "TR-2026-0012 ",
  "G1.1.3 ",
  "$1,000 ",
  "half of ",
  "👍",
  ":smile: ",
  "\u200b",
  "\u200f\u202e",
  "é\u0301",
  "ß",
  "مرحبا ",
  "漢字",
  "um so like uh ",
  "   ",
  "\t",
  "a.b@c.d ",
  "https://x.y/ ",
  "<https://x.y|z> ",
  "*b* _i_ ~s~ ",
];

/** The same texts each time: a text depends on its number alone. */
function hostileText(at: number): string {
  let seed = at * 2_654_435_761 + 1;
  const next = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed % below;
  };
  const kinds = Array.from({ length: 1 + next(4) }, () => PIECES[next(PIECES.length)] ?? "");
  let text = "";
  while (text.length < LENGTH) text += kinds[next(kinds.length)] ?? "";
  return text.slice(0, LENGTH);
}

export async function run(tell: (line: string) => void): Promise<Figure[]> {
  const lines = corpora().flatMap(({ lines, world }) => lines.map((line) => ({ line, world: world(line) })));
  const [first] = lines;
  if (!first) throw new Error("there are no sentences to understand");
  const { world } = first;
  for (const { line, world: own } of lines) await understandPhrase(own, line);
  const typical: number[] = [];
  for (const { line, world: own } of lines) {
    const started = performance.now();
    await understandPhrase(own, line);
    typical.push(performance.now() - started);
  }
  tell(`${lines.length} sentences`);
  let worst = 0;
  for (let at = 0; at < HOSTILE; at += 1) {
    const phrase = { ...AUTHOR, text: hostileText(at), root: "training" };
    let taken = await cpuOf(world, phrase);
    // What was slow once is asked again: the first time may have paid for somebody else's garbage.
    for (let again = 1; again < RUNS && taken > worst; again += 1) taken = Math.min(taken, await cpuOf(world, phrase));
    if (taken > worst) {
      worst = taken;
      tell(`${at}: ${taken.toFixed(1)} ms, ${JSON.stringify(phrase.text.slice(0, 60))}`);
    }
  }
  return [
    { name: "a sentence, median", value: median(typical), unit: "ms", limit: 0.4 },
    { name: `the worst of ${HOSTILE} hostile texts of ${LENGTH} characters`, value: worst, unit: "ms", limit: 50 },
  ];
}
